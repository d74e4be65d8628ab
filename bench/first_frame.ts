/**
 * How long it takes from the click on Join to the first frame of somebody else, beside the limit:
 * two bare peer connections in one page, camera open, descriptions and candidates handed over as
 * function arguments.
 */
import type { Browser } from "playwright-core";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { Site } from "../tests/browser/support/site.ts";
import { connectBare, joinSomebody, joinTogether } from "./first_frame_pages.ts";
import type { Report } from "./report.ts";
import { median, quantile } from "./statistics.ts";

const MOST_TIMES_THE_LIMIT = 2;

interface Samples {
  bare: number[];
  joining: number[];
  together: number[];
}

export async function runFirstFrameBench(runs = 15): Promise<Report> {
  await using site = await Site.start();
  const browser = await launchChromium();
  try {
    const samples = await measure(browser, site.origin, runs);
    return report(samples, browser.version(), runs);
  } finally {
    await browser.close();
  }
}

/** A B B A: what drifts while measuring drifts for both. */
async function measure(browser: Browser, origin: string, runs: number): Promise<Samples> {
  const samples: Samples = { bare: [], joining: [], together: [] };
  const sides = [
    async () => {
      samples.bare.push(await connectBare(browser, origin));
    },
    async () => {
      samples.joining.push(await joinSomebody(browser, origin));
      samples.together.push(...await joinTogether(browser, origin));
    },
  ];
  // What the browser does for the first time is not compared.
  for (const side of sides) await side();
  for (const key of ["bare", "joining", "together"] as const) samples[key] = [];
  for (let run = 0; run < runs; run++) {
    for (const side of run % 2 === 0 ? sides : sides.toReversed()) await side();
  }
  return samples;
}

function report({ bare, joining, together }: Samples, chromium: string, runs: number): Report {
  const row = (name: string, samples: readonly number[]) => [
    name,
    `${Math.round(median(samples))} ms`,
    `${Math.round(quantile(samples, 0.95))} ms`,
    `${(median(samples) / median(bare)).toFixed(2)}×`,
  ];
  return {
    title: "From the click on Join to the first frame",
    about:
      `Chromium ${chromium}, headless, fake camera at 20 frames a second, ${runs} runs of each in turn. ` +
      "The limit is two bare `RTCPeerConnection`s in one page with the camera open.",
    columns: ["", "median", "95 %", "of the limit"],
    rows: [
      row("two bare peer connections in one page (the limit)", bare),
      row("joining somebody who is in the call", joining),
      row("two who join at the same moment", together),
    ],
    claims: [{
      text: `a median within ${MOST_TIMES_THE_LIMIT}× of the limit`,
      holds: median(joining) <= MOST_TIMES_THE_LIMIT * median(bare),
    }],
  };
}
