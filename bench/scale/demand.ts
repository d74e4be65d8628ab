/** What so many people in calls ask of a host, from what one person costs. */
import { FRAMES_PER_LINK } from "./placement.ts";

/** What was measured (`docs/benchmarks.md`) and what is assumed; everything per CPU second of one core. */
export interface UnitCosts {
  framesPerCpuSecond: number;
  joinsPerCpuSecond: number;
  kibPerSocket: number;
  /** Sockets that one instance is given: what was held in a test. */
  socketsPerInstance: number;
  /** Changes of a room that one person asks of Redis: looks, comes, changes something, goes. */
  changesPerJoin: number;
  redisChangesPerShardSecond: number;
  redisPublishesPerShardSecond: number;
  /** In US dollars. */
  dollarsPerCoreHour: number;
  dollarsPerGibHour: number;
  dollarsPerTurnGigabyte: number;
}

/** How people call each other. */
export interface Habits {
  peoplePerCall: number;
  callMinutes: number;
  /** Sockets that say nothing are asked this often whether they are there, in seconds. */
  heartbeatSeconds: number;
  /** Share of people whom only a relay reaches. */
  relayedShare: number;
  /** What one link carries one way, in Mbit/s: a picture of 640×360 and a voice. */
  megabitsPerLink: number;
  /** Share of frames between people who sit at two instances: what the placement of rooms makes of it. */
  acrossShare: number;
}

export interface Demand {
  people: number;
  joinsPerSecond: number;
  framesPerSecond: number;
  heartbeatsPerSecond: number;
  cores: number;
  memoryGib: number;
  instances: number;
  redisChangesPerSecond: number;
  redisPublishesPerSecond: number;
  redisShards: number;
  turnGigabitsPerSecond: number;
  dollarsPerHour: { servers: number; turn: number };
}

/** No core is planned to be busier than this: what comes after an eviction comes at once. */
const PLANNED_LOAD = 0.5;

export function demandOf(people: number, costs: UnitCosts, habits: Habits): Demand {
  const { peoplePerCall, callMinutes, heartbeatSeconds, relayedShare, megabitsPerLink } = habits;
  const joinsPerSecond = people / (callMinutes * 60);
  // Whoever comes meets, on average, half of those who will be there.
  const framesPerSecond = joinsPerSecond * (peoplePerCall - 1) / 2 * FRAMES_PER_LINK;
  // A question and an answer.
  const heartbeatsPerSecond = 2 * people / heartbeatSeconds;
  const busy = joinsPerSecond / costs.joinsPerCpuSecond +
    (framesPerSecond + heartbeatsPerSecond / 2) / costs.framesPerCpuSecond;
  const cores = busy / PLANNED_LOAD;
  const memoryGib = people * costs.kibPerSocket / 2 ** 20;
  const instances = Math.max(1, Math.ceil(cores), Math.ceil(people / costs.socketsPerInstance));
  const isShared = instances > 1;
  const redisChangesPerSecond = isShared ? joinsPerSecond * costs.changesPerJoin : 0;
  const redisPublishesPerSecond = isShared ? framesPerSecond * habits.acrossShare : 0;
  // What a relay takes in it sends out again; both directions of each link of whoever needs it.
  const turnGigabitsPerSecond = people * relayedShare * (peoplePerCall - 1) * 2 *
    megabitsPerLink / 1000;
  const gigabytesPerHour = turnGigabitsPerSecond / 8 * 3600;
  return {
    people,
    joinsPerSecond,
    framesPerSecond,
    heartbeatsPerSecond,
    cores,
    memoryGib,
    instances,
    redisChangesPerSecond,
    redisPublishesPerSecond,
    redisShards: Math.ceil(
      (redisChangesPerSecond / costs.redisChangesPerShardSecond +
        redisPublishesPerSecond / costs.redisPublishesPerShardSecond) / PLANNED_LOAD,
    ),
    turnGigabitsPerSecond,
    dollarsPerHour: {
      servers: instances * costs.dollarsPerCoreHour + memoryGib * costs.dollarsPerGibHour,
      turn: gigabytesPerHour * costs.dollarsPerTurnGigabyte,
    },
  };
}
