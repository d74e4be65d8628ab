/** What whoever asks for the signaling socket of a room is answered. */
import { admit } from "./admission.ts";
import type { Households } from "./households.ts";
import type { Hub } from "./hub.ts";
import type { IpRange } from "./ip_address.ts";
import type { Log } from "./log.ts";
import { NO_IDLE_TIMEOUT } from "./server_limits.ts";
import { visitorOf } from "./visitor.ts";

export interface SocketQuestion {
  request: Request;
  /** The other end of the connection. */
  remote: Deno.Addr;
  /** As written in the address. */
  room: string;
}

export interface SocketNeeds {
  hub: Hub;
  households: Households;
  log: Log;
  trustedProxies: readonly IpRange[];
  allowedOrigins: readonly string[];
}

/** Answers with the upgrade, or with why there is none. Never throws. */
export function answerSocket(question: SocketQuestion, needs: SocketNeeds): Response {
  try {
    return open(question, needs);
  } catch (error) {
    needs.log({ event: "failed", where: "socket", error: String(error) });
    return new Response("The server failed.", { status: 500 });
  }
}

function open({ request, remote, room: name }: SocketQuestion, needs: SocketNeeds): Response {
  const { hub, households, log, trustedProxies, allowedOrigins } = needs;
  const { household } = visitorOf({ request, remote, trustedProxies });
  const admission = admit({
    request,
    room: name,
    draining: hub.draining,
    allowedOrigins,
    households,
    household,
    now: Date.now(),
    log,
  });
  if (!admission.ok) return admission.response;
  const { room, share } = admission;
  try {
    const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: NO_IDLE_TIMEOUT });
    hub.accept(socket, room, share);
    return response;
  } catch (error) {
    share[Symbol.dispose]();
    // Asked for a WebSocket without what that takes.
    if (error instanceof TypeError) return new Response("Cannot upgrade.", { status: 400 });
    throw error;
  }
}
