/** One of several instances: the signaling route on what the environment says rooms live in, ended by a signal. */
import { readConfig } from "../../../fresh.config.ts";
import { chooseBackend } from "../../../server/choose_backend.ts";
import { systemClock } from "../../../server/clock.ts";
import { drainOnSignal } from "../../../server/drain_on_signal.ts";
import { silentLog } from "../../../server/log.ts";
import { startSignalingServer } from "./signaling_server.ts";

const { backend } = readConfig((name) => Deno.env.get(name));
const needs = { capacity: 8, clock: systemClock, log: silentLog };
const server = startSignalingServer({ openBackend: await chooseBackend(backend, needs) });
drainOnSignal(server.hub, () => Deno.exit(0));
// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${new URL(server.url).port}`);
