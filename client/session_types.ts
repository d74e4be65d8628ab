/** The face that a call shows to the page: signals to draw from, verbs to press. */
import type { ReadonlySignal } from "@preact/signals";
import type { PeerId } from "../protocol/ids.ts";
import type { CallState } from "./call_state.ts";
import type { Examination } from "./doctor/examine.ts";
import type { Preferences } from "./preferences.ts";
import type { ScreenShare } from "./screen_source.ts";
import type { CaptureKind, DeviceKind, MediaState, TracksBySource } from "./media_state.ts";
import type { Speech } from "./voices.ts";

export interface CallSession extends Disposable {
  readonly call: ReadonlySignal<CallState>;
  readonly media: ReadonlySignal<MediaState>;
  /** What each remote peer sends us now. */
  readonly tracks: ReadonlySignal<ReadonlyMap<PeerId, TracksBySource>>;
  /** Loudness of our microphone, 0 to 1, muted or not. */
  readonly level: ReadonlySignal<number>;
  readonly name: ReadonlySignal<string>;
  /** What we share of our screen. */
  readonly screen: ReadonlySignal<ScreenShare | null>;
  /** Whether we are reached through relays only, so that nobody learns our address. */
  readonly relayOnly: ReadonlySignal<boolean>;
  /** Who speaks now, and who has the floor. */
  readonly speech: ReadonlySignal<Speech>;
  readonly preferences: ReadonlySignal<Preferences>;

  /** From the lobby, or after the end, into the call. */
  join(): void;
  leave(): void;
  /** From `ended` back to the lobby. */
  back(): void;
  rename(name: string): void;
  setMuted(muted: boolean): void;
  /** Turning the camera off releases it; turning it on asks for it again. */
  setCamera(on: boolean): void;
  raiseHand(up: boolean): void;
  /** Asks what to share, and shares it beside the camera; or ends that. */
  shareScreen(on: boolean): void;
  choose(kind: DeviceKind, deviceId: string): void;
  /** Asks again for a device that failed. */
  retry(kind: CaptureKind): void;
  /** Remembered on this device; in a call, its connections look for other paths at once. */
  setRelayOnly(relayOnly: boolean): void;
  /** Says what is the matter with the connection, or with that to `peer`, within five seconds. */
  examine(peer?: PeerId | null): Promise<Examination>;
  /** Fetches what {@linkcode examine} needs, for when nothing can be fetched any more. */
  prepareExamination(): Promise<void>;
  /** Changes how this person likes calls to look and to be driven, for this one and those to come. */
  prefer(change: Partial<Preferences>): void;
}
