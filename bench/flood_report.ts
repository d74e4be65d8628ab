/** What well-behaved rooms notice of a flood, as a report. */
import { FLOOD, PACE, runFlood, type Window } from "./flood.ts";
import type { Report } from "./report.ts";
import { median } from "./statistics.ts";

const ROUNDS = 2;
const MOST_LATENCY = 3;
/** By how much a process may differ from window to window, and what a flood may take of it, in KiB. */
const MOST_GROWTH_KIB = 64 * 1024;

export async function runFloodReport(): Promise<Report> {
  const windows = await runFlood(ROUNDS);
  const isFlooded = ({ flood }: Window) => flood !== null;
  const quiet = windows.filter((window) => !isFlooded(window));
  const flooded = windows.filter(isFlooded);
  const p99 = (of: readonly Window[]) => median(of.map(({ load }) => load.latency.p99));
  const peak = (of: readonly Window[]) => Math.max(...of.map(({ peakKiB }) => peakKiB));
  return {
    title: "Somebody who floods",
    about:
      `${PACE.sockets} well-behaved sockets in rooms of four relay ${PACE.perSecond} candidates a second, while one ` +
      `other address has ${FLOOD.sockets} sockets and ${
        FLOOD.perSecond.toLocaleString("en")
      } frames a second to pour ` +
      "into whichever are open, and asks for each again within a second of losing it. The server has its defaults.",
    columns: [
      "window",
      "frames poured in",
      "sockets opened",
      "refused",
      "median",
      "99 %",
      "memory",
      "lost",
    ],
    rows: windows.map(({ flood, load, peakKiB }) => [
      flood === null ? "quiet" : "flooded",
      (flood?.sent ?? 0).toLocaleString("en"),
      String(flood?.opened ?? 0),
      String(flood?.refused ?? 0),
      `${load.latency.median.toFixed(1)} ms`,
      `${load.latency.p99.toFixed(1)} ms`,
      `${Math.round(peakKiB / 1024)} MiB`,
      String(load.lost),
    ]),
    claims: [
      {
        text: `a flood raises the 99th percentile of others by no more than ${MOST_LATENCY}×`,
        holds: p99(flooded) <= MOST_LATENCY * p99(quiet),
      },
      {
        text: `and takes no more than ${MOST_GROWTH_KIB / 1024} MiB, once and for all`,
        holds: peak(flooded) - windows[0]!.peakKiB <= MOST_GROWTH_KIB,
      },
      {
        text: "nobody else loses a frame",
        holds: windows.every(({ load }) => load.lost === 0),
      },
    ],
  };
}
