/** The pages of the first-frame benches: two bare connections in one, and people who join a call. */
import type { Browser, Page } from "playwright-core";
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { eventually } from "../tests/browser/support/eventually.ts";

/** What is done to somebody's page before there is anything in it. */
export type Preparation = (page: Page) => Promise<unknown>;

/** In a new page, as those who join are in one: nothing has been connected there before. */
export async function connectBare(
  browser: Browser,
  origin: string,
  configuration: RTCConfiguration = {},
): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(openCamera);
    await page.evaluate(comeToRest);
    return await page.evaluate(connectTwo, configuration);
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
async function connectTwo(configuration: RTCConfiguration): Promise<number> {
  const started = performance.now();
  const caller = new RTCPeerConnection(configuration);
  const callee = new RTCPeerConnection(configuration);
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
export async function joinSomebody(
  browser: Browser,
  origin: string,
  prepare?: Preparation,
): Promise<number> {
  return await withTwo(browser, origin, prepare, async (first, second) => {
    await join(first);
    await first.locator("[data-phase=in-call]").waitFor();
    await first.evaluate(comeToRest);
    await join(second);
    return await firstFrame(second);
  });
}

/** Both are in the lobby and press Join at once. */
export async function joinTogether(browser: Browser, origin: string): Promise<number[]> {
  return await withTwo(browser, origin, undefined, async (first, second) => {
    await Promise.all([join(first), join(second)]);
    return await Promise.all([firstFrame(first), firstFrame(second)]);
  });
}

async function withTwo<T>(
  browser: Browser,
  origin: string,
  prepare: Preparation | undefined,
  body: (first: Page, second: Page) => Promise<T>,
): Promise<T> {
  const path = newCallPath();
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  try {
    const [first, second] = await Promise.all(contexts.map(async (context) => {
      const page = await context.newPage();
      await page.addInitScript(watchForFirstFrame);
      await prepare?.(page);
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

/** How long a pointer is on a button before it presses it, in milliseconds: hands are no faster. */
export const HAND_MS = 200;

async function join(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Join call", exact: true });
  await button.hover();
  await page.waitForTimeout(HAND_MS);
  await button.click();
}

function firstFrame(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.benchWatch);
}
