/**
 * What a relayed frame, a join and an idle socket cost, how long frames are on their way, and what is left when all have
 * gone, side by side in one run: Lagoon, the least relay that `Deno.serve` allows, PeerJS's server, a socket.io room
 * relay and y-webrtc's signaling server. Servers and load are processes of their own; each meets the bare relay alone, in
 * windows that alternate A B B A; what is compared is what the server's process used, by the kernel's count.
 */
import type { DialectName } from "./relay_dialects.ts";
import { INTRODUCTION, type PayloadName } from "./relay_payloads.ts";
import type { LoadOrder, LoadResult } from "./relay_load.ts";
import {
  denoServer,
  runLoad,
  serverFile,
  type ServerProcess,
  startServer,
} from "./server_process.ts";
import { median } from "./statistics.ts";

/** One line of the comparison. */
export interface Row {
  measure: string;
  unit: string;
  server: string;
  /** Median of the windows. */
  value: number;
  /** `value` by that of the bare relay in the windows beside them. */
  ratio: number;
  /** Frames that were sent and never came, over all windows. */
  lost: number;
}

interface Contestant {
  dialect: DialectName;
  name: string;
  command: readonly [string, ...string[]];
}

interface Server {
  contestant: Contestant;
  process: ServerProcess;
}

export interface Measure {
  name: string;
  unit: string;
  work: LoadOrder["work"];
  windows: "alternating" | "fresh-process";
  /** How many alternating windows of each server belong to its compiler, and are not compared. @default 1 */
  warmUp?: number;
  /** @default {RelayBenchOptions.rounds} */
  rounds?: number;
  read(result: LoadResult): number;
}

const BARE: Contestant = {
  dialect: "bare",
  name: "bare Deno.serve",
  command: denoServer("bare.ts"),
};

/** Who is held against the bare relay. */
const CONTESTANTS: readonly Contestant[] = [
  { dialect: "lagoon", name: "Lagoon", command: denoServer("lagoon.ts") },
  { dialect: "binary", name: "bare, binary", command: denoServer("binary.ts") },
  // These two run where they were made to run.
  { dialect: "peerjs", name: "PeerJS server", command: ["node", serverFile("peerjs.mjs")] },
  { dialect: "socketio", name: "socket.io", command: ["node", serverFile("socketio.mjs")] },
  { dialect: "ywebrtc", name: "y-webrtc server", command: ["node", serverFile("ywebrtc.mjs")] },
];

function relayOf(
  what: string,
  payloads: readonly PayloadName[],
  more: Partial<Measure> = {},
): Measure {
  return {
    ...more,
    name: `relay ${what}`,
    unit: "frames per CPU second",
    work: { type: "relay", payloads, sockets: 512, inFlight: 1, milliseconds: 2500 },
    windows: "alternating",
    read: ({ count, cpuSeconds }) => count / cpuSeconds,
  };
}

/** What one frame, one join and one socket cost. */
export const COSTS: readonly Measure[] = [
  // What is claimed of relays is claimed of these.
  relayOf("introductions", INTRODUCTION, { rounds: 5 }),
  relayOf("descriptions alone", ["description"]),
  relayOf("candidates alone", ["candidate"]),
  {
    name: "join storm",
    unit: "joins per CPU second",
    // Half a second of a server or more: the kernel counts in hundredths. Compilers go on for some 30,000 joins.
    work: { type: "join", joins: 8000, atOnce: 64 },
    windows: "alternating",
    warmUp: 4,
    // From one window to the next the same server differs by a quarter.
    rounds: 6,
    read: ({ count, cpuSeconds }) => count / cpuSeconds,
  },
  {
    name: "idle socket",
    unit: "KiB",
    work: { type: "idle", sockets: 1000 },
    windows: "fresh-process",
    read: ({ count, grownKiB }) => grownKiB / count,
  },
];

/** How a server does with many, for long. */
export const ENDURANCE: readonly Measure[] = [
  {
    name: "5,000 candidates per second, 99 % within",
    unit: "ms",
    work: {
      type: "paced",
      payload: "candidate",
      sockets: 256,
      perSecond: 5000,
      milliseconds: 5000,
    },
    windows: "alternating",
    read: ({ latency }) => latency.p99,
  },
  {
    name: "each of 10,000 idle sockets",
    unit: "KiB",
    work: { type: "idle", sockets: 10_000 },
    windows: "fresh-process",
    rounds: 1,
    read: ({ count, grownKiB }) => grownKiB / count,
  },
  {
    name: "left of each socket that came and went",
    unit: "KiB",
    // A process has grown to its working size long before the last of them: 18,000 leave no more than 6,000 do.
    work: { type: "churn", sockets: 500, cycles: 36 },
    windows: "fresh-process",
    rounds: 1,
    read: ({ count, grownKiB }) => grownKiB / count,
  },
];

export interface RelayBenchOptions {
  /** Each round is one window forth and one back for every server. @default 2 */
  rounds?: number;
}

/** Runs these measures against every server. */
export async function runRelayBench(
  measures: readonly Measure[],
  { rounds = 2 }: RelayBenchOptions = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of measures) {
    const duels: Duel[] = [];
    for (const contestant of CONTESTANTS) {
      const run = measure.windows === "alternating" ? alternate : startAfresh;
      duels.push(await run(contestant, measure, measure.rounds ?? rounds));
    }
    rows.push(...compare(measure, duels));
  }
  return rows;
}

/** What one and the bare relay did side by side. */
interface Duel {
  contestant: Contestant;
  theirs: LoadResult[];
  bare: LoadResult[];
}

/**
 * Only two at a time. With all of them each would rest for a quarter of a minute between its windows, long enough for V8
 * to give the heap back, and for the machine to have become another.
 */
async function alternate(
  contestant: Contestant,
  measure: Measure,
  rounds: number,
): Promise<Duel> {
  const duel: Duel = { contestant, theirs: [], bare: [] };
  const servers = await Promise.all([contestant, BARE].map(start));
  const [them, bare] = servers as [Server, Server];
  try {
    for (let window = 0; window < (measure.warmUp ?? 1); window++) {
      await load(them, measure);
      await load(bare, measure);
    }
    for (let round = 0; round < rounds; round++) {
      duel.theirs.push(await load(them, measure));
      duel.bare.push(await load(bare, measure), await load(bare, measure));
      duel.theirs.push(await load(them, measure));
    }
  } finally {
    await Promise.all(servers.map(stop));
  }
  return duel;
}

/** For what a process does not give back. */
async function startAfresh(
  contestant: Contestant,
  measure: Measure,
  rounds: number,
): Promise<Duel> {
  const once = async (contestant: Contestant) => {
    const server = await start(contestant);
    try {
      return await load(server, measure);
    } finally {
      await stop(server);
    }
  };
  const duel: Duel = { contestant, theirs: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    duel.theirs.push(await once(contestant));
    duel.bare.push(await once(BARE));
  }
  return duel;
}

/** Lagoon first, and then the relay that all are held against. */
function compare(measure: Measure, duels: readonly Duel[]): Row[] {
  const row = (contestant: Contestant, windows: readonly LoadResult[], floor?: number): Row => {
    const value = median(windows.map(measure.read));
    return {
      measure: measure.name,
      unit: measure.unit,
      server: contestant.name,
      value,
      ratio: value / (floor ?? value),
      lost: windows.reduce((sum, { lost }) => sum + lost, 0),
    };
  };
  const [lagoon, ...others] = duels.map(({ contestant, theirs, bare }) =>
    row(contestant, theirs, median(bare.map(measure.read)))
  );
  return [lagoon!, row(BARE, duels.flatMap(({ bare }) => bare)), ...others];
}

/** The load comes from one address, and is more than one address may send where nothing else was configured. */
export const NO_HOUSEHOLD_LIMITS = Object.fromEntries(
  ["SOCKETS", "ROOMS", "CONNECTS_PER_SECOND", "CONNECTS_AT_ONCE", "FRAMES_PER_SECOND"]
    .concat("FRAMES_AT_ONCE").map((name) => [`ADDRESS_${name}`, "1000000"]),
);

async function start(contestant: Contestant): Promise<Server> {
  return { contestant, process: await startServer(contestant.command, NO_HOUSEHOLD_LIMITS) };
}

async function stop({ process }: Server): Promise<void> {
  await process[Symbol.asyncDispose]();
}

async function load({ contestant, process }: Server, { work }: Measure): Promise<LoadResult> {
  const { dialect } = contestant;
  const order: LoadOrder = { dialect, host: process.host, serverPid: process.pid, work };
  return await runLoad("relay_load.ts", order);
}
