/** The figures that `docs/scale.md` is reckoned from. Change one, run `deno task scale`, and read on there. */
import type { Habits, UnitCosts } from "./demand.ts";

export const COSTS: UnitCosts = {
  // Measured: docs/benchmarks.md.
  framesPerCpuSecond: 58_000,
  joinsPerCpuSecond: 9_500,
  kibPerSocket: 21,
  socketsPerInstance: 10_000,
  // Looks from the lobby, comes, changes something once, goes.
  changesPerJoin: 4,
  // Measured on Redis 7.0 with records of 1.5 kB: 37,000 changes and 104,000 publishes for each second of its processor.
  redisChangesPerShardSecond: 37_000,
  redisPublishesPerShardSecond: 104_000,
  // Assumed: what large hosts ask for rented machines and for traffic in November 2026, rounded.
  dollarsPerCoreHour: 0.04,
  dollarsPerGibHour: 0.005,
  dollarsPerTurnGigabyte: 0.01,
};

export const HABITS: Habits = {
  peoplePerCall: 3.3,
  callMinutes: 30,
  heartbeatSeconds: 10,
  relayedShare: 0.05,
  // A face of middle size has 0.7 at most, a large one 1.5 ([L12]): as many of one as of the other, and some sound.
  megabitsPerLink: 1.1,
  acrossShare: 0,
};

/** How many people in calls at once the page looks at. */
export const CROWDS = [1_000, 100_000, 10_000_000] as const;
