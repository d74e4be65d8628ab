/** The face that a call shows to the page: signals to draw from, verbs to press. */
import type { ReadonlySignal } from "@preact/signals";
import type { PeerId } from "../protocol/ids.ts";
import type { CallState } from "./call_state.ts";
import type { CaptureKind, DeviceKind, MediaState, TracksBySource } from "./media_state.ts";

export interface CallSession extends Disposable {
  readonly call: ReadonlySignal<CallState>;
  readonly media: ReadonlySignal<MediaState>;
  /** What each remote peer sends us now. */
  readonly tracks: ReadonlySignal<ReadonlyMap<PeerId, TracksBySource>>;
  /** Loudness of our microphone, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  readonly name: ReadonlySignal<string>;

  /** From the lobby, or after the end, into the call. */
  join(): void;
  leave(): void;
  /** From `ended` back to the lobby. */
  back(): void;
  rename(name: string): void;
  setMuted(muted: boolean): void;
  /** Turning the camera off releases it; turning it on asks for it again. */
  setCamera(on: boolean): void;
  /** Sends a track beside camera and microphone, or ends it. */
  share(source: "screen" | "screen-audio", track: MediaStreamTrack | null): void;
  choose(kind: DeviceKind, deviceId: string): void;
  /** Asks again for a device that failed. */
  retry(kind: CaptureKind): void;
}
