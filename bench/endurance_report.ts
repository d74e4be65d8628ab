/** How servers do with many sockets, at a steady pace and after many have come and gone, as a report. */
import { ENDURANCE, type Row, runRelayBench } from "./relay.ts";
import { relayCells } from "./relay_report.ts";
import type { Report } from "./report.ts";

const MOST_LATENCY = 1.5;
const MOST_KIB_PER_SOCKET = 40;
/** What a kernel's count of pages may differ by from one process to the next, per socket, in KiB. */
const NOISE_KIB = 0.5;

export async function runEnduranceReport(): Promise<Report> {
  const rows = await runRelayBench(ENDURANCE);
  const find = (server: string, unitOrName: string): Row => {
    const row = rows.find((row) => row.server === server && row.measure.includes(unitOrName));
    if (row === undefined) throw new TypeError(`Cannot find "${unitOrName}" of ${server}`);
    return row;
  };
  const left = (server: string) => find(server, "came and went").value;
  return {
    title: "Many, and for long",
    about:
      "A steady pace that every server keeps, 256 sockets in rooms of four; ten thousand sockets at once; and 18,000 " +
      "sockets that came, talked and went, 35 s after the last.",
    columns: ["", "server", "median", "of the bare relay", "lost"],
    rows: rows.map(relayCells),
    claims: [
      {
        text:
          `99 % of 5,000 candidates per second arrive within ${MOST_LATENCY}× of what a bare relay takes`,
        holds: find("Lagoon", "per second").ratio <= MOST_LATENCY,
      },
      {
        text: `holds 10,000 idle sockets in at most ${MOST_KIB_PER_SOCKET} KiB each`,
        holds: find("Lagoon", "10,000 idle").value <= MOST_KIB_PER_SOCKET,
      },
      {
        text: "keeps no more of sockets that are gone than a bare relay",
        holds: left("Lagoon") <= left("bare Deno.serve") + NOISE_KIB,
      },
      {
        text: "loses nothing",
        holds: rows.every((row) => row.server !== "Lagoon" || row.lost === 0),
      },
    ],
  };
}
