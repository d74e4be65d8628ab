/** The signaling socket of a room. */
import { config } from "../../../fresh.config.ts";
import { admit } from "../../../server/admission.ts";
import { NO_IDLE_TIMEOUT } from "../../../server/server_limits.ts";
import { define } from "../../../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { hub, log } = ctx.state;
    const admission = admit({
      request: ctx.req,
      room: ctx.params.room ?? "",
      draining: hub.draining,
      allowedOrigins: config.allowedOrigins,
      log,
    });
    if (!admission.ok) return admission.response;
    const { socket, response } = ctx.upgrade({ idleTimeout: NO_IDLE_TIMEOUT });
    hub.accept(socket, admission.room);
    return response;
  },
});
