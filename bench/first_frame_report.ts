/** What the benches of the first frame share: they take turns with the limit, and tell times as parts of it. */
import { HAND_MS } from "./first_frame_pages.ts";
import type { Report } from "./report.ts";
import { median, quantile } from "./statistics.ts";

const MOST_TIMES_THE_LIMIT = 2;

/** Measures once, in milliseconds; a side that watches several people gives a time for each. */
export type Side = () => Promise<number | readonly number[]>;

/** Times of each side, in turns of A B B A: what drifts while measuring drifts for all. */
export async function takeTurns<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  runs: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(sides) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  // What the browser does for the first time is not compared.
  for (const name of names) await sides[name]();
  for (let run = 0; run < runs; run++) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      samples[name].push(...[await sides[name]()].flat());
    }
  }
  return samples;
}

interface Told {
  title: string;
  about: string;
  /** A row each: what was measured, and its times. The first is the limit, the second must keep to it. */
  rows: readonly [limit: Row, claimed: Row, ...Row[]];
}

type Row = readonly [name: string, samples: readonly number[]];

/** The times of each row, as they are and as parts of the limit. */
export function reportFirstFrames({ title, about, rows }: Told): Report {
  const [[, limit], [, claimed]] = rows;
  return {
    title,
    about: `${about} The pointer is on Join for ${HAND_MS} ms before it presses.`,
    columns: ["", "median", "95 %", "of the limit"],
    rows: rows.map(([name, samples]) => [
      name,
      `${Math.round(median(samples))} ms`,
      `${Math.round(quantile(samples, 0.95))} ms`,
      `${(median(samples) / median(limit)).toFixed(2)}×`,
    ]),
    claims: [{
      text: `a median within ${MOST_TIMES_THE_LIMIT}× of the limit`,
      holds: median(claimed) <= MOST_TIMES_THE_LIMIT * median(limit),
    }],
  };
}
