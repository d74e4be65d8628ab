/** When each frame of each tile was shown: what an outage does to a picture is a gap between two frames. */
import type { Person } from "../support/person.ts";

/** When frames of one tile were shown, in milliseconds since the epoch, oldest first. */
export type FrameTimes = readonly number[];

export interface FrameWatch {
  /** What was seen of one participant's camera so far. */
  framesOf(peer: string): Promise<FrameTimes>;
  /** What was seen so far of each participant. */
  frames(): Promise<ReadonlyMap<string, FrameTimes>>;
  stop(): Promise<void>;
}

/** Watches every camera tile that `viewer` has or gets, from now on until the page goes. */
export async function watchFrames(viewer: Person): Promise<FrameWatch> {
  const handle = await viewer.page.evaluateHandle(() => {
    const seen: Record<string, number[]> = {};
    const watched = new WeakSet<Element>();
    let isOver = false;
    const look = () => {
      const tiles = document.querySelectorAll<HTMLElement>(
        'figure[data-source="camera"]:not([data-self])',
      );
      for (const tile of tiles) {
        const video = tile.querySelector("video");
        if (video === null || watched.has(video)) continue;
        watched.add(video);
        const times = seen[tile.dataset.peer!] ??= [];
        let last = -1;
        video.requestVideoFrameCallback(function next(_now, { presentationTime, mediaTime }) {
          // A frame that is drawn again is no news.
          if (mediaTime !== last) times.push(performance.timeOrigin + presentationTime);
          last = mediaTime;
          if (!isOver) video.requestVideoFrameCallback(next);
        });
      }
    };
    look();
    const timer = setInterval(look, 50);
    return {
      seen,
      stop: () => {
        clearInterval(timer);
        isOver = true;
      },
    };
  });
  return {
    framesOf: (peer) => handle.evaluate(({ seen }, peer) => seen[peer] ?? [], peer),
    frames: async () => new Map(Object.entries(await handle.evaluate(({ seen }) => seen))),
    stop: () => handle.evaluate(({ stop }) => stop()),
  };
}

/** The longest time without a frame between `from` and `to`, the ends included, in milliseconds. */
export function longestGap(times: FrameTimes, from: number, to: number): number {
  const within = [from, ...times.filter((time) => time > from && time < to), to];
  return Math.max(...within.slice(1).map((time, i) => time - within[i]!));
}

/** The first frame at or after `at`, if there is one. */
export function firstAfter(times: FrameTimes, at: number): number | undefined {
  return times.find((time) => time >= at);
}
