/** This person's shared screen: asked of the browser each time, and ended from either side. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { MediaPort } from "./ports.ts";

/** What a screen is shared for: to be read, or to be watched. */
export type ScreenHint = "detail" | "motion";

export interface ScreenShare {
  video: MediaStreamTrack;
  /** What the shared tab or system plays, where the browser can give it. */
  audio: MediaStreamTrack | null;
  hint: ScreenHint;
  /** `left-out`: there was sound, but the voices of this call could not be kept out of it. */
  sound: "none" | "shared" | "left-out";
}

/** How often a screen is shown anew: text stands still, and every frame is encoded once per peer. */
const FRAMES_PER_SECOND: Readonly<Record<ScreenHint, number>> = { detail: 10, motion: 30 };

export class ScreenSource implements Disposable {
  readonly #port: MediaPort;
  readonly #share: Signal<ScreenShare | null> = signal(null);
  #stops = 0;

  constructor(port: MediaPort) {
    this.#port = port;
  }

  get share(): ReadonlySignal<ScreenShare | null> {
    return this.#share;
  }

  /** Asks what to share. A person who thinks better of it shares nothing, and that is no failure. */
  async start(hint: ScreenHint): Promise<void> {
    if (this.#share.peek() !== null) return;
    const stops = this.#stops;
    const stream = await this.#port.getDisplayMedia().catch(() => null);
    const video = stream?.getVideoTracks()[0];
    if (stream === null || video === undefined) return;
    // Asked twice, answered twice: the first one counts. Answered after the end: none does.
    if (this.#share.peek() !== null || this.#stops !== stops) {
      return stream.getTracks().forEach((track) => track.stop());
    }
    video.addEventListener("ended", () => {
      if (this.#share.peek()?.video === video) this.stop();
    });
    apply(hint, video);
    this.#share.value = { video, hint, ...withoutEcho(stream.getAudioTracks()[0] ?? null) };
  }

  /** What the shared screen is for, from now on. */
  setHint(hint: ScreenHint): void {
    const share = this.#share.peek();
    if (share === null || share.hint === hint) return;
    apply(hint, share.video);
    this.#share.value = { ...share, hint };
  }

  /** Ends what is shared, and whatever is being asked for. */
  stop(): void {
    this.#stops += 1;
    const share = this.#share.peek();
    this.#share.value = null;
    share?.video.stop();
    share?.audio?.stop();
  }

  [Symbol.dispose](): void {
    this.stop();
  }
}

/**
 * The sound of a screen, unless the others would hear themselves in it. Browsers that do not know the constraint
 * ignore it without a word, so that only what it did tells.
 */
function withoutEcho(audio: MediaStreamTrack | null): Pick<ScreenShare, "audio" | "sound"> {
  if (audio === null) return { audio, sound: "none" };
  const settings: MediaTrackSettings & { restrictOwnAudio?: boolean } = audio.getSettings();
  if (settings.restrictOwnAudio === true) return { audio, sound: "shared" };
  audio.stop();
  return { audio: null, sound: "left-out" };
}

function apply(hint: ScreenHint, video: MediaStreamTrack): void {
  video.contentHint = hint;
  // A surface that shows fewer frames than that is no failure.
  video.applyConstraints({ frameRate: { max: FRAMES_PER_SECOND[hint] } }).catch(() => {});
}
