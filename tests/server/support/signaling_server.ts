/** The signaling route around a real hub on a port of its own, without Fresh. */
import { systemClock } from "../../../server/clock.ts";
import { type HouseholdLimits, Households } from "../../../server/households.ts";
import { createHub, type Hub, type HubOptions } from "../../../server/hub.ts";
import { silentLog } from "../../../server/log.ts";
import { MemoryBackend } from "../../../server/memory_backend.ts";
import { answerSocket } from "../../../server/signaling_socket.ts";

export interface SignalingServer extends AsyncDisposable {
  readonly hub: Hub;
  /** As `ws://localhost:1234`. */
  readonly url: string;
}

/** Tests all come from one address, and some of them flood. */
const UNLIMITED: HouseholdLimits = {
  sockets: 1e6,
  rooms: 1e6,
  connects: { perSecond: 1e9, burst: 1e9 },
  frames: { perSecond: 1e9, burst: 1e9 },
};

export function startSignalingServer(
  options: Partial<HubOptions> & { capacity?: number; householdLimits?: HouseholdLimits } = {},
): SignalingServer {
  const { capacity = 8, householdLimits = UNLIMITED, ...hubOptions } = options;
  const hub = createHub({
    openBackend: (events) => new MemoryBackend(events, { capacity, clock: systemClock }),
    clock: systemClock,
    log: silentLog,
    ice: { stunUrls: [], turn: null },
    ...hubOptions,
  });
  const households = new Households(householdLimits);
  const needs = { hub, households, log: silentLog, trustedProxies: [], allowedOrigins: [] };
  const server = Deno.serve(
    { port: 0, hostname: "localhost", onListen() {} },
    (request, { remoteAddr: remote }) => {
      const room = new URL(request.url).pathname.replace("/api/signal/", "");
      return answerSocket({ request, remote, room }, needs);
    },
  );
  return {
    hub,
    url: `ws://localhost:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await server.shutdown();
    },
  };
}
