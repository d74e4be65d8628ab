/** This person's shared screen: asked of the browser each time, and ended from either side. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { MediaPort } from "./ports.ts";

export interface ScreenShare {
  video: MediaStreamTrack;
  /** What the shared tab or system plays, where the browser can give it. */
  audio: MediaStreamTrack | null;
}

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
  async start(): Promise<void> {
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
    this.#share.value = { video, audio: stream.getAudioTracks()[0] ?? null };
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
