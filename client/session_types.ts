/** The face that a call shows to the page: signals to draw from, verbs to press. */
import type { ReadonlySignal } from "@preact/signals";
import type { LinkKey } from "../crypto/link_key.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { CallState, RoomView } from "./call_state.ts";
import type { Examination } from "./doctor/examine.ts";
import type { ScreenHint, ScreenShare } from "./screen_source.ts";
import type { QualityView } from "./quality.ts";
import type { Preferences } from "./preferences.ts";
import type { Talk } from "./talk_types.ts";
import type { CaptureKind, DeviceKind, MediaState, TracksBySource } from "./media_state.ts";
import type { Speech } from "./voices.ts";

/** Where somebody sees the others: the page of the call, or a small window above all others. */
export type ViewName = "page" | "small-window";

/** How high tiles are drawn, by their keys. */
export type DrawnTiles = ReadonlyMap<string, { readonly height: number }>;

export interface CallSession extends Disposable {
  readonly call: ReadonlySignal<CallState>;
  /** Who is inside, while we are in the lobby; `null` while nobody has told. */
  readonly room: ReadonlySignal<RoomView | null>;
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
  /** Writing, reactions and files; `null` until it is loaded, soon after a call was entered. */
  readonly talk: ReadonlySignal<Talk | null>;
  /** The key that lets others in: another one after the call has moved to another link. */
  readonly key: ReadonlySignal<LinkKey>;
  /** Who speaks now, and who has the floor. */
  readonly speech: ReadonlySignal<Speech>;
  readonly preferences: ReadonlySignal<Preferences>;

  /** How the links do. */
  readonly quality: QualityView;

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
  /** What our screen is shared for, now and the next time. */
  setScreenHint(hint: ScreenHint): void;

  // For whoever hosts; from others these change nothing.

  /** Whoever comes from now on must be let in by the host. */
  lock(locked: boolean): void;
  admit(peer: PeerId): void;
  decline(peer: PeerId): void;
  /** Their seat is gone for good. */
  remove(peer: PeerId): void;
  makeHost(peer: PeerId): void;
  /** Gives the call another link. Everybody inside goes along; the link that there was opens nothing any more. */
  replaceLink(): void;
  /** What two people read to each other to know that nobody sits between them; `null` until their link is through. */
  safetyCode(peer: PeerId): Promise<string | null>;
  choose(kind: DeviceKind, deviceId: string): void;
  /** Turns to the camera that looks the other way. */
  flipCamera(): void;
  /**
   * Plays a chime on the speaker in use. Resolves when it is over: `false` if it could not be played there. Rejects
   * if there is no chime to play: it is fetched when it is first needed.
   */
  testSpeaker(): Promise<boolean>;
  /** Asks again for devices that failed. */
  retry(...kinds: readonly CaptureKind[]): void;
  /** Remembered on this device; in a call, its connections look for other paths at once. */
  setRelayOnly(relayOnly: boolean): void;
  /** Says what is the matter with the connection, or with that to `peer`, within five seconds. */
  examine(peer?: PeerId | null): Promise<Examination>;
  /** Fetches what {@linkcode join} needs, for whoever is about to. */
  prepareToJoin(): void;
  /** Fetches what {@linkcode examine} needs, for when nothing can be fetched any more. Whether it came. */
  prepareExamination(): Promise<boolean>;
  /**
   * What `view` draws of the others from now on, so many pixels of the device to one of the page, or one to one: they
   * send no more than that.
   */
  see(view: ViewName, tiles: DrawnTiles, scale?: number): void;
  /** Changes how this person likes calls to look and to be driven, for this one and those to come. */
  prefer(change: Partial<Preferences>): void;
}
