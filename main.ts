/** The application: one hub, the headers, the routes. Serving it is up to `serve.ts`, `dev.ts` or the host. */
import { App, type Context, staticFiles } from "fresh";
import { config } from "./fresh.config.ts";
import { BrotliFiles } from "./server/brotli_files.ts";
import { chooseBackend } from "./server/choose_backend.ts";
import { drainOnSignal } from "./server/drain_on_signal.ts";
import { Households } from "./server/households.ts";
import { createHub } from "./server/hub.ts";
import { LineWriter } from "./server/line_writer.ts";
import { createLog } from "./server/log.ts";
import { Metrics } from "./server/metrics.ts";
import { headersFor, nonceOf } from "./server/security_headers.ts";
import { answerSocket } from "./server/signaling_socket.ts";
import { systemClock } from "./server/clock.ts";
import type { State } from "./state.ts";

const lines = new LineWriter({
  clock: systemClock,
  write: (text) => Deno.stdout.writeSync(new TextEncoder().encode(text)),
});
addEventListener("unload", () => lines.flush());

const metrics = new Metrics();
const log = metrics.counting(createLog({
  level: config.logLevel,
  format: config.logFormat,
  now: systemClock.now,
  write: lines.add,
}));

const openBackend = await chooseBackend(config.backend, {
  capacity: config.roomCapacity,
  clock: systemClock,
  log,
});
const precisely = () => performance.now();
metrics.watchLag(systemClock, precisely);

const hub = createHub({
  openBackend: metrics.timing(openBackend, precisely),
  traffic: metrics.traffic,
  clock: systemClock,
  log,
  ice: config.ice,
  limits: config.socketLimits,
});

const households = new Households(config.householdLimits);

drainOnSignal(hub, () => Deno.exit(0));

const SWITCHING_PROTOCOLS = 101;

const files = staticFiles<State>();
const brotli = new BrotliFiles(new URL("./_fresh/brotli/", import.meta.url));
const socketNeeds = { hub, households, log, ...config };

export const app: App<State> = new App<State>()
  // Sockets come in waves, and what is for pages would cost each of them as much as its hello.
  .get("/api/signal/:room", (ctx) => {
    const { req: request, info: { remoteAddr: remote }, params: { room = "" } } = ctx;
    return guard(ctx, answerSocket({ request, remote, room }, socketNeeds));
  })
  .use(async (ctx) => {
    ctx.state.hub = hub;
    ctx.state.households = households;
    ctx.state.metrics = metrics;
    return guard(ctx, await (namesAFile(ctx.url) ? fileOrPage(ctx) : ctx.next()));
  })
  .fsRoutes();

/** Has the browser refuse what no answer of ours needs. */
function guard(ctx: Context<State>, response: Response): Response {
  // The headers of an upgrade are not ours to change: it is no page.
  if (response.status === SWITCHING_PROTOCOLS) return response;
  const nonce = nonceOf(response.headers.get("Content-Security-Policy"));
  for (const [name, value] of Object.entries(headersFor(ctx, nonce, config))) {
    response.headers.set(name, value);
  }
  return response;
}

async function fileOrPage(ctx: Context<State>): Promise<Response> {
  const response = await files(ctx);
  // What was built is not what is being worked on.
  return ctx.config.mode === "production"
    ? brotli.smallest(ctx.req, ctx.url.pathname, response)
    : response;
}

/** Fresh takes a path that cannot be decoded for a fault of ours. It is only one that leads nowhere. */
function namesAFile({ pathname }: URL): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}
