/**
 * Whether this instance is well, for whoever watches it: counts, and nothing about anybody. It is ready if newcomers are
 * seated; `?live` asks only whether it is there to stay, and `?room=` also when whoever asks may open a socket there: a
 * browser is not told why a socket did not open.
 */
import { config } from "../../fresh.config.ts";
import { isRoomId } from "../../protocol/ids.ts";
import { visitorOf } from "../../server/visitor.ts";
import { define } from "../../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { hub, households } = ctx.state;
    const asksForLife = ctx.url.searchParams.has("live");
    const status = hub.draining ? "draining" : hub.ready ? "ok" : "store-away";
    const isWell = status === "ok" || (status === "store-away" && asksForLife);
    const headers = new Headers({ "Cache-Control": "no-store" });
    const room = ctx.url.searchParams.get("room") ?? "";
    if (isRoomId(room)) {
      const { household } = visitorOf({
        request: ctx.req,
        remote: ctx.info.remoteAddr,
        trustedProxies: config.trustedProxies,
      });
      const refusal = households.refusal(household, room, Date.now());
      if (refusal !== null) headers.set("Retry-After", String(refusal.retryAfter));
    }
    return Response.json({ status, ...hub.counts }, { status: isWell ? 200 : 503, headers });
  },
});
