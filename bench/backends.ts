/**
 * What it costs that several instances share their rooms: one instance with rooms in its memory, the same with rooms in
 * Redis, and two and three instances, with each room at one of them or its people at each by turns.
 *
 * On a small machine load, instances and Redis fight for the same cores, so that frames per second say nothing: what is
 * compared is the processor time of the instances, by the kernel's count, and Redis's beside it. What n instances carry
 * is n times what one processor second of them carries.
 */
import { RedisServer } from "../tests/support/redis_server.ts";
import { NO_HOUSEHOLD_LIMITS } from "./relay.ts";
import type { LoadOrder, LoadResult } from "./relay_load.ts";
import type { Report } from "./report.ts";
import { denoServer, runLoad, type ServerProcess, startServer } from "./server_process.ts";
import { median } from "./statistics.ts";

interface Setup {
  name: string;
  instances: number;
  store: "memory" | "redis";
  placement: "by-room" | "by-turns";
}

const ALONE: Setup = {
  name: "one instance, memory",
  instances: 1,
  store: "memory",
  placement: "by-room",
};
const LOCAL: Setup = { ...ALONE, name: "one instance, Redis", store: "redis" };
const TWO: Setup = { ...LOCAL, name: "two instances, by room", instances: 2 };
const THREE: Setup = { ...LOCAL, name: "three instances, by room", instances: 3 };
const CROSSED: Setup = {
  ...TWO,
  name: "two instances, each frame to the other",
  placement: "by-turns",
};
const SETUPS: readonly Setup[] = [ALONE, LOCAL, CROSSED, TWO, THREE];

const WORKS = {
  "frames": {
    type: "relay",
    payloads: ["candidate"],
    sockets: 512,
    inFlight: 1,
    milliseconds: 2500,
  },
  "joins": { type: "join", joins: 1000, atOnce: 64 },
} as const satisfies Record<string, LoadOrder["work"]>;

type Unit = keyof typeof WORKS;

/** What a processor second of the instances did, and what it took of Redis. */
interface Figures {
  perSecond: number;
  /** Seconds of Redis for each second of the instances. */
  redis: number;
  lost: number;
}

const LEAST_LOCAL = 0.95;
const MOST_REDIS_OF_LOCAL = 0.02;
const LEAST_CROSSED = 10_000;
const LEAST_OF_TWO = 1.7;

export async function runBackendsReport(rounds = 2): Promise<Report> {
  await using redis = await RedisServer.start();
  const frames = await measure("frames", redis, rounds);
  const joins = await measure("joins", redis, rounds);
  const rowsOf = (unit: Unit, all: ReadonlyMap<Setup, Figures>) =>
    [...all].map(([setup, figures]) => [
      setup.name,
      unit,
      Math.round(figures.perSecond).toLocaleString("en"),
      `${carried(setup, all).toFixed(2)}×`,
      `${Math.round(figures.redis / figures.perSecond * 1e6)} µs`,
      String(figures.lost),
    ]);
  return {
    title: "Where rooms live, and at how many instances",
    about:
      "A candidate of a call, 512 sockets in rooms of four; and joins, 64 at a time. Processor time of the instances and of Redis by " +
      "the kernel's count, windows alternate. What n instances carry is n times what a processor second of theirs does: load, " +
      "instances and Redis share this machine's cores, so that frames per second by the clock would say nothing.",
    columns: [
      "",
      "",
      "per CPU second of the instances",
      "all of them carry, of the first row",
      "Redis for each",
      "lost",
    ],
    rows: [...rowsOf("frames", frames), ...rowsOf("joins", joins)],
    claims: [
      {
        text:
          `with rooms in Redis a frame inside an instance costs what it costs with rooms in memory (at least ` +
          `${LEAST_LOCAL}× the frames), and nothing of Redis`,
        holds: frames.get(LOCAL)!.perSecond >= LEAST_LOCAL * frames.get(ALONE)!.perSecond &&
          frames.get(LOCAL)!.redis <= MOST_REDIS_OF_LOCAL,
      },
      {
        text: `each of two instances carries ${
          LEAST_CROSSED.toLocaleString("en")
        } frames per second that all cross to the other`,
        holds: frames.get(CROSSED)!.perSecond >= LEAST_CROSSED,
      },
      {
        text:
          `two instances carry at least ${LEAST_OF_TWO}× what one with rooms in memory does, if a room is at one of them`,
        holds: carried(TWO, frames) >= LEAST_OF_TWO,
      },
      { text: "loses nothing", holds: [...frames.values()].every(({ lost }) => lost === 0) },
    ],
  };
}

/** What all instances of a setup carry, of what one with rooms in memory does. */
function carried(setup: Setup, all: ReadonlyMap<Setup, Figures>): number {
  return setup.instances * all.get(setup)!.perSecond / all.get(ALONE)!.perSecond;
}

async function measure(
  unit: Unit,
  redis: RedisServer,
  rounds: number,
): Promise<Map<Setup, Figures>> {
  const windows = new Map<Setup, LoadResult[]>(SETUPS.map((setup) => [setup, []]));
  const sites = new Map<Setup, ServerProcess[]>();
  try {
    for (const setup of SETUPS) sites.set(setup, await start(setup, redis));
    const load = (setup: Setup) =>
      runLoad<LoadResult>("relay_load.ts", orderFor(sites.get(setup)!, redis, { setup, unit }));
    // What a compiler does in its first window is not compared.
    for (const setup of SETUPS) await load(setup);
    for (let round = 0; round < rounds; round++) {
      for (const setup of [...SETUPS, ...SETUPS.toReversed()]) {
        windows.get(setup)!.push(await load(setup));
      }
    }
  } finally {
    for (const server of [...sites.values()].flat()) await server[Symbol.asyncDispose]();
  }
  return new Map([...windows].map(([setup, results]) => [setup, summarize(results)]));
}

function start({ instances, store }: Setup, redis: RedisServer): Promise<ServerProcess[]> {
  const rooms: Record<string, string> = store === "redis" ? { REDIS_URL: redis.url } : {};
  const env = { ...NO_HOUSEHOLD_LIMITS, ...rooms };
  const start = () => startServer(denoServer("lagoon.ts"), env);
  return Promise.all(Array.from({ length: instances }, start));
}

function orderFor(
  servers: readonly ServerProcess[],
  redis: RedisServer,
  { setup, unit }: { setup: Setup; unit: Unit },
): LoadOrder {
  const [first, ...others] = servers.map(({ host, pid }) => ({ host, pid }));
  return {
    dialect: "lagoon",
    host: first!.host,
    serverPid: first!.pid,
    instances: others,
    placement: setup.placement,
    watched: [redis.pid],
    work: WORKS[unit],
  };
}

function summarize(results: readonly LoadResult[]): Figures {
  const redis = results.map(({ watchedCpuSeconds, cpuSeconds }) =>
    (watchedCpuSeconds?.[0] ?? 0) / cpuSeconds
  );
  return {
    perSecond: median(results.map(({ count, cpuSeconds }) => count / cpuSeconds)),
    redis: median(redis),
    lost: results.reduce((sum, { lost }) => sum + lost, 0),
  };
}
