/**
 * Simulates calls until one goes wrong: `deno run -A first_violation.ts <seeds> <seconds>`. Says which
 * seed it was and ends with 1; with 0 if all was well.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import { simulateCall } from "../sim/simulated_call.ts";

const [seeds = 1, seconds = 1] = Deno.args.map(Number);
const deadline = performance.now() + seconds * 1_000;

for (let seed = 1; seed <= seeds && performance.now() < deadline; seed++) {
  const { violations } = await simulateCall(seed);
  if (violations.length === 0) continue;
  console.log(`seed ${seed}`);
  Deno.exit(1);
}
