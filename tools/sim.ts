/**
 * Simulates calls from seeds, on every core: `deno task sim --seeds 100000 --from 1`. One seed alone
 * prints its story, whether it ends well or not: `deno task sim --seeds 1 --from 906`.
 */
import { parseArgs } from "node:util";
import { type Outcome, simulateCall } from "../tests/sim/simulated_call.ts";
import type { SimulationBatch, SimulationReport } from "./sim_worker.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100000" },
    from: { type: "string", default: "1" },
    workers: { type: "string", default: String(navigator.hardwareConcurrency) },
  },
});
const seeds = wholeNumber("seeds", values.seeds);
const from = wholeNumber("from", values.from);
const workers = Math.min(wholeNumber("workers", values.workers), seeds);

if (seeds === 1) {
  const outcome = await simulateCall(from);
  show(outcome);
  Deno.exit(outcome.violations.length === 0 ? 0 : 1);
}

const startedAt = performance.now();
let done = 0;
const failures: Outcome[] = [];
await Promise.all(Array.from({ length: workers }, (_, index) => runWorker(index)));
failures.sort((a, b) => a.seed - b.seed);
for (const outcome of failures.slice(0, 3)) show(outcome);
if (failures.length > 0) print(`Failed: ${failures.map(({ seed }) => seed).join(", ")}`);
print(
  `${done} simulated calls from seed ${from}: ${failures.length} failed, ${seconds()} s, ${workers} workers`,
);
Deno.exit(failures.length === 0 ? 0 : 1);

/** Takes every so many-th seed, so that all workers have as much to do. */
function runWorker(index: number): Promise<void> {
  const worker = new Worker(new URL("./sim_worker.ts", import.meta.url), { type: "module" });
  const batch: SimulationBatch = { from: from + index, step: workers, below: from + seeds };
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.onmessage = ({ data }: MessageEvent<SimulationReport>) => {
    done += data.done;
    failures.push(...data.failures);
    if (data.done === 0) {
      worker.terminate();
      resolve();
    } else if (index === 0) {
      print(`${done} of ${seeds}, ${failures.length} failed, ${seconds()} s`);
    }
  };
  worker.onerror = (event) => reject(event.error);
  worker.postMessage(batch);
  return promise;
}

function show({ seed, violations, trace }: Outcome): void {
  print(`Seed ${seed}`);
  for (const line of trace) print(line);
  for (const violation of violations) print(`  wrong: ${violation}`);
  if (violations.length === 0) print("  all is well");
}

function seconds(): string {
  return ((performance.now() - startedAt) / 1_000).toFixed(0);
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  print(`Cannot simulate with --${name} ${text}: it must be a positive whole number`);
  Deno.exit(1);
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
