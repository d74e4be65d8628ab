/**
 * The shell of a call: owns the socket, the mesh and the devices, hands what happens to `stepCall`,
 * and carries out what it decides. Everything the page draws is a signal here.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LinkKey } from "../crypto/link_key.ts";
import { assertNever } from "../protocol/assert_never.ts";
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { PROTOCOL_VERSION } from "../protocol/limits.ts";
import { type PeerId, SESSION_ID_BYTES, type SessionId } from "../protocol/ids.ts";
import { cleanName, decodeProfile, encodeProfile, type Profile } from "../protocol/profile.ts";
import { encodeRelayFrame, splitRelayFrame } from "../protocol/relay_frame.ts";
import {
  type ClientMessage,
  decodeServerMessage,
  type IceServer,
  type SeatedPeer,
  type ServerMessage,
} from "../protocol/signaling.ts";
import { type Call, type CallEffect, type CallEvent, type Introduction, stepCall } from "./call.ts";
import type { CallState, Participant, Presence } from "./call_state.ts";
import { type Identity, openIdentity } from "./identity.ts";
import { MediaSource } from "./media_source.ts";
import type { MediaState, TracksBySource } from "./media_state.ts";
import { Mesh, type MeshEvent, type MeshOptions } from "./mesh.ts";
import type { Ports } from "./ports.ts";
import { continuesCall, readWishes, type Wishes, writeSeat, writeWishes } from "./remembered.ts";
import type { CallSession } from "./session_types.ts";
import { SignalingChannel, type SignalingEvent } from "./signaling_channel.ts";
import { TaskQueue } from "./task_queue.ts";

export interface CallSessionOptions {
  key: LinkKey;
  ports: Ports;
  /** @default {openIdentity} */
  openIdentity?: (key: LinkKey, ports: Ports) => Promise<Identity>;
  /** @default {judgeOffer} */
  judge?: NonNullable<MeshOptions["judge"]>;
}

/** Opens the lobby of a call. Asks for the devices at once, for the preview. */
export function createCallSession(options: CallSessionOptions): CallSession {
  return new Session(options);
}

class Session implements CallSession {
  readonly call: ReadonlySignal<CallState>;
  readonly media: ReadonlySignal<MediaState>;
  readonly tracks: ReadonlySignal<ReadonlyMap<PeerId, TracksBySource>>;
  readonly level: ReadonlySignal<number>;
  readonly name: ReadonlySignal<string>;

  readonly #ports: Ports;
  readonly #judge: MeshOptions["judge"];
  readonly #call: Signal<Call> = signal<Call>({ phase: "lobby" });
  readonly #tracks = signal<ReadonlyMap<PeerId, TracksBySource>>(new Map());
  readonly #wishes: Signal<Wishes>;
  readonly #identity = signal<Identity | null>(null);
  readonly #ready: Promise<Identity>;
  readonly #source: MediaSource;
  /** Keeps what the server says in order, though opening it takes time. */
  readonly #inbox = new TaskQueue();
  readonly #outbox = new TaskQueue();
  readonly #endings: (() => void)[] = [];

  #channel: SignalingChannel | null = null;
  #mesh: Mesh | null = null;
  #iceServers: readonly IceServer[] = [];
  #session: SessionId | null = null;
  #revision = 0;
  /** What the others know of us, or will when what is under way arrives. */
  #told: Presence | null = null;
  #disposed = false;

  constructor({ key, ports, openIdentity: open = openIdentity, judge }: CallSessionOptions) {
    this.#ports = ports;
    this.#judge = judge;
    const wishes = readWishes(ports.storage);
    this.#wishes = signal(wishes);
    const { camera, microphone, speaker } = wishes;
    this.#source = new MediaSource(ports.media, {
      camera: true,
      muted: false,
      chosen: { camera, microphone, speaker },
    });
    this.call = computed(() => this.#view());
    this.media = this.#source.state;
    this.tracks = this.#tracks;
    this.level = this.#source.level;
    this.name = computed(() => this.#wishes.value.name);
    // An insecure page has neither devices nor WebCrypto: it never gets further than the lobby.
    this.#ready = ports.media.available ? open(key, ports) : new Promise(() => {});
    this.#endings.push(
      effect(() => this.#sendTracks(this.media.value)),
      effect(() => this.#sendPresence(this.#presence.value)),
      ports.page.on("leave", () => this.#pageLeaves()),
      ports.page.on("online", () => this.#online()),
    );
    void this.#start();
  }

  join(): void {
    this.#dispatch({ type: "join" });
  }

  leave(): void {
    this.#dispatch({ type: "leave", now: this.#ports.now() });
  }

  back(): void {
    this.#dispatch({ type: "back" });
    void this.#source.start();
  }

  rename(name: string): void {
    this.#wish({ name: cleanName(name) });
  }

  setMuted(muted: boolean): void {
    this.#source.setMuted(muted);
  }

  setCamera(on: boolean): void {
    this.#source.setCamera(on);
  }

  share(source: "screen" | "screen-audio", track: MediaStreamTrack | null): void {
    this.#mesh?.setTrack(source, track);
  }

  choose(kind: "camera" | "microphone" | "speaker", deviceId: string): void {
    this.#wish({ [kind]: deviceId });
    this.#source.choose(kind, deviceId);
  }

  retry(kind: "camera" | "microphone"): void {
    this.#source.retry(kind);
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.leave();
    for (const end of this.#endings) end();
    this.#source[Symbol.dispose]();
  }

  readonly #presence = computed<Presence>(() => {
    const { camera, microphone, muted } = this.#source.state.value;
    return {
      name: this.#wishes.value.name,
      microphone: microphone.state !== "on" ? "none" : muted ? "muted" : "on",
      camera: camera.state === "on" ? "on" : "off",
    };
  });

  async #start(): Promise<void> {
    if (!this.#ports.media.available) return await this.#source.start();
    const identity = await this.#ready;
    if (this.#disposed) return;
    this.#identity.value = identity;
    const { record } = identity;
    if (record !== null && continuesCall(record, this.#ports.now())) {
      this.#source.setMuted(record.muted);
      if (!record.cameraOn) this.#source.setCamera(false);
      this.join();
    }
    await this.#source.start();
  }

  #view(): CallState {
    const call = this.#call.value;
    switch (call.phase) {
      case "lobby":
      case "ended":
        return call;
      case "joining":
        return { phase: "joining", attempts: call.attempts };
      case "in-call": {
        const { since, signaling, capacity, peers } = call;
        const self = this.#identity.value!.self;
        const participants: Participant[] = [
          { ...this.#presence.value, peer: self, self: true, link: "live" },
        ];
        for (const [peer, { profile, link }] of peers) {
          const { name, microphone, camera } = profile;
          participants.push({ name, microphone, camera, peer, self: false, link });
        }
        return { phase: "in-call", since, signaling, capacity, participants };
      }
    }
  }

  #dispatch(event: CallEvent): void {
    const { call, effects } = stepCall(this.#call.peek(), event);
    this.#call.value = call;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: CallEffect): void {
    switch (effect.type) {
      case "connect":
        return this.#connect();
      case "disconnect":
        return this.#disconnect();
      case "hello":
        void this.#hello();
        return;
      case "say-goodbye":
        this.#say({ type: "leave" });
        return;
      case "open-link":
        return this.#mesh?.open(effect.peer, effect.session);
      case "close-link":
        this.#mesh?.close(effect.peer);
        return this.#forgetTracks(effect.peer);
      case "close-links":
        this.#mesh?.[Symbol.dispose]();
        this.#mesh = null;
        this.#tracks.value = new Map();
        return;
      case "resend":
        return this.#mesh?.carrierReturned(effect.peer === "everyone" ? undefined : effect.peer);
      case "remember":
        return this.#remember(effect.inCall);
      default:
        assertNever(effect);
    }
  }

  #connect(): void {
    const { random, setTimer, randomBytes } = this.#ports;
    this.#ports.mark("lagoon:join");
    // Every join is a life of its own, so that nothing said to an earlier one is taken for this one.
    this.#session = toBase64Url(randomBytes(SESSION_ID_BYTES)) as SessionId;
    this.#revision = 0;
    void this.#source.start();
    void this.#ready.then((identity) => {
      if (this.#call.peek().phase !== "joining" || this.#channel !== null) return;
      const channel: SignalingChannel = new SignalingChannel({
        connect: () => this.#ports.connect(identity.room),
        random,
        setTimer,
        onEvent: (event) => this.#signaling(event, channel),
      });
      this.#channel = channel;
      this.#mesh = this.#newMesh(identity);
      channel.open();
    });
  }

  #disconnect(): void {
    this.#channel?.[Symbol.dispose]();
    this.#channel = null;
    this.#source.stop();
  }

  #signaling(event: SignalingEvent, channel: SignalingChannel): void {
    // By the time something has been opened, we may have left, or left and come back.
    const inOrder = (task: () => void | Promise<void>) =>
      this.#inbox.run(() => channel === this.#channel ? task() : undefined);
    switch (event.type) {
      case "open":
        this.#ports.mark("lagoon:signaling-open");
        return this.#dispatch({ type: "socket-open" });
      case "closed": {
        const { code, attempts } = event;
        inOrder(() =>
          this.#dispatch({ type: "socket-closed", code, attempts, now: this.#ports.now() })
        );
        return;
      }
      case "text": {
        const decoded = decodeServerMessage(event.text);
        if (decoded.ok) inOrder(() => this.#hear(decoded.value));
        return;
      }
      case "binary": {
        const frame = splitRelayFrame(event.frame);
        if (frame === null) return;
        const from = toBase64Url(frame.peer) as PeerId;
        inOrder(() => this.#mesh?.receive(from, frame.payload));
        return;
      }
    }
  }

  /** Takes a message of the server, opening what is sealed in it. */
  async #hear(message: ServerMessage): Promise<void> {
    switch (message.type) {
      case "welcome": {
        this.#iceServers = message.iceServers;
        const opened = await Promise.all(message.participants.map((one) => this.#open(one)));
        const introductions = opened.filter((one) => one !== null);
        this.#channel?.settled();
        this.#ports.mark("lagoon:welcome");
        const { capacity } = message;
        this.#dispatch({ type: "welcome", capacity, introductions, now: this.#ports.now() });
        // Something may have changed while we were on our way in.
        return this.#sendPresence(this.#presence.peek());
      }
      case "participant-joined":
      case "participant-updated": {
        const introduction = await this.#open(message.participant);
        if (introduction !== null) this.#dispatch({ type: "introduced", introduction });
        return;
      }
      case "participant-left":
        return this.#dispatch({ type: "left", peer: message.peer, reason: message.reason });
      case "error":
        return this.#dispatch({ type: "refused", code: message.code });
      case "ping":
        return this.#channel?.send(JSON.stringify({ type: "pong" }));
      case "draining":
      case "pong":
        // Both are answered by the channel: one closes the socket, the other shows that it lives.
        return;
      default:
        assertNever(message);
    }
  }

  /** Whoever cannot show the key of the room is not in it, whatever the server says. */
  async #open({ peer, profile }: SeatedPeer): Promise<Introduction | null> {
    const { seal, self } = await this.#ready;
    const sealed = fromBase64Url(profile);
    if (sealed === null || peer === self) return null;
    const opened = await seal.openShared(peer, sealed);
    const decoded = opened.ok ? decodeProfile(opened.plaintext) : null;
    return decoded && { peer, profile: decoded };
  }

  #newMesh({ self, seal }: Identity): Mesh {
    const { createPeerConnection, createStream, setTimer } = this.#ports;
    const mesh = new Mesh({
      self,
      session: this.#session!,
      seal,
      createPeerConnection: () =>
        createPeerConnection({ iceServers: [...this.#iceServers], bundlePolicy: "max-bundle" }),
      createStream,
      setTimer,
      ...(this.#judge === undefined ? {} : { judge: this.#judge }),
      onEvent: (event) => this.#meshEvent(event),
    });
    this.#sendTracksTo(mesh, this.media.peek());
    return mesh;
  }

  #meshEvent(event: MeshEvent): void {
    switch (event.type) {
      case "link":
        if (event.state === "live") this.#ports.mark(`lagoon:peer-connected:${event.peer}`);
        return this.#dispatch(event);
      case "bye":
        return this.#dispatch(event);
      case "tracks":
        this.#tracks.value = new Map(this.#tracks.peek()).set(event.peer, event.tracks);
        return;
      case "frame":
        return this.#channel?.send(encodeRelayFrame(fromBase64Url(event.peer)!, event.payload));
      case "rebuilt":
        return this.#forgetTracks(event.peer);
      default:
        assertNever(event);
    }
  }

  #forgetTracks(peer: PeerId): void {
    const tracks = new Map(this.#tracks.peek());
    if (tracks.delete(peer)) this.#tracks.value = tracks;
  }

  #say(message: ClientMessage): void {
    this.#channel?.send(JSON.stringify(message));
  }

  #hello(): Promise<void> {
    return this.#outbox.run(async () => {
      const { seat } = await this.#ready;
      const profile = await this.#sealedProfile();
      this.#say({ type: "hello", version: PROTOCOL_VERSION, seat, profile });
    });
  }

  #sendPresence(presence: Presence): void {
    if (this.#call.peek().phase !== "in-call" || samePresence(presence, this.#told)) return;
    this.#remember(true);
    void this.#outbox.run(async () => {
      const profile = await this.#sealedProfile();
      const call = this.#call.peek();
      // While the server is away there is nobody to tell; the next hello will.
      if (call.phase === "in-call" && call.signaling === "open") {
        this.#say({ type: "update", profile });
      }
    });
  }

  async #sealedProfile(): Promise<string> {
    const { seal } = await this.#ready;
    this.#revision += 1;
    this.#told = this.#presence.peek();
    const profile: Profile = {
      ...this.#told,
      session: this.#session!,
      revision: this.#revision,
    };
    return toBase64Url(await seal.seal("everyone", encodeProfile(profile)));
  }

  #sendTracks(media: MediaState): void {
    if (this.#mesh !== null) this.#sendTracksTo(this.#mesh, media);
  }

  /** Muted means that nothing is sent, not that silence is. */
  #sendTracksTo(mesh: Mesh, { camera, microphone, muted }: MediaState): void {
    mesh.setTrack("camera", camera.state === "on" ? camera.track : null);
    mesh.setTrack("microphone", microphone.state === "on" && !muted ? microphone.track : null);
  }

  #wish(change: Partial<Wishes>): void {
    this.#wishes.value = { ...this.#wishes.peek(), ...change };
    writeWishes(this.#ports.storage, this.#wishes.peek());
  }

  #remember(inCall: boolean): void {
    const identity = this.#identity.peek();
    if (identity === null) return;
    const { muted, camera } = this.media.peek();
    writeSeat(this.#ports.storage, {
      room: identity.room,
      seat: identity.seat,
      inCall,
      muted,
      cameraOn: camera.state !== "off",
      at: this.#ports.now(),
    });
  }

  /** For a reload or for good: the others need not wait to find out, and a reload comes back by itself. */
  #pageLeaves(): void {
    const { phase } = this.#call.peek();
    if (phase === "in-call") this.#remember(true);
    if (phase === "in-call" || phase === "joining") this.#say({ type: "leave" });
  }

  #online(): void {
    this.#channel?.retryNow();
    this.#mesh?.restartIce();
  }
}

function samePresence(a: Presence, b: Presence | null): boolean {
  return a.name === b?.name && a.microphone === b.microphone && a.camera === b.camera;
}
