/** Figures for Prometheus; for whoever knows `METRICS_TOKEN`, if it is set. */
import { config } from "../../fresh.config.ts";
import { isSameSecret } from "../../server/same_secret.ts";
import { PROMETHEUS_TYPE } from "../../server/prometheus.ts";
import { define } from "../../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { hub, metrics } = ctx.state;
    const given = ctx.req.headers.get("authorization") ?? "";
    const { metricsToken } = config;
    if (metricsToken !== null && !isSameSecret(given, `Bearer ${metricsToken}`)) {
      const headers = { "WWW-Authenticate": "Bearer", "Cache-Control": "no-store" };
      return new Response("These figures need the METRICS_TOKEN.", { status: 401, headers });
    }
    return new Response(metrics.render(hub.counts), {
      headers: { "Content-Type": PROMETHEUS_TYPE, "Cache-Control": "no-store" },
    });
  },
});
