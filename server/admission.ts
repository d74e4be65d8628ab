/** What comes before a signaling socket: who may open one, and for which room. */
import { isRoomId, type RoomId } from "../protocol/ids.ts";
import type { Households, Share, ShareRefusal } from "./households.ts";
import type { Log } from "./log.ts";
import { checkOrigin } from "./origin.ts";

export type Admission =
  /** `share` is to be given back when the socket is gone, or does not come to be. */
  | { ok: true; room: RoomId; share: Share }
  | { ok: false; response: Response };

export interface AdmissionQuestion {
  request: Request;
  /** As written in the address. */
  room: string;
  /** Whether the server seats nobody any more. */
  draining: boolean;
  allowedOrigins: readonly string[];
  households: Households;
  /** Whose request it is, of the households. */
  household: string;
  now: number;
  log: Log;
}

/** Whether the request may become a socket of that room, or what it is answered instead. */
export function admit(question: AdmissionQuestion): Admission {
  const { request, room, draining, allowedOrigins, households, household, now, log } = question;
  if (!isRoomId(room)) return refuse(404, "There is no such room.");
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refuse(400, "Expected a WebSocket upgrade request.");
  }
  const origin = request.headers.get("origin");
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const check = checkOrigin({ origin, host, allowed: allowedOrigins });
  if (!check.ok) {
    log({ event: "origin-refused", origin: origin ?? "" });
    return refuse(403, check.reason);
  }
  if (draining) return refuse(503, "This server is going away.", 1);
  const answer = households.take(household, room, now);
  if (answer.ok) return { ok: true, room, share: answer.share };
  log({ event: "household-refused", room, reason: answer.reason });
  return refuse(429, TOO_MANY[answer.reason], answer.retryAfter);
}

const TOO_MANY: Readonly<Record<ShareRefusal["reason"], string>> = {
  "too-many-sockets": "Too many connections from this address are open already.",
  "too-many-rooms": "Too many calls from this address are open already.",
  "too-often": "Too many connections from this address in too short a time.",
  "overdrawn": "Too many frames from this address in too short a time.",
};

/** @param retryAfter In seconds; absent where waiting does not help. */
function refuse(status: number, sentence: string, retryAfter?: number): Admission {
  const headers = new Headers({ "Content-Type": "text/plain; charset=utf-8" });
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  return { ok: false, response: new Response(sentence, { status, headers }) };
}
