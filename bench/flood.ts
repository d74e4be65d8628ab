/**
 * What well-behaved rooms notice of somebody who floods. Their frames come at a steady pace, and are timed, while one
 * address pours out as many as it can; windows alternate quiet, flooded, flooded, quiet. Each flood comes from
 * another address, since one that has flooded has less left to begin with.
 */
import type { FloodOrder, FloodResult } from "./flood_load.ts";
import { residentKiB } from "./process_cost.ts";
import type { LoadOrder, LoadResult } from "./relay_load.ts";
import { denoServer, runLoad, type ServerProcess, startServer } from "./server_process.ts";

export interface Window {
  flood: FloodResult | null;
  load: LoadResult;
  /** The most that the server's process held, in KiB. */
  peakKiB: number;
}

/** What one address floods with. */
export const FLOOD = { sockets: 48, perSecond: 50_000 } as const;
/** Within what one address may do, where nothing is configured. */
export const PACE = { sockets: 64, perSecond: 1_000 } as const;

const WINDOW_MS = 8_000;
/** The flood begins when the pace has been kept for a while, and lasts to the end. */
const FLOOD_AFTER_MS = 2_500;
const FLOOD_MS = 6_000;
const SAMPLE_MS = 100;

/** `rounds` times quiet, flooded, flooded, quiet; the server has its defaults. */
export async function runFlood(rounds: number): Promise<Window[]> {
  await using server = await startServer(denoServer("lagoon.ts"));
  const windows: Window[] = [];
  // What a server's compiler does in its first window is not compared.
  await keepPace(server);
  for (let n = 0; n < 4 * rounds; n++) {
    const isFlooded = n % 4 === 1 || n % 4 === 2;
    windows.push(await keepPace(server, isFlooded ? `192.0.2.${n + 1}` : undefined));
  }
  return windows;
}

async function keepPace(server: ServerProcess, floodedFrom?: string): Promise<Window> {
  const { host, pid } = server;
  const order: LoadOrder = {
    dialect: "lagoon",
    host,
    serverPid: pid,
    work: { type: "paced", payload: "candidate", ...PACE, milliseconds: WINDOW_MS },
  };
  let peakKiB = residentKiB(pid);
  const sampler = setInterval(() => peakKiB = Math.max(peakKiB, residentKiB(pid)), SAMPLE_MS);
  try {
    const loading = runLoad<LoadResult>("relay_load.ts", order);
    if (floodedFrom === undefined) return { flood: null, load: await loading, peakKiB };
    await new Promise((resolve) => setTimeout(resolve, FLOOD_AFTER_MS));
    const orders: FloodOrder = { host, from: floodedFrom, ...FLOOD, milliseconds: FLOOD_MS };
    const flood = await runLoad<FloodResult>("flood_load.ts", orders);
    const load = await loading;
    return { flood, load, peakKiB };
  } finally {
    clearInterval(sampler);
  }
}
