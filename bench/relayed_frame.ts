/**
 * How long it takes from the click on Join to the first frame when both hide their address, beside the
 * limit: two bare peer connections in one page through the same coturn.
 */
import type { Browser } from "playwright-core";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { Site } from "../tests/browser/support/site.ts";
import {
  LOOPBACK,
  TURN_SECRET,
  turnCredentials,
  TurnServer,
} from "../tests/browser/support/turn_server.ts";
import { connectBare, joinSomebody } from "./first_frame_pages.ts";
import type { Report } from "./report.ts";
import { median, quantile } from "./statistics.ts";

const MOST_TIMES_THE_LIMIT = 2;
/** Longer than any measurement, in seconds. */
const CREDENTIALS_FOR = 3_600;

interface Samples {
  bare: number[];
  joining: number[];
}

export async function runRelayedFrameBench(runs = 15): Promise<Report> {
  await using turn = new TurnServer();
  await turn.start();
  await using site = await Site.start({ TURN_URLS: turn.url(), TURN_SECRET });
  const browser = await launchChromium({ flags: [LOOPBACK] });
  try {
    const samples = await measure(browser, site.origin, turn.url(), runs);
    return report(samples, browser.version(), runs);
  } finally {
    await browser.close();
  }
}

/** A B B A: what drifts while measuring drifts for both. */
async function measure(
  browser: Browser,
  origin: string,
  relay: string,
  runs: number,
): Promise<Samples> {
  const samples: Samples = { bare: [], joining: [] };
  const credentials = turnCredentials(Date.now() / 1000 + CREDENTIALS_FOR);
  const configuration: RTCConfiguration = {
    iceServers: [{ urls: relay, ...credentials }],
    iceTransportPolicy: "relay",
  };
  const sides = [
    async () => {
      samples.bare.push(await connectBare(browser, origin, configuration));
    },
    async () => {
      samples.joining.push(
        await joinSomebody(browser, origin, (page) => page.addInitScript(hideAddress)),
      );
    },
  ];
  // What the browser does for the first time is not compared.
  for (const side of sides) await side();
  for (const key of ["bare", "joining"] as const) samples[key] = [];
  for (let run = 0; run < runs; run++) {
    for (const side of run % 2 === 0 ? sides : sides.toReversed()) await side();
  }
  return samples;
}

/** Runs in the page: as if this person had chosen so the last time. */
function hideAddress(): void {
  localStorage.setItem("lagoon:wishes", JSON.stringify({ relayOnly: true }));
}

function report({ bare, joining }: Samples, chromium: string, runs: number): Report {
  const row = (name: string, samples: readonly number[]) => [
    name,
    `${Math.round(median(samples))} ms`,
    `${Math.round(quantile(samples, 0.95))} ms`,
    `${(median(samples) / median(bare)).toFixed(2)}×`,
  ];
  return {
    title: "The same through a relay alone",
    about:
      `Chromium ${chromium}, headless, fake camera at 20 frames a second, coturn on this machine over UDP, ${runs} runs of ` +
      "each in turn. The limit is two bare `RTCPeerConnection`s in one page with the camera open, both through the relay alone.",
    columns: ["", "median", "95 %", "of the limit"],
    rows: [
      row("two bare peer connections in one page (the limit)", bare),
      row("joining somebody who is in the call, both with hidden addresses", joining),
    ],
    claims: [{
      text: `a median within ${MOST_TIMES_THE_LIMIT}× of the limit`,
      holds: median(joining) <= MOST_TIMES_THE_LIMIT * median(bare),
    }],
  };
}
