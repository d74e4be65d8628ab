/** The relay's comparison as a report, with what Lagoon claims of it. */
import { COSTS, type Row, runRelayBench } from "./relay.ts";
import type { Report } from "./report.ts";

const LEAST_RELAY = 1.15;
const LEAST_OVER = { "socket.io": 1.8, "PeerJS server": 1.25 } as const;
const LEAST_JOINS = 0.8;
const MOST_KIB_PER_SOCKET = 40;

export async function runRelayReport(): Promise<Report> {
  const rows = await runRelayBench(COSTS);
  const lagoon = (measure: string) => {
    const found = rows.filter((row) => row.server === "Lagoon" && row.measure.startsWith(measure));
    if (found.length === 0) throw new TypeError(`Cannot find Lagoon's figures for "${measure}"`);
    return found;
  };
  return {
    title: "Signaling",
    about:
      "What a relayed frame, a join and an idle socket cost the server's process, by the kernel's count. " +
      "Servers and load are processes of their own. Each server is held against the bare relay alone, in windows that " +
      "alternate A B B A; the bare relay's own line is the median of them all. The others carry the " +
      "payload as JSON in the clear, which is the least they could; Lagoon carries the same text sealed, and longer by " +
      "that. An introduction is what two browsers say until they are linked, two descriptions and four candidates: what " +
      "a server relays is that, over and over. Two thirds of what a frame costs is the kernel's, receiving and sending, " +
      "and is the same under all that run in Deno; so is the buffer that Deno makes for each binary frame and not for " +
      "text. “Bare, binary” passes Lagoon's frames on and does nothing besides: no relay of binary frames can be faster here. " +
      "A wave of joins that finds the server at rest is dearer: after some ten seconds V8 gives the heap of the last one back.",
    columns: ["", "server", "median", "of the bare relay", "lost"],
    rows: rows.map(relayCells),
    claims: [
      {
        text: `introduces at least ${
          LEAST_RELAY.toFixed(2)
        }× what a bare JSON relay does per CPU second`,
        holds: lagoon("relay introductions").every(({ ratio }) => ratio >= LEAST_RELAY),
      },
      ...Object.entries(LEAST_OVER).map(([server, least]) => ({
        text: `introduces at least ${least}× what ${server} does`,
        holds: lagoon("relay introductions").every(({ measure, value }) =>
          value >=
            least * rows.find((row) => row.server === server && row.measure === measure)!.value
        ),
      })),
      {
        text: `seats at least ${LEAST_JOINS}× the joins of a bare relay per CPU second`,
        holds: lagoon("join storm").every(({ ratio }) => ratio >= LEAST_JOINS),
      },
      {
        text: `holds an idle socket in at most ${MOST_KIB_PER_SOCKET} KiB`,
        holds: lagoon("idle socket").every(({ value }) => value <= MOST_KIB_PER_SOCKET),
      },
      {
        text: "loses nothing",
        holds: rows.every((row) => row.server !== "Lagoon" || row.lost === 0),
      },
    ],
  };
}

/** One line of a table about servers. */
export function relayCells({ measure, unit, server, value, ratio, lost }: Row): string[] {
  const figure = Math.abs(value) < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
  return [measure, server, `${figure} ${unit}`, `${ratio.toFixed(2)}×`, String(lost)];
}
