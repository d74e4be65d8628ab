import assert from "node:assert/strict";
import { demandOf, type Habits, type UnitCosts } from "../../bench/scale/demand.ts";

const COSTS: UnitCosts = {
  framesPerCpuSecond: 40_000,
  joinsPerCpuSecond: 4_000,
  kibPerSocket: 20,
  socketsPerInstance: 10_000,
  changesPerJoin: 4,
  redisChangesPerShardSecond: 20_000,
  redisPublishesPerShardSecond: 60_000,
  dollarsPerCoreHour: 0.04,
  dollarsPerGibHour: 0.005,
  dollarsPerTurnGigabyte: 0.01,
};
const HABITS: Habits = {
  peoplePerCall: 3,
  callMinutes: 30,
  heartbeatSeconds: 10,
  relayedShare: 0.05,
  megabitsPerLink: 0.5,
  acrossShare: 0.8,
};

Deno.test("a thousand people fit on one instance, which needs no Redis", () => {
  const { instances, redisShards, redisChangesPerSecond } = demandOf(1_000, COSTS, HABITS);
  assert.deepEqual([instances, redisShards, redisChangesPerSecond], [1, 0, 0]);
});

Deno.test("what is asked grows with the people", () => {
  const small = demandOf(100_000, COSTS, HABITS);
  const large = demandOf(1_000_000, COSTS, HABITS);
  for (const key of ["joinsPerSecond", "cores", "memoryGib", "turnGigabitsPerSecond"] as const) {
    assert.equal(Math.round(large[key] / small[key] * 1e6), 10e6, key);
  }
  assert.equal(large.instances, 100);
});

Deno.test("where rooms are not split Redis is asked for changes only", () => {
  const split = demandOf(1_000_000, COSTS, HABITS);
  const whole = demandOf(1_000_000, COSTS, { ...HABITS, acrossShare: 0 });
  assert.ok(split.redisPublishesPerSecond > 0);
  assert.equal(whole.redisPublishesPerSecond, 0);
  assert.equal(whole.redisChangesPerSecond, split.redisChangesPerSecond);
});

Deno.test("a relay carries both directions of every link of those who need it", () => {
  const { turnGigabitsPerSecond } = demandOf(1_000, COSTS, HABITS);
  // 50 people with two links each, 0.5 Mbit/s each way.
  assert.equal(turnGigabitsPerSecond, 0.1);
});
