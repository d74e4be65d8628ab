/** Whether sound and pictures really flow: read from the video elements and from the statistics. */
import type { Page } from "playwright-core";
import { eventually, type Patience, watchFor } from "./eventually.ts";
import type { Person } from "./person.ts";
import "./spy.ts";

/** Waits until `viewer` has been shown `frames` new pictures of the participant called `name`. */
export async function seesMoving(
  viewer: Person,
  name: string,
  { frames = 3, ...patience }: Patience & { frames?: number } = {},
): Promise<void> {
  await eventually(`${viewer.name} sees ${name} moving`, async () => {
    const video = viewer.tile(name).first().locator("video");
    return await video.evaluate(newFrames, frames, { timeout: 2_000 });
  }, patience);
}

/** Runs in the page: whether `wanted` frames with times of their own are presented within five seconds. */
function newFrames(element: Element, wanted: number): Promise<boolean> {
  const video = element as HTMLVideoElement;
  const times = new Set<number>();
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(false), 5_000);
    video.requestVideoFrameCallback(function next(_now, frame) {
      times.add(frame.mediaTime);
      if (times.size < wanted) {
        video.requestVideoFrameCallback(next);
        return;
      }
      clearTimeout(giveUp);
      resolve(true);
    });
  });
}

/** What crossed the wire, summed over all connections of a page. */
export interface Wire {
  audioBytesSent: number;
  videoBytesSent: number;
  videoFramesSent: number;
  audioEnergyReceived: number;
  audioBytesReceived: number;
  videoBytesReceived: number;
  videoFramesDecoded: number;
}

export function wireOf(page: Page): Promise<Wire> {
  return page.evaluate(async () => {
    const wire = {
      audioBytesSent: 0,
      videoBytesSent: 0,
      videoFramesSent: 0,
      audioEnergyReceived: 0,
      audioBytesReceived: 0,
      videoBytesReceived: 0,
      videoFramesDecoded: 0,
    };
    for (const connection of globalThis.lagoonSpy.connections) {
      if (connection.connectionState === "closed") continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === "outbound-rtp" && report.kind === "audio") {
          wire.audioBytesSent += report.bytesSent;
        } else if (report.type === "outbound-rtp") {
          wire.videoBytesSent += report.bytesSent;
          wire.videoFramesSent += report.framesSent ?? 0;
        } else if (report.type === "inbound-rtp" && report.kind === "audio") {
          wire.audioEnergyReceived += report.totalAudioEnergy ?? 0;
          wire.audioBytesReceived += report.bytesReceived;
        } else if (report.type === "inbound-rtp") {
          wire.videoFramesDecoded += report.framesDecoded ?? 0;
          wire.videoBytesReceived += report.bytesReceived;
        }
      }
    }
    return wire;
  });
}

/** Waits until sound with energy in it arrives. */
export async function hears(person: Person): Promise<void> {
  const before = (await wireOf(person.page)).audioEnergyReceived;
  await eventually(
    `${person.name} hears something`,
    async () => (await wireOf(person.page)).audioEnergyReceived > before,
  );
}

/** Waits until `key` has not grown for a second. It may rest for less than that on a busy machine before it has stopped. */
export async function stops(person: Person, key: keyof Wire): Promise<void> {
  await eventually(`${person.name}: ${key} stands still`, async () => {
    const before = (await wireOf(person.page))[key];
    await watchFor(1_000);
    const after = (await wireOf(person.page))[key];
    if (after !== before) throw new Error(`it grew by ${after - before}`);
    return true;
  });
}

/** Waits until `key` grows. */
export async function flows(person: Person, key: keyof Wire): Promise<void> {
  const before = (await wireOf(person.page))[key];
  await eventually(
    `${person.name}: ${key} grows`,
    async () => (await wireOf(person.page))[key] > before,
  );
}
