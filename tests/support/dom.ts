/**
 * A document for tests that draw. Import it before anything that draws: libraries look for a document while
 * they load. Only what belongs to documents becomes global; events, timers and streams stay Deno's own.
 */
import assert from "node:assert/strict";
import { Window } from "happy-dom";

export const window = new Window({
  url: "https://lagoon.example/",
  width: 1280,
  height: 800,
});

const NAMES = [
  "document",
  "location",
  "history",
  "Node",
  "Element",
  "HTMLElement",
  "SVGElement",
  "DocumentFragment",
  "MutationObserver",
  "ResizeObserver",
  "getComputedStyle",
  "devicePixelRatio",
  "innerHeight",
] as const;

const define = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

define("window", window);
for (const name of NAMES) define(name, window[name]);
define("matchMedia", (query: string) => window.matchMedia(query));

/** How large the page is, for what differs by more than its looks. */
export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** A stream that is nothing but its tracks. */
class StreamOfTracks {
  readonly #tracks: MediaStreamTrack[];
  constructor(tracks: MediaStreamTrack[] = []) {
    this.#tracks = tracks;
  }
  getTracks(): MediaStreamTrack[] {
    return this.#tracks;
  }
}
define("MediaStream", StreamOfTracks);

/** What a media element of the page was given, and whether it may play. */
export const playback = { allowed: true };

const media = window.HTMLMediaElement.prototype;
const sources = new WeakMap<object, unknown>();
Object.defineProperty(media, "srcObject", {
  configurable: true,
  get() {
    return sources.get(this) ?? null;
  },
  set(source: unknown) {
    sources.set(this, source);
  },
});
Object.defineProperty(media, "play", {
  configurable: true,
  value: () =>
    playback.allowed
      ? Promise.resolve()
      : Promise.reject(new DOMException("play() failed", "NotAllowedError")),
});

const speakers = new WeakMap<object, string>();
Object.defineProperty(media, "setSinkId", {
  configurable: true,
  value(speaker: string) {
    speakers.set(this, speaker);
    return Promise.resolve();
  },
});

/** The speaker that a media element was sent to. */
export function speakerOf(element: Element): string | undefined {
  return speakers.get(element);
}

/** The track that a media element shows or plays. */
export function trackOf(element: Element | null): MediaStreamTrack | undefined {
  const source = element === null ? undefined : sources.get(element);
  return (source as StreamOfTracks | null | undefined)?.getTracks()[0];
}

/** Says that nothing is there. Comparing would print the element, and a whole document hangs from it. */
export function assertGone(element: Element | null, message = "it is still there"): void {
  assert.ok(element === null, message);
}

export function assertFocused(element: Element): void {
  assert.ok(document.activeElement === element, "the focus is elsewhere");
}

// The document is still setting itself up; its timers must not fire in the first test.
await window.happyDOM.waitUntilComplete();

// What is waited for comes with a file or a thread, for which a second is not enough on a busy machine. Only now is
// there a document to wait in.
const { configure } = await import("@testing-library/preact");
configure({ asyncUtilTimeout: 30_000 });
