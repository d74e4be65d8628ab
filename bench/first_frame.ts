/**
 * How long it takes from the click on Join to the first frame of somebody else, beside the limit:
 * two bare peer connections in one page, camera open, descriptions and candidates handed over as
 * function arguments.
 */
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { Site } from "../tests/browser/support/site.ts";
import { connectBare, joinSomebody, joinTogether } from "./first_frame_pages.ts";
import { reportFirstFrames, takeTurns } from "./first_frame_report.ts";
import type { Report } from "./report.ts";

export async function runFirstFrameBench(runs = 15): Promise<Report> {
  await using site = await Site.start();
  const browser = await launchChromium();
  try {
    const { bare, joining, together } = await takeTurns({
      bare: () => connectBare(browser, site.origin),
      joining: () => joinSomebody(browser, site.origin),
      together: () => joinTogether(browser, site.origin),
    }, runs);
    return reportFirstFrames({
      title: "From the click on Join to the first frame",
      about:
        `Chromium ${browser.version()}, headless, fake camera at 20 frames a second, ${runs} ` +
        "runs of each in turn. " +
        "The limit is two bare `RTCPeerConnection`s in one page with the camera open.",
      rows: [
        ["two bare peer connections in one page (the limit)", bare],
        ["joining somebody who is in the call", joining],
        ["two who join at the same moment", together],
      ],
    });
  } finally {
    await browser.close();
  }
}
