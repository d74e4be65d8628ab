/** Lagoon's signaling route with its defaults, on a port of its own. */
import { admit } from "../../server/admission.ts";
import { systemClock } from "../../server/clock.ts";
import { createHub } from "../../server/hub.ts";
import { createLog, writeLine } from "../../server/log.ts";
import { MemoryBackend } from "../../server/memory_backend.ts";
import { SOCKET_IDLE_SECONDS } from "../../server/server_limits.ts";

const log = createLog({
  level: "info",
  format: "json",
  now: systemClock.now,
  write: writeLine,
});
const hub = createHub({
  openBackend: (events) => new MemoryBackend(events, { capacity: 8, clock: systemClock }),
  clock: systemClock,
  log,
  iceServers: [],
});

const server = Deno.serve({ port: 0, hostname: "localhost", onListen() {} }, (request) => {
  const room = new URL(request.url).pathname.slice("/api/signal/".length);
  const { draining } = hub;
  const admission = admit({ request, room, draining, allowedOrigins: [], log });
  if (!admission.ok) return admission.response;
  const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: SOCKET_IDLE_SECONDS });
  hub.accept(socket, admission.room);
  return response;
});

// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${server.addr.port}`);
