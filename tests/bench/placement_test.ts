import assert from "node:assert/strict";
import { type Policy, simulateTown, type TownOptions } from "../../bench/scale/placement.ts";

const TOWN: Omit<TownOptions, "policy"> = {
  seed: 7,
  instances: 5,
  rooms: 60,
  hours: 2,
  hotShare: 0.1,
  evictionsEveryHours: 4,
};

function town(policy: Policy, change: Partial<TownOptions> = {}) {
  return simulateTown({ ...TOWN, policy, ...change });
}

Deno.test("the same seed gives the same traffic, another seed another", async () => {
  assert.deepEqual(await town("round-robin"), await town("round-robin"));
  assert.notDeepEqual(await town("round-robin"), await town("round-robin", { seed: 8 }));
});

Deno.test("on one instance nothing crosses, whatever the policy", async () => {
  for (const policy of ["round-robin", "least-sockets", "by-room"] as const) {
    const { across, split, local } = await town(policy, { instances: 1 });
    assert.deepEqual([across, split], [0, 0]);
    assert.ok(local > 0);
  }
});

Deno.test("by room nothing crosses and no room is split, not even when instances are taken away", async () => {
  const { across, split, returns } = await town("by-room");
  assert.ok(returns > 0, "instances were taken away");
  assert.deepEqual([across, split], [0, 0]);
});

Deno.test("one after the other, about as much crosses as chance would have it", async () => {
  const { across, local } = await town("round-robin", { hours: 6, evictionsEveryHours: 1000 });
  const share = across / (across + local);
  // Two sockets meet on the same one of five instances one time in five.
  assert.ok(share > 0.7 && share < 0.95, `${share}`);
});

Deno.test("the fewest sockets first keeps instances more even than by room", async () => {
  const [even, byRoom] = [await town("least-sockets"), await town("by-room")];
  assert.ok(even.imbalance < byRoom.imbalance);
});
