/** The signaling route around a real hub on a port of its own, without Fresh. */
import { admit } from "../../../server/admission.ts";
import { systemClock } from "../../../server/clock.ts";
import { createHub, type Hub, type HubOptions } from "../../../server/hub.ts";
import { silentLog } from "../../../server/log.ts";
import { MemoryBackend } from "../../../server/memory_backend.ts";
import { NO_IDLE_TIMEOUT } from "../../../server/server_limits.ts";

export interface SignalingServer extends AsyncDisposable {
  readonly hub: Hub;
  /** As `ws://localhost:1234`. */
  readonly url: string;
}

export function startSignalingServer(
  options: Partial<HubOptions> & { capacity?: number } = {},
): SignalingServer {
  const { capacity = 8, ...hubOptions } = options;
  const hub = createHub({
    openBackend: (events) => new MemoryBackend(events, { capacity, clock: systemClock }),
    clock: systemClock,
    log: silentLog,
    ice: { stunUrls: [], turn: null },
    ...hubOptions,
  });
  const server = Deno.serve({ port: 0, hostname: "localhost", onListen() {} }, (request) => {
    const room = new URL(request.url).pathname.replace("/api/signal/", "");
    const { draining } = hub;
    const admission = admit({ request, room, draining, allowedOrigins: [], log: silentLog });
    if (!admission.ok) return admission.response;
    const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: NO_IDLE_TIMEOUT });
    hub.accept(socket, admission.room);
    return response;
  });
  return {
    hub,
    url: `ws://localhost:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await server.shutdown();
    },
  };
}
