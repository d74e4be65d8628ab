/** The signaling socket of a room. */
import { config } from "../../../fresh.config.ts";
import { admit } from "../../../server/admission.ts";
import { NO_IDLE_TIMEOUT } from "../../../server/server_limits.ts";
import { visitorOf } from "../../../server/visitor.ts";
import { define } from "../../../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { hub, households, log } = ctx.state;
    const { household } = visitorOf({
      request: ctx.req,
      remote: ctx.info.remoteAddr,
      trustedProxies: config.trustedProxies,
    });
    const admission = admit({
      request: ctx.req,
      room: ctx.params.room ?? "",
      draining: hub.draining,
      allowedOrigins: config.allowedOrigins,
      households,
      household,
      now: Date.now(),
      log,
    });
    if (!admission.ok) return admission.response;
    const { room, share } = admission;
    try {
      const { socket, response } = ctx.upgrade({ idleTimeout: NO_IDLE_TIMEOUT });
      hub.accept(socket, room, share);
      return response;
    } catch (error) {
      share[Symbol.dispose]();
      // Asked for a WebSocket without what that takes.
      if (error instanceof TypeError) return new Response("Cannot upgrade.", { status: 400 });
      throw error;
    }
  },
});
