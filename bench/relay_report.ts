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
      "Servers and load are processes of their own; windows alternate between the servers. The others carry the " +
      "payload as JSON in the clear, which is the least they could; Lagoon carries the same text sealed, and longer by " +
      "that. About half of what a frame costs is the kernel's, receiving and sending, and is the same under Lagoon and " +
      "the bare relay. Lagoon parses nothing, but Deno makes a buffer for each binary frame and none for text, which " +
      "takes a good part of that back.",
    columns: ["", "server", "median", "of the bare relay", "lost"],
    rows: rows.map(relayCells),
    claims: [
      {
        text: `relays at least ${
          LEAST_RELAY.toFixed(2)
        }× the frames of a bare JSON relay per CPU second`,
        holds: lagoon("relay").every(({ ratio }) => ratio >= LEAST_RELAY),
      },
      ...Object.entries(LEAST_OVER).map(([server, least]) => ({
        text: `relays at least ${least}× the frames of ${server}`,
        holds: lagoon("relay").every(({ measure, value }) =>
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
