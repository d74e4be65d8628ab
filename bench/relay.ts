/**
 * What a relayed frame, a join and an idle socket cost, side by side in one run: Lagoon, the least relay that
 * `Deno.serve` allows, PeerJS's server and a socket.io room relay. Servers and load are processes of their own;
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

interface Measure {
  name: string;
  unit: string;
  work: LoadOrder["work"];
  windows: "alternating" | "fresh-process";
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
];

const MEASURES: readonly Measure[] = [
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

export interface RelayBenchOptions {
  /** Each round is one window forth and one back for every server. @default 2 */
  rounds?: number;
}

/** Runs every measure against every server. */
export async function runRelayBench({ rounds = 2 }: RelayBenchOptions = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of MEASURES) {
    const results = measure.windows === "alternating"
      ? await alternate(measure, rounds)
      : await startAfresh(measure, rounds);
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

/** The rows as a table for people. */
export function relayTable(rows: readonly Row[]): string {
  const lines = rows.map(({ measure, unit, server, value, ratio, lost }) =>
    `| ${measure} | ${server} | ${value.toFixed(value < 100 ? 1 : 0)} ${unit} | ${
      ratio.toFixed(2)
    } | ${lost} |`
  );
  return [
    "| measure | server | median | by the bare relay | lost |",
    "|---|---|---|---|---|",
    ...lines,
  ]
    .join("\n");
}

if (import.meta.main) {
  const rows = await runRelayBench();
  // deno-lint-ignore no-console -- this is what the program is for.
  console.log(relayTable(rows));
}
