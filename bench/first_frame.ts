/**
 * How long it takes from the click on Join to the first frame of somebody else, beside the limit:
 * two bare peer connections in one page, camera open, descriptions and candidates handed over as
 * function arguments.
 */
import type { Browser, Page } from "playwright-core";
import { eventually } from "../tests/browser/support/eventually.ts";
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { Site } from "../tests/browser/support/site.ts";
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

/** In a new page, as those who join are in one: nothing has been connected there before. */
async function connectBare(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(openCamera);
    await page.evaluate(comeToRest);
    return await page.evaluate(connectTwo);
  } finally {
    await context.close();
  }
}

declare global {
  var benchStream: MediaStream;
  /** How long it took from the click to the first frame, in milliseconds. */
  var benchWatch: Promise<number>;
}

/** Runs in the page: the camera is on and shown, as in the lobby. */
async function openCamera(): Promise<void> {
  globalThis.benchStream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = globalThis.benchStream;
  document.body.append(video);
  await video.play();
}

/** Runs in the page: waits until it has had nothing to do for a while, twenty times on end. */
async function comeToRest(): Promise<void> {
  let calm = 0;
  while (calm < 20) {
    const deadline = await new Promise<IdleDeadline>((resolve) => requestIdleCallback(resolve));
    calm = deadline.timeRemaining() > 5 ? calm + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs in the page: two connections, both sending, from nothing to the first frame. */
async function connectTwo(): Promise<number> {
  const started = performance.now();
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  caller.onicecandidate = ({ candidate }) => candidate && callee.addIceCandidate(candidate);
  callee.onicecandidate = ({ candidate }) => candidate && caller.addIceCandidate(candidate);
  const firstFrame = new Promise<number>((resolve) => {
    callee.ontrack = ({ track }) => {
      if (track.kind !== "video") return;
      const video = document.createElement("video");
      video.muted = true;
      video.autoplay = true;
      video.srcObject = new MediaStream([track]);
      document.body.append(video);
      video.requestVideoFrameCallback(() => {
        video.remove();
        resolve(performance.now() - started);
      });
    };
  });
  for (const track of globalThis.benchStream.getTracks()) {
    caller.addTrack(track, globalThis.benchStream);
    callee.addTrack(track, globalThis.benchStream);
  }
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
  const took = await firstFrame;
  caller.close();
  callee.close();
  return took;
}

/** Somebody is in the call; we are in the lobby and press Join. */
async function joinSomebody(browser: Browser, origin: string): Promise<number> {
  return await withTwo(browser, origin, async (first, second) => {
    await join(first);
    await first.locator("[data-phase=in-call]").waitFor();
    await first.evaluate(comeToRest);
    await join(second);
    return await firstFrame(second);
  });
}

/** Both are in the lobby and press Join at once. */
async function joinTogether(browser: Browser, origin: string): Promise<number[]> {
  return await withTwo(browser, origin, async (first, second) => {
    await Promise.all([join(first), join(second)]);
    return await Promise.all([firstFrame(first), firstFrame(second)]);
  });
}

async function withTwo<T>(
  browser: Browser,
  origin: string,
  body: (first: Page, second: Page) => Promise<T>,
): Promise<T> {
  const path = newCallPath();
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  try {
    const [first, second] = await Promise.all(contexts.map(async (context) => {
      const page = await context.newPage();
      await page.addInitScript(watchForFirstFrame);
      await page.goto(origin + path);
      await eventually(
        "the preview plays",
        () =>
          page.locator("video").first().evaluate((video) =>
            (video as HTMLVideoElement).currentTime > 0
          ),
      );
      return page;
    }));
    // People stay in a lobby for longer than a page takes to load.
    await Promise.all([first!.evaluate(comeToRest), second!.evaluate(comeToRest)]);
    return await body(first!, second!);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
}

/** Runs in the page, before its own scripts: the click and the first frame, by the page's own clock. */
function watchForFirstFrame(): void {
  let clicked = 0;
  addEventListener("click", () => clicked ||= performance.now(), { capture: true });
  const { promise, resolve } = Promise.withResolvers<number>();
  globalThis.benchWatch = promise;
  const watched = new Set<HTMLVideoElement>();
  new MutationObserver(() => {
    const videos = document.querySelectorAll<HTMLVideoElement>(
      "figure[data-peer]:not([data-self]) video",
    );
    for (const video of videos) {
      if (watched.has(video)) continue;
      watched.add(video);
      video.requestVideoFrameCallback(() => resolve(performance.now() - clicked));
    }
  }).observe(document, { childList: true, subtree: true });
}

function join(page: Page): Promise<void> {
  return page.getByRole("button", { name: "Join call", exact: true }).click();
}

function firstFrame(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.benchWatch);
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
