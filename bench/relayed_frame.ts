/**
 * How long it takes from the click on Join to the first frame when both hide their address, beside the
 * limit: two bare peer connections in one page through the same coturn.
 */
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { Site } from "../tests/browser/support/site.ts";
import {
  LOOPBACK,
  TURN_SECRET,
  turnCredentials,
  TurnServer,
} from "../tests/browser/support/turn_server.ts";
import { connectBare, joinSomebody } from "./first_frame_pages.ts";
import { reportFirstFrames, takeTurns } from "./first_frame_report.ts";
import type { Report } from "./report.ts";

/** Longer than any measurement, in seconds. */
const CREDENTIALS_FOR = 3_600;

export async function runRelayedFrameBench(runs = 15): Promise<Report> {
  await using turn = new TurnServer();
  await turn.start();
  await using site = await Site.start({ TURN_URLS: turn.url(), TURN_SECRET });
  const browser = await launchChromium({ flags: [LOOPBACK] });
  try {
    const relayed: RTCConfiguration = {
      iceServers: [{ urls: turn.url(), ...turnCredentials(Date.now() / 1000 + CREDENTIALS_FOR) }],
      iceTransportPolicy: "relay",
    };
    const { bare, joining } = await takeTurns({
      bare: () => connectBare(browser, site.origin, relayed),
      joining: () => joinSomebody(browser, site.origin, (page) => page.addInitScript(hideAddress)),
    }, runs);
    return reportFirstFrames({
      title: "The same through a relay alone",
      about:
        `Chromium ${browser.version()}, headless, fake camera at 20 frames a second, coturn on ` +
        `this machine over UDP, ${runs} runs of each in turn. The limit is two bare ` +
        "`RTCPeerConnection`s in one page with the camera open, both through the relay alone.",
      rows: [
        ["two bare peer connections in one page (the limit)", bare],
        ["joining somebody who is in the call, both with hidden addresses", joining],
      ],
    });
  } finally {
    await browser.close();
  }
}

/** Runs in the page: as if this person had chosen so the last time. */
function hideAddress(): void {
  localStorage.setItem("lagoon:wishes", JSON.stringify({ relayOnly: true }));
}
