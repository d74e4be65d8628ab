/** A session that does nothing by itself: the test sets its signals and reads what was pressed. */
import { signal } from "@preact/signals";
import type { CallState, Participant, RoomView } from "../../client/call_state.ts";
import type { Examination } from "../../client/doctor/examine.ts";
import type { MediaState, TracksBySource } from "../../client/media_state.ts";
import type { Preferences } from "../../client/preferences.ts";
import type { ScreenShare } from "../../client/screen_source.ts";
import type { LinkQuality } from "../../client/link_quality.ts";
import type { QualityView } from "../../client/quality.ts";
import type { Verdict } from "../../client/verdict.ts";
import type { CallSession, DrawnTiles, ViewName } from "../../client/session_types.ts";
import type { Talk } from "../../client/talk_types.ts";
import { NOBODY_SPEAKS, type Speech } from "../../client/voices.ts";
import type { LinkKey } from "../../crypto/link_key.ts";
import type { PeerId } from "../../protocol/ids.ts";

export class FakeSession implements CallSession {
  readonly call = signal<CallState>({ phase: "lobby" });
  readonly room = signal<RoomView | null>(null);
  readonly media = signal<MediaState>(mediaState());
  readonly tracks = signal<ReadonlyMap<PeerId, TracksBySource>>(new Map());
  readonly level = signal(0);
  readonly name = signal("");
  readonly screen = signal<ScreenShare | null>(null);
  readonly relayOnly = signal(false);
  readonly talk = signal<Talk | null>(null);
  readonly quality = new FakeQuality();
  /** When the chime of the speaker is over, and whether it was played. */
  readonly speakerTested = Promise.withResolvers<boolean>();
  readonly speech = signal<Speech>(NOBODY_SPEAKS);
  readonly preferences = signal<Preferences>({
    stage: "grid",
    selfHidden: false,
    shortcuts: true,
    originalSound: false,
  });
  /** What each view says it draws, and how high. */
  readonly seen = new Map<ViewName, DrawnTiles>();
  /** What the connection doctor says next; never anything unless the test says so. */
  examination: Promise<Examination> = new Promise(() => {});
  /** The verbs that were pressed, in order, as `verb argument…`. */
  readonly pressed: string[] = [];

  join = () => this.#press("join");
  leave = () => this.#press("leave");
  back = () => this.#press("back");
  rename = (name: string) => this.#press("rename", name);
  setMuted = (muted: boolean) => this.#press("setMuted", muted);
  setCamera = (on: boolean) => this.#press("setCamera", on);
  choose = (kind: string, deviceId: string) => this.#press("choose", kind, deviceId);
  retry = (...kinds: readonly string[]) => this.#press("retry", ...kinds);
  raiseHand = (up: boolean) => this.#press("raiseHand", up);
  setScreenHint = (hint: string) => this.#press("setScreenHint", hint);
  flipCamera = () => this.#press("flipCamera");
  testSpeaker = () => {
    this.#press("testSpeaker");
    return this.speakerTested.promise;
  };
  shareScreen = (on: boolean) => this.#press("shareScreen", on);
  readonly key = signal("AAAAAAAAAAAAAAAAAAAAAA" as LinkKey);
  /** By the peer with whom it is. */
  readonly safetyCodes = new Map<PeerId, string>();
  lock = (locked: boolean) => this.#press("lock", locked);
  admit = (peer: PeerId) => this.#press("admit", peer);
  decline = (peer: PeerId) => this.#press("decline", peer);
  remove = (peer: PeerId) => this.#press("remove", peer);
  makeHost = (peer: PeerId) => this.#press("makeHost", peer);
  replaceLink = () => this.#press("replaceLink");
  safetyCode = (peer: PeerId) => Promise.resolve(this.safetyCodes.get(peer) ?? null);
  prefer = (change: Partial<Preferences>) => {
    this.preferences.value = { ...this.preferences.peek(), ...change };
    this.#press("prefer", ...Object.entries(change).flat());
  };
  setRelayOnly = (relayOnly: boolean) => {
    this.relayOnly.value = relayOnly;
    this.#press("setRelayOnly", relayOnly);
  };
  examine = (peer: PeerId | null = null) => {
    this.#press("examine", peer);
    return this.examination;
  };
  prepareToJoin = () => this.#press("prepareToJoin");
  /** Whether the doctor can be fetched. */
  hasDoctor = true;
  prepareExamination = () => Promise.resolve(this.hasDoctor);
  see = (view: ViewName, tiles: DrawnTiles) => void this.seen.set(view, tiles);
  [Symbol.dispose] = () => this.#press("dispose");

  #press(...words: readonly unknown[]): void {
    this.pressed.push(words.join(" "));
  }
}

/** Figures and a verdict that the test sets. */
class FakeQuality implements QualityView {
  readonly figures = signal<ReadonlyMap<PeerId, LinkQuality>>(new Map());
  readonly verdict = signal<Verdict>({ about: "nothing" });
  /** How it is observed now. */
  readonly observed: string[] = [];

  observe(how: "now-and-then" | "closely"): () => void {
    this.observed.push(how);
    return () => this.observed.splice(this.observed.indexOf(how), 1);
  }
}

export function mediaState(changes: Partial<MediaState> = {}): MediaState {
  return {
    camera: { state: "off" },
    microphone: { state: "off" },
    asked: ["microphone", "camera"],
    muted: false,
    devices: { microphone: [], camera: [], speaker: [] },
    chosen: { microphone: "", camera: "", speaker: "" },
    speaker: "",
    otherCamera: null,
    interrupted: [],
    silent: false,
    news: null,
    ...changes,
  };
}

export function participant(name: string, changes: Partial<Participant> = {}): Participant {
  return {
    name,
    peer: name.toLowerCase().replaceAll(/\W+/g, "-") as PeerId,
    self: false,
    link: "live",
    microphone: "on",
    camera: "on",
    screen: "off",
    hand: null,
    ...changes,
  };
}

/** A call that has been entered by `participants`, the first of them ourselves. */
export function inCall(
  [self, ...others]: readonly Participant[],
  changes: Partial<Extract<CallState, { phase: "in-call" }>> = {},
): Extract<CallState, { phase: "in-call" }> {
  return {
    phase: "in-call",
    since: 0,
    signaling: "open",
    capacity: 8,
    participants: [{ ...self!, self: true }, ...others],
    doors: { host: self!.peer, hosting: true, locked: false, waiting: [] },
    ...changes,
  };
}
