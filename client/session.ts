/**
 * The shell of a call: owns the devices, what is remembered, and the stay in the call while there is one;
 * hands what happens to `stepCall`. Everything the page draws is a signal here.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type LinkKey, newLinkKey } from "../crypto/link_key.ts";
import type { Charter } from "../protocol/charter.ts";
import type { PeerId, SeatSecret } from "../protocol/ids.ts";
import { cleanName } from "../protocol/profile.ts";
import type { Attendance } from "./attendance.ts";
import type { stepCall } from "./call.ts";
import type { CallState, DoorState, Participant, Presence, RoomView } from "./call_state.ts";
import type { Examination } from "./doctor/examine.ts";
import { hostOf, waitingIn } from "./door_view.ts";
import { HeldView } from "./held_view.ts";
import { type Identity, openIdentity } from "./identity.ts";
import { Lookout } from "./lookout.ts";
import { MediaSource } from "./media_source.ts";
import type { CaptureKind, DeviceKind, MediaState, Source, TracksBySource } from "./media_state.ts";
import type { MeshOptions } from "./mesh.ts";
import type { Ports } from "./ports.ts";
import { Quality } from "./quality.ts";
import type { QualityWatch } from "./quality_watch.ts";
import { type Preferences, readPreferences, writePreferences } from "./preferences.ts";
import { ABNORMAL } from "./reconnect_policy.ts";
import {
  continuesCall,
  readWishes,
  RESUME_WITHIN_MS,
  type SeatRecord,
  type Wishes,
  writeSeat,
  writeWishes,
} from "./remembered.ts";
import { type ScreenHint, type ScreenShare, ScreenSource } from "./screen_source.ts";
import type { CallSession, DrawnTiles, ViewName } from "./session_types.ts";
import type { createTalk, TalkShell } from "./talk.ts";
import { type Speech, Voices } from "./voices.ts";
import { type Call, type CallEffect, type CallEvent, stay, stepWayIn } from "./way_in.ts";

export interface CallSessionOptions {
  key: LinkKey;
  ports: Ports;
  /** @default {openIdentity} */
  openIdentity?: (key: LinkKey, ports: Ports, seat?: SeatSecret) => Promise<Identity>;
  /** @default {judgeOffer} */
  judge?: NonNullable<MeshOptions["judge"]>;
  /** @default {fetchStay} */
  loadStay?: () => Promise<Stay>;
}

/** What only a call needs. */
export interface Stay {
  Attendance: typeof Attendance;
  createTalk: typeof createTalk;
  QualityWatch: typeof QualityWatch;
  stepCall: typeof stepCall;
}

/** Comes when somebody joins. */
function fetchStay(): Promise<Stay> {
  return import(/* chunk: "inside" */ "./stay.ts");
}

/** When the code of a call is asked for again that did not come, in milliseconds. */
const AGAIN_MS = 1_000;

/** How often the tab is told that we are still there, in milliseconds. */
const REMEMBER_MS = RESUME_WITHIN_MS / 3;

/** How long the others have to hear of another link before the one that there is stops working, in milliseconds. */
const LEAD_MS = 1_500;

/** Opens the lobby of a call. Asks for the devices at once, for the preview. */
export function createCallSession(options: CallSessionOptions): CallSession {
  return new Session(options);
}

/** Only the page hears of it as a `CallSession`, which lets nobody else change these signals. */
class Session implements CallSession {
  readonly call: ReadonlySignal<CallState>;
  readonly room = signal<RoomView | null>(null);
  readonly media: ReadonlySignal<MediaState>;
  readonly tracks: ReadonlySignal<ReadonlyMap<PeerId, TracksBySource>>;
  readonly level: ReadonlySignal<number>;
  readonly name: ReadonlySignal<string>;
  readonly screen: ReadonlySignal<ScreenShare | null>;
  readonly relayOnly: ReadonlySignal<boolean>;
  readonly talk = signal<TalkShell | null>(null);
  readonly key: Signal<LinkKey>;
  readonly quality: Quality;
  readonly speech: ReadonlySignal<Speech>;
  readonly preferences: Signal<Preferences>;

  readonly #options: CallSessionOptions;
  readonly #ports: Ports;
  readonly #call: Signal<Call> = signal<Call>({ phase: "lobby" });
  /** The call as it is; what is drawn may be a moment behind. */
  readonly #now: ReadonlySignal<CallState>;
  readonly #held: HeldView;
  readonly #tracks = signal<ReadonlyMap<PeerId, TracksBySource>>(new Map());
  readonly #hand = signal<number | null>(null);
  readonly #wishes: Signal<Wishes>;
  readonly #identity = signal<Identity | null>(null);
  readonly #ready: Promise<Identity>;
  readonly #openIdentity: NonNullable<CallSessionOptions["openIdentity"]>;
  readonly #source: MediaSource;
  readonly #screen: ScreenSource;
  readonly #voices: Voices;
  readonly #presence: ReadonlySignal<Presence>;
  readonly #endings: (() => void)[] = [];
  #attendance: Attendance | null = null;
  #stay: Stay | null = null;
  /** Nobody is in a call before what decides there has come. */
  #stepCall: typeof stepCall = (call, event) =>
    call.phase === "in-call" ? stay(call) : stepWayIn(call, event);
  #lookout: Lookout | null = null;
  #disposed = false;

  constructor(options: CallSessionOptions) {
    const { key, ports, openIdentity: open = openIdentity } = options;
    this.#options = options;
    this.#openIdentity = open;
    this.#ports = ports;
    this.key = signal(key);
    const wishes = readWishes(ports.storage);
    this.#wishes = signal(wishes);
    const { camera, microphone, speaker } = wishes;
    const chosen = { camera, microphone, speaker };
    this.preferences = signal(readPreferences(ports.storage));
    this.#source = new MediaSource(
      ports.media,
      {
        camera: wishes.cameraOn,
        muted: false,
        chosen,
        original: this.preferences.peek().originalSound,
      },
      { now: ports.now, onLevel: (level) => this.#hearSelf(level) },
    );
    this.#screen = new ScreenSource(ports.media);
    this.quality = new Quality({
      now: ports.now,
      setTimer: ports.setTimer,
      measure: () => this.#attendance?.measure() ?? Promise.resolve(new Map()),
      createWatch: (watched) => new this.#stay!.QualityWatch(watched),
      toldBy: (peer) => this.#attendance?.troubleOf(peer) ?? "none",
      onReadings: (readings) => this.#attendance?.pictures.judge(readings),
      onTrouble: (trouble) => this.#attendance?.tellTrouble(trouble),
    });
    this.#voices = new Voices({
      watchLevel: (track, listener) => ports.media.watchLevel(track, listener),
      now: () => ports.now(),
    });
    this.#presence = computed(() => this.#presenceNow());
    this.#now = computed(() => this.#view());
    this.#held = new HeldView(ports.setTimer);
    this.call = this.#held.of(this.#now);
    this.media = this.#source.state;
    this.tracks = this.#held.of(this.#tracks);
    this.level = this.#source.level;
    this.screen = this.#screen.share;
    this.name = computed(() => this.#wishes.value.name);
    this.relayOnly = computed(() => this.#wishes.value.relayOnly);
    this.speech = this.#voices.speech;
    const inCall = computed(() => this.#call.value.phase === "in-call");
    const charter = computed(() => charterIn(this.#call.value));
    // An insecure page has neither devices nor WebCrypto: it never gets further than the lobby.
    this.#ready = ports.media.available ? open(key, ports) : new Promise(() => {});
    this.#endings.push(
      effect(() => this.#sendTracks(this.media.value, this.screen.value)),
      effect(() => {
        void this.#presence.value;
        if (this.#call.peek().phase === "in-call") this.#attendance?.tellPresence();
      }),
      effect(() => {
        // With every change of what would be lost: a page that crashes writes nothing down.
        void charter.value;
        void this.#presence.value;
        return inCall.value ? this.#keepRemembering() : undefined;
      }),
      effect(() => this.#voices.listen(this.#audible())),
      effect(() => {
        // With every change of what is heard of us, listening begins anew.
        void inCall.value;
        void this.#presence.value.microphone;
        this.#voices.forgetSelf();
      }),
      effect(() => {
        if (!inCall.value) return;
        this.#openTalk();
        return ports.page.keepAwake();
      }),
      ports.page.on("leave", () => this.#pageLeaves()),
      ports.page.on("online", () => this.#attendance?.networkChanged()),
      ports.page.on("visibility", () => this.#attendance?.viewing.look()),
    );
    void this.#start();
  }

  join(): void {
    this.#dispatch({ type: "join" });
  }

  prepareToJoin(): void {
    // Whoever joins asks for it again, and is told if it does not come then.
    this.#loadStay().catch(() => {});
  }

  leave(): void {
    this.#dispatch({ type: "leave", now: this.#ports.now() });
  }

  back(): void {
    this.#dispatch({ type: "back" });
    this.#look();
    void this.#source.start();
  }

  rename(name: string): void {
    this.#wish({ name: cleanName(name) });
  }

  setMuted(muted: boolean): void {
    this.#source.setMuted(muted);
  }

  setCamera(on: boolean): void {
    // Whoever turns it off in the middle of a call means that call.
    if (this.#call.peek().phase === "lobby") this.#wish({ cameraOn: on });
    this.#source.setCamera(on);
  }

  raiseHand(up: boolean): void {
    this.#hand.value = up ? this.#hand.peek() ?? this.#ports.now() : null;
  }

  shareScreen(on: boolean): void {
    if (on) void this.#screen.start(this.#wishes.peek().screenHint);
    else this.#screen.stop();
  }

  lock(locked: boolean): void {
    this.#dispatch({ type: "lock", locked });
  }

  admit(peer: PeerId): void {
    this.#dispatch({ type: "admit", peer });
  }

  decline(peer: PeerId): void {
    this.#dispatch({ type: "decline", peer });
  }

  remove(peer: PeerId): void {
    this.#dispatch({ type: "remove", peer });
  }

  makeHost(peer: PeerId): void {
    this.#dispatch({ type: "make-host", peer });
  }

  replaceLink(): void {
    this.#dispatch({ type: "replace-link", key: newLinkKey(this.#ports.randomBytes) });
  }

  async safetyCode(peer: PeerId): Promise<string | null> {
    return await this.#attendance?.safetyCode(peer) ?? null;
  }

  setScreenHint(hint: ScreenHint): void {
    this.#wish({ screenHint: hint });
    this.#screen.setHint(hint);
  }

  choose(kind: DeviceKind, deviceId: string): void {
    this.#wish({ [kind]: deviceId });
    this.#source.choose(kind, deviceId);
  }

  flipCamera(): void {
    this.#source.flipCamera();
    this.#wish({ camera: this.media.peek().chosen.camera });
  }

  async testSpeaker(): Promise<boolean> {
    // With the code of the call: whoever tries their speaker is about to need that.
    const { chime } = await import(/* chunk: "inside" */ "./chime.ts");
    const { speaker } = this.media.peek();
    return await this.#ports.media.playSound(chime(), speaker).then(() => true, () => false);
  }

  retry(...kinds: readonly CaptureKind[]): void {
    this.#source.retry(...kinds);
  }

  setRelayOnly(relayOnly: boolean): void {
    this.#wish({ relayOnly });
    this.#attendance?.setRelayOnly(relayOnly);
  }

  async examine(peer: PeerId | null = null): Promise<Examination> {
    const { examine } = await loadDoctor();
    return await examine({
      ports: this.#ports,
      room: this.#identity.peek()?.room ?? null,
      relayOnly: this.relayOnly.peek(),
      media: this.media.peek(),
      link: peer === null ? null : this.#attendance?.witness(peer) ?? null,
    });
  }

  async prepareExamination(): Promise<boolean> {
    // Whoever asks later asks again, and is told if it fails then.
    return await loadDoctor().then(() => true, () => false);
  }

  see(view: ViewName, tiles: DrawnTiles, scale?: number): void {
    this.#attendance?.viewing.see(view, tiles, scale);
  }

  prefer(change: Partial<Preferences>): void {
    this.preferences.value = { ...this.preferences.peek(), ...change };
    writePreferences(this.#ports.storage, this.preferences.peek());
    void this.#source.setOriginal(this.preferences.peek().originalSound);
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.leave();
    this.#lookout?.[Symbol.dispose]();
    this.quality[Symbol.dispose]();
    for (const end of this.#endings) end();
    this.#voices[Symbol.dispose]();
    this.#source[Symbol.dispose]();
    this.#screen[Symbol.dispose]();
    this.talk.peek()?.[Symbol.dispose]();
  }

  async #start(): Promise<void> {
    if (!this.#ports.media.available) return await this.#source.start();
    const identity = await this.#ready;
    if (this.#disposed) return;
    this.#identity.value = identity;
    const { record } = identity;
    if (record !== null && continuesCall(record, this.#ports.now())) {
      this.#source.setMuted(record.muted);
      if (!record.cameraOn) this.#source.setCamera(false);
      this.#hand.value = record.hand;
      this.#dispatch({ type: "join", charter: record.charter });
    }
    this.#look();
    await this.#source.start();
  }

  #presenceNow(): Presence {
    const { camera, microphone, muted } = this.#source.state.value;
    return {
      name: this.#wishes.value.name,
      microphone: microphone.state !== "on" ? "none" : muted ? "muted" : "on",
      camera: camera.state === "on" ? "on" : "off",
      screen: this.#screen.share.value === null ? "off" : "on",
      hand: this.#hand.value,
    };
  }

  #view(): CallState {
    const call = this.#call.value;
    switch (call.phase) {
      case "lobby":
      case "joining":
      case "ended":
        return call;
      case "in-call": {
        const { since, signaling, capacity, roster } = call;
        const self = this.#identity.value!.self;
        const participants: Participant[] = [
          { ...this.#presence.value, peer: self, self: true, link: "live" },
        ];
        for (const [peer, { profile, link }] of roster.peers) {
          participants.push({ ...profile, peer, self: false, link });
        }
        return { phase: "in-call", since, signaling, capacity, participants, doors: doorsIn(call) };
      }
    }
  }

  /** The microphones of the others, as far as they are on and have arrived. */
  #audible(): Map<PeerId, MediaStreamTrack> {
    const call = this.#call.value;
    const tracks = this.#tracks.value;
    const audible = new Map<PeerId, MediaStreamTrack>();
    if (call.phase !== "in-call") return audible;
    for (const [peer, { profile }] of call.roster.peers) {
      const track = tracks.get(peer)?.microphone;
      if (profile.microphone === "on" && track !== undefined) audible.set(peer, track);
    }
    return audible;
  }

  #hearSelf(level: number): void {
    const identity = this.#identity.peek();
    if (identity === null || this.#call.peek().phase !== "in-call") return;
    this.#voices.hearSelf(identity.self, level, this.media.peek().muted);
  }

  #dispatch(event: CallEvent): void {
    const { call, effects } = this.#stepCall(this.#call.peek(), event);
    if (effects.some(({ type }) => type === "open-link")) this.#held.hold();
    this.#call.value = call;
    if (!isMeeting(call)) this.#held.release();
    for (const effect of effects) this.#carryOut(effect);
  }

  #look(): void {
    const identity = this.#identity.peek();
    if (identity === null || this.#lookout !== null || this.#call.peek().phase !== "lobby") return;
    const onView = (view: RoomView | null) => this.room.value = view;
    this.#lookout = new Lookout({ ports: this.#ports, identity, onView });
  }

  #carryOut(effect: CallEffect): void {
    switch (effect.type) {
      case "connect":
        return this.#connect();
      case "disconnect":
        return this.#disconnect();
      case "forget":
        return this.#remember(false);
      case "move":
        return void this.#move(effect.key as LinkKey, effect.leads);
      default:
        return this.#attendance?.carryOut(effect);
    }
  }

  #connect(): void {
    this.#ports.mark("lagoon:join");
    void this.#source.start();
    void this.#enter(1);
  }

  /**
   * A server that does not give us the code is away, mostly: that is a failed try. If it answered a moment ago it has
   * another version's code by now ([V7]).
   */
  async #enter(attempts: number, answered = false): Promise<void> {
    const { now, setTimer, askServer } = this.#ports;
    const identity = this.#identity.peek();
    // Whoever has both says hello before anything is drawn.
    if (this.#stay !== null && identity !== null) return this.#attend(identity, this.#stay);
    const stay = await this.#loadStay().catch(() => null);
    if (this.#call.peek().phase !== "joining") return;
    if (stay !== null) return this.#attend(await this.#ready, stay);
    if (answered) return this.#dispatch({ type: "outdated", now: now() });
    this.#dispatch({ type: "socket-closed", code: ABNORMAL, attempts, toldMs: 0, now: now() });
    const { there } = await askServer((await this.#ready).room);
    setTimer(() => this.#enter(attempts + 1, there), AGAIN_MS);
  }

  async #loadStay(): Promise<Stay> {
    const { loadStay = fetchStay } = this.#options;
    return this.#stay = await loadStay();
  }

  #attend(identity: Identity, stay: Stay): void {
    this.#stepCall = stay.stepCall;
    if (this.#call.peek().phase !== "joining" || this.#attendance !== null) return;
    const { judge } = this.#options;
    const socket = this.#lookout?.release() ?? null;
    this.#lookout = null;
    this.#attendance = new stay.Attendance({
      ports: this.#ports,
      identity,
      socket,
      call: () => this.#call.peek(),
      relayOnly: this.relayOnly.peek(),
      presence: () => this.#presence.peek(),
      dispatch: (event) => this.#dispatch(event),
      onTracks: (peer, tracks) => this.#setTracks(peer, tracks),
      onTalk: (event) => this.talk.peek()?.hear(event),
      judge,
    });
    this.#sendTracks(this.media.peek(), this.screen.peek());
    this.#attendance.open();
  }

  /** Nobody speaks in writing before they are in a call. The conversation outlives one stay in it, as a page does. */
  #openTalk(): void {
    if (this.talk.peek() !== null) return;
    this.talk.value = this.#stay!.createTalk({
      self: this.#identity.peek()!.self,
      call: this.#now,
      tell: (peer, body) => this.#attendance?.tell(peer, body),
      openFiles: (peer) => this.#attendance?.openFiles(peer) ?? null,
      ports: this.#ports,
    });
  }

  #disconnect(): void {
    this.#attendance?.[Symbol.dispose]();
    this.#attendance = null;
    // Whoever thinks better of joining before there is an attendance still looks.
    this.#lookout?.[Symbol.dispose]();
    this.#lookout = null;
    this.#tracks.value = new Map();
    this.room.value = null;
    this.#hand.value = null;
    this.#screen.stop();
    this.#source.stop();
  }

  /** Everybody goes to the other room by themselves; who leads tells them first, and shuts the door behind all. */
  async #move(key: LinkKey, leads: boolean): Promise<void> {
    const attendance = this.#attendance;
    const before = this.#identity.peek();
    if (attendance === null || before === null) return;
    if (leads) attendance.announceMove(key);
    const identity = await this.#openIdentity(key, this.#ports, before.seat);
    if (leads) {
      await new Promise<void>((resolve) => this.#ports.setTimer(resolve, LEAD_MS));
      attendance.closeRoom();
    }
    // We may have left meanwhile.
    if (this.#attendance !== attendance) return;
    writeSeat(this.#ports.storage, { ...this.#seatRecord(before), inCall: false });
    this.#identity.value = identity;
    this.key.value = key;
    this.#ports.page.replaceFragment(key);
    attendance.move(identity);
    this.#remember(true);
  }

  #setTracks(peer: PeerId, tracks: TracksBySource | null): void {
    const all = new Map(this.#tracks.peek());
    if (tracks === null) all.delete(peer);
    else all.set(peer, tracks);
    this.#tracks.value = all;
  }

  /** Muted means that nothing is sent, not that silence is. */
  #sendTracks({ camera, microphone, muted }: MediaState, screen: ScreenShare | null): void {
    const sent: Record<Source, MediaStreamTrack | null> = {
      "camera": camera.state === "on" ? camera.track : null,
      "microphone": microphone.state === "on" && !muted ? microphone.track : null,
      "screen": screen?.video ?? null,
      "screen-audio": screen?.audio ?? null,
    };
    for (const [source, track] of Object.entries(sent)) {
      this.#attendance?.setTrack(source as Source, track);
    }
  }

  #wish(change: Partial<Wishes>): void {
    this.#wishes.value = { ...this.#wishes.peek(), ...change };
    writeWishes(this.#ports.storage, this.#wishes.peek());
  }

  /** Again and again, so that it does not grow old while nothing changes. Returns what ends it. */
  #keepRemembering(): () => void {
    const again = () => {
      this.#remember(true);
      cancel = this.#ports.setTimer(again, REMEMBER_MS);
    };
    let cancel = () => {};
    again();
    return () => cancel();
  }

  #remember(inCall: boolean): void {
    const identity = this.#identity.peek();
    if (identity === null) return;
    writeSeat(this.#ports.storage, { ...this.#seatRecord(identity), inCall });
  }

  #seatRecord({ room, seat }: Identity): Omit<SeatRecord, "inCall"> {
    const { muted, camera } = this.media.peek();
    const call = this.#call.peek();
    return {
      room,
      seat,
      muted,
      cameraOn: camera.state !== "off",
      hand: this.#hand.peek(),
      charter: charterIn(call),
      at: this.#ports.now(),
    };
  }

  /** For a reload or for good: the others need not wait to find out, and a reload comes back by itself. */
  #pageLeaves(): void {
    if (this.#call.peek().phase === "in-call") this.#remember(true);
    this.#attendance?.sayBye();
  }
}

/** Few need it, and none before something is the matter. */
function loadDoctor(): Promise<typeof import("./doctor/examine.ts")> {
  return import("./doctor/examine.ts");
}

/** Whether there is somebody whom we are not linked to yet. */
function isMeeting(call: Call): boolean {
  return call.phase === "in-call" &&
    [...call.roster.peers.values()].some(({ link }) => link === "connecting");
}

function charterIn(call: Call): Charter | null {
  return call.phase === "in-call" ? call.doors.charter : null;
}

function doorsIn(call: Extract<Call, { phase: "in-call" }>): DoorState {
  const host = hostOf(call);
  return {
    host,
    hosting: host === call.doors.self,
    locked: call.doors.charter?.locked ?? false,
    waiting: waitingIn(call).map(({ peer, profile }) => ({ peer, name: profile.name })),
  };
}
