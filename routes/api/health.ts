/** Whether this instance is well, for whoever watches it: counts, and nothing about anybody. */
import { define } from "../../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { hub } = ctx.state;
    const status = hub.draining ? "draining" : "ok";
    return Response.json({ status, ...hub.counts }, {
      status: hub.draining ? 503 : 200,
      headers: { "Cache-Control": "no-store" },
    });
  },
});
