/**
 * What a relayed frame, a join and an idle socket cost, how long frames are on their way, and what is left when all have
 * gone, side by side in one run: Lagoon, the least relay that `Deno.serve` allows, PeerJS's server, a socket.io room
 * relay and y-webrtc's signaling server. Servers and load are processes of their own;
 * windows alternate A B C D D C B A; what is compared is what the server's process used, by the kernel's count.
 */
import { fileURLToPath } from "node:url";
import type { DialectName } from "./relay_dialects.ts";
import { PAYLOADS } from "./relay_payloads.ts";
import type { LoadOrder, LoadResult } from "./relay_load.ts";

/** One line of the comparison. */
export interface Row {
  measure: string;
  unit: string;
  server: string;
  /** Median of the windows. */
  value: number;
  /** `value` by that of the bare relay. */
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
  host: string;
  process: Deno.ChildProcess;
}

export interface Measure {
  name: string;
  unit: string;
  work: LoadOrder["work"];
  windows: "alternating" | "fresh-process";
  /** @default {RelayBenchOptions.rounds} */
  rounds?: number;
  read(result: LoadResult): number;
}

const CONTESTANTS: readonly Contestant[] = [
  { dialect: "lagoon", name: "Lagoon", command: [Deno.execPath(), "run", "-A", here("lagoon.ts")] },
  {
    dialect: "bare",
    name: "bare Deno.serve",
    command: [Deno.execPath(), "run", "-A", here("bare.ts")],
  },
  // These two run where they were made to run.
  { dialect: "peerjs", name: "PeerJS server", command: ["node", here("peerjs.mjs")] },
  { dialect: "socketio", name: "socket.io", command: ["node", here("socketio.mjs")] },
  { dialect: "ywebrtc", name: "y-webrtc server", command: ["node", here("ywebrtc.mjs")] },
];

/** What one frame, one join and one socket cost. */
export const COSTS: readonly Measure[] = [
  ...PAYLOADS.map((payload): Measure => ({
    name: `relay a ${payload}`,
    unit: "frames per CPU second",
    work: { type: "relay", payload, sockets: 512, inFlight: 1, milliseconds: 2500 },
    windows: "alternating",
    read: ({ count, cpuSeconds }) => count / cpuSeconds,
  })),
  {
    name: "join storm",
    unit: "joins per CPU second",
    work: { type: "join", joins: 2000, atOnce: 64 },
    windows: "alternating",
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
    work: { type: "churn", sockets: 500, cycles: 12 },
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
    const results = measure.windows === "alternating"
      ? await alternate(measure, measure.rounds ?? rounds)
      : await startAfresh(measure, measure.rounds ?? rounds);
    rows.push(...compare(measure, results));
  }
  return rows;
}

type Results = Map<Contestant, LoadResult[]>;

async function alternate(measure: Measure, rounds: number): Promise<Results> {
  const servers = await Promise.all(CONTESTANTS.map(start));
  const results: Results = new Map(CONTESTANTS.map((contestant) => [contestant, []]));
  try {
    // What a server's compiler does in its first window is not compared.
    for (const server of servers) await load(server, measure);
    for (let round = 0; round < rounds; round++) {
      for (const server of [...servers, ...servers.toReversed()]) {
        results.get(server.contestant)!.push(await load(server, measure));
      }
    }
  } finally {
    await Promise.all(servers.map(stop));
  }
  return results;
}

/** For what a process does not give back. */
async function startAfresh(measure: Measure, rounds: number): Promise<Results> {
  const results: Results = new Map(CONTESTANTS.map((contestant) => [contestant, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of CONTESTANTS) {
      const server = await start(contestant);
      try {
        results.get(contestant)!.push(await load(server, measure));
      } finally {
        await stop(server);
      }
    }
  }
  return results;
}

function compare(measure: Measure, results: Results): Row[] {
  const values = new Map(
    [...results].map(([contestant, windows]) => [
      contestant.dialect,
      { contestant, windows, value: median(windows.map(measure.read)) },
    ]),
  );
  const floor = values.get("bare")!.value;
  return [...values.values()].map(({ contestant, windows, value }) => ({
    measure: measure.name,
    unit: measure.unit,
    server: contestant.name,
    value,
    ratio: value / floor,
    lost: windows.reduce((sum, { lost }) => sum + lost, 0),
  }));
}

async function start(contestant: Contestant): Promise<Server> {
  const [command, ...args] = contestant.command;
  const process = new Deno.Command(command, { args, stdout: "piped", stderr: "inherit" }).spawn();
  const { promise, resolve } = Promise.withResolvers<string>();
  // Read to the end, so that a server that logs is never held up.
  void process.stdout.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({
      write(text) {
        const port = /^port (\d+)/m.exec(text)?.[1];
        if (port !== undefined) resolve(`localhost:${port}`);
      },
    }),
  );
  return { contestant, host: await promise, process };
}

async function stop({ process }: Server): Promise<void> {
  process.kill("SIGKILL");
  await process.status;
}

async function load(server: Server, { work }: Measure): Promise<LoadResult> {
  const { dialect } = server.contestant;
  const order: LoadOrder = { dialect, host: server.host, serverPid: server.process.pid, work };
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      fileURLToPath(import.meta.resolve("./relay_load.ts")),
      JSON.stringify(order),
    ],
    stdout: "piped",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`The load on ${server.contestant.name} failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function here(file: string): string {
  return fileURLToPath(import.meta.resolve(`./relay_servers/${file}`));
}
