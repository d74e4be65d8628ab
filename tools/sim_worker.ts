/** Simulates a share of the seeds of `sim.ts`, and reports as it goes. */
import { type Outcome, simulateCall } from "../tests/sim/simulated_call.ts";

export interface SimulationBatch {
  from: number;
  step: number;
  /** The first seed that is not simulated any more. */
  below: number;
}

export interface SimulationReport {
  /** How many calls were simulated since the last report; 0 when there are none left. */
  done: number;
  failures: readonly Outcome[];
}

const REPORT_EVERY = 2_500;

/** What a worker's global scope is; the types of a page do not know it. */
interface WorkerScope {
  onmessage: (event: MessageEvent<SimulationBatch>) => void;
  postMessage(report: SimulationReport): void;
}

const worker = self as unknown as WorkerScope;

worker.onmessage = async ({ data }: MessageEvent<SimulationBatch>) => {
  let done = 0;
  let failures: Outcome[] = [];
  const report = () => {
    worker.postMessage({ done, failures });
    done = 0;
    failures = [];
  };
  for (let seed = data.from; seed < data.below; seed += data.step) {
    const outcome = await simulateCall(seed);
    done += 1;
    if (outcome.violations.length > 0) failures.push(outcome);
    if (done === REPORT_EVERY) report();
  }
  if (done > 0) report();
  report();
};
