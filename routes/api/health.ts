/**
 * Whether this instance is well, for whoever watches it: counts, and nothing about anybody. It is ready if newcomers are
 * seated; `?live` asks only whether it is there to stay.
 */
import { define } from "../../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { hub } = ctx.state;
    const asksForLife = ctx.url.searchParams.has("live");
    const status = hub.draining ? "draining" : hub.ready ? "ok" : "store-away";
    const isWell = status === "ok" || (status === "store-away" && asksForLife);
    return Response.json({ status, ...hub.counts }, {
      status: isWell ? 200 : 503,
      headers: { "Cache-Control": "no-store" },
    });
  },
});
