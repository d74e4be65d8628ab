/** What comes before a signaling socket: who may open one, and for which room. */
import { isRoomId, type RoomId } from "../protocol/ids.ts";
import type { Log } from "./log.ts";
import { checkOrigin } from "./origin.ts";

export type Admission =
  | { ok: true; room: RoomId }
  | { ok: false; response: Response };

export interface AdmissionQuestion {
  request: Request;
  /** As written in the address. */
  room: string;
  /** Whether the server seats nobody any more. */
  draining: boolean;
  allowedOrigins: readonly string[];
  log: Log;
}

/** Whether the request may become a socket of that room, or what it is answered instead. */
export function admit(question: AdmissionQuestion): Admission {
  const { request, room, draining, allowedOrigins, log } = question;
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
  if (draining) return refuse(503, "This server is going away.");
  return { ok: true, room };
}

function refuse(status: number, sentence: string): Admission {
  return { ok: false, response: new Response(sentence, { status }) };
}
