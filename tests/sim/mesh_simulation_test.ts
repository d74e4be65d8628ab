import assert from "node:assert/strict";
import { judgeOffer } from "../../client/negotiation.ts";
import { type Outcome, simulateMesh, type SimulationOptions } from "./mesh_simulation.ts";

const SEEDS = 2_000;
const FIRST_SEED = Number(Deno.env.get("SIM_SEED") ?? 1);

async function simulateMany(count: number, options: SimulationOptions = {}): Promise<Outcome[]> {
  const failures: Outcome[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
    const outcome = await simulateMesh(seed, options);
    if (outcome.violations.length > 0) failures.push(outcome);
  }
  return failures;
}

function report([first, ...others]: Outcome[]): string {
  if (first === undefined) return "";
  const seeds = others.slice(0, 20).map(({ seed }) => seed).join(", ");
  return [
    `Seed ${first.seed} (SIM_SEED=${first.seed} replays it; ${others.length} more fail: ${seeds})`,
    ...first.violations.map((violation) => `  ${violation}`),
    ...first.trace,
  ].join("\n");
}

Deno.test(`[L1] ${SEEDS} simulated calls end with everyone seeing exactly what everyone sends`, async () => {
  const failures = await simulateMany(SEEDS);
  assert.equal(failures.length, 0, report(failures));
});

for (const seed of [18_176, 22_129, 26_526, 27_827]) {
  Deno.test(`[L7] seed ${seed}: a track that is taken away while it is being put on stays away`, async () => {
    const outcome = await simulateMesh(seed);
    assert.deepEqual(outcome.violations, [], report([outcome]));
  });
}

Deno.test("a seed tells the same story twice", async () => {
  const [first, second] = [await simulateMesh(FIRST_SEED), await simulateMesh(FIRST_SEED)];
  assert.deepEqual(first, second);
  assert.notEqual(first.trace.length, 0);
});

Deno.test("[L4] without the makingOffer check crossing offers break calls", async () => {
  const failures = await simulateMany(200, {
    judge: (state) => judgeOffer({ ...state, makingOffer: false }),
  });
  assert.notEqual(failures.length, 0);
});

Deno.test("[L4] with two polite or two impolite sides crossing offers break calls", async () => {
  const polite = await simulateMany(200, {
    judge: (state) => judgeOffer({ ...state, polite: true }),
  });
  const impolite = await simulateMany(200, {
    judge: (state) => judgeOffer({ ...state, polite: false }),
  });
  assert.notEqual(polite.length, 0);
  assert.notEqual(impolite.length, 0);
});
