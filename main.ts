/** The application: one hub, the headers, the routes. Serving it is up to `serve.ts`, `dev.ts` or the host. */
import { App, csp, staticFiles } from "fresh";
import { config } from "./fresh.config.ts";
import { drainOnSignal } from "./server/drain_on_signal.ts";
import { createHub } from "./server/hub.ts";
import { LineWriter } from "./server/line_writer.ts";
import { createLog } from "./server/log.ts";
import { MemoryBackend } from "./server/memory_backend.ts";
import { nonceOf, securityHeaders } from "./server/security_headers.ts";
import { systemClock } from "./server/clock.ts";
import type { State } from "./state.ts";

const lines = new LineWriter({
  clock: systemClock,
  write: (text) => Deno.stdout.writeSync(new TextEncoder().encode(text)),
});
addEventListener("unload", () => lines.flush());

const log = createLog({
  level: config.logLevel,
  format: config.logFormat,
  now: systemClock.now,
  write: lines.add,
});

const hub = createHub({
  openBackend: (events) =>
    new MemoryBackend(events, {
      capacity: config.roomCapacity,
      clock: systemClock,
    }),
  clock: systemClock,
  log,
  iceServers: config.iceServers,
});

drainOnSignal(hub, () => Deno.exit(0));

/** Gives inline boot scripts their nonce, and says so in a policy that {@link securityHeaders} narrows. */
const withNonce = csp<State>({ useNonce: true });

export const app: App<State> = new App<State>()
  .use(async (ctx) => {
    ctx.state.hub = hub;
    ctx.state.log = log;
    // The headers of an upgrade are not ours to change: it is no page.
    if (ctx.req.headers.has("upgrade")) return await ctx.next();
    const response = await withNonce(ctx);
    const nonce = nonceOf(response.headers.get("Content-Security-Policy"));
    for (const [name, value] of Object.entries(securityHeaders(nonce))) {
      response.headers.set(name, value);
    }
    return response;
  })
  .use(staticFiles())
  .fsRoutes();
