/**
 * One stay in a call, from Join to the end: its socket, its mesh and what it says of us. Everything that
 * happens is told as a `CallEvent`; what `stepCall` decides about links and words is carried out here.
 */
import type { LinkKey } from "../crypto/link_key.ts";
import { safetyCode } from "../crypto/safety_code.ts";
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { type PeerId, SESSION_ID_BYTES, type SessionId } from "../protocol/ids.ts";
import { PROTOCOL_VERSION, RESUME_GRACE_MS } from "../protocol/limits.ts";
import type { Trouble } from "../protocol/peer_messages.ts";
import { encodeRelayFrame, splitRelayFrame } from "../protocol/relay_frame.ts";
import type { ClientMessage, SeatedPeer, ServerMessage } from "../protocol/signaling.ts";
import type { Call, CallEffect, CallEvent } from "./way_in.ts";
import type { Presence } from "./call_state.ts";
import { hostOf } from "./door_view.ts";
import { IceProvision } from "./ice_provision.ts";
import type { Identity } from "./identity.ts";
import { Introductions } from "./introductions.ts";
import type { Measurement } from "./link_quality.ts";
import type { LinkWitness } from "./link_witness.ts";
import type { Source, TracksBySource } from "./media_state.ts";
import { Mesh, type MeshEvent, type MeshOptions } from "./mesh.ts";
import { MovingSeal } from "./moving_seal.ts";
import type { FileChannel } from "./peer_link.ts";
import { Pictures } from "./pictures.ts";
import type { Ports, Socket } from "./ports.ts";
import { isScout } from "./reconnect_policy.ts";
import type { Introduction } from "./roster.ts";
import { SignalingChannel, type SignalingEvent } from "./signaling_channel.ts";
import type { TalkEvent } from "./talk_types.ts";
import { TaskQueue } from "./task_queue.ts";
import { Viewing } from "./viewing.ts";

export interface AttendanceOptions {
  ports: Ports;
  identity: Identity;
  /** The call as it stands. */
  call: () => Call;
  /** Whether to be reached through relays only, to begin with. */
  relayOnly: boolean;
  /** What is true of us now. */
  presence: () => Presence;
  /** Through which we looked into the room from the lobby, if we did. */
  socket: Socket | null;
  dispatch: (event: CallEvent) => void;
  /** What a peer sends from now on; `null` for nothing any more. */
  onTracks: (peer: PeerId, tracks: TracksBySource | null) => void;
  /** What concerns what people say to each other. */
  onTalk: (event: TalkEvent) => void;
  judge?: MeshOptions["judge"];
}

/** What `stepCall` leaves to a stay. */
export type StayEffect = Exclude<
  CallEffect,
  { type: "connect" | "disconnect" | "forget" | "move" }
>;

/** How long we wait for somebody who may only be reloading, or for a word about the doors, in milliseconds. */
const PATIENCE_MS = RESUME_GRACE_MS + 1_000;
/** How long the key of a link that was replaced still opens what others sealed with it, in milliseconds. */
const OLD_KEY_MS = 30_000;

export class Attendance implements Disposable {
  /** How our pictures are encoded. */
  readonly pictures: Pictures;
  /** What of theirs we see. */
  readonly viewing: Viewing;
  readonly #options: AttendanceOptions;
  readonly #channel: SignalingChannel;
  readonly #mesh: Mesh;
  readonly #ice: IceProvision;
  readonly #introductions: Introductions;
  readonly #seal: MovingSeal;
  #identity: Identity;
  /** Opening takes time; this keeps what others say in order. */
  readonly #inbox = new TaskQueue();
  /** Sealing takes time; this keeps what we say in order. */
  readonly #outbox = new TaskQueue();
  /** What each peer said last of its own side. */
  readonly #troubles = new Map<PeerId, Trouble>();
  #ended = false;

  constructor(options: AttendanceOptions) {
    this.#options = options;
    const { ports, identity, relayOnly, judge } = options;
    const { setTimer, randomBytes, now, createPeerConnection, createStream } = ports;
    // Every stay is a life of its own, so that nothing said to an earlier one is taken for this one.
    const session = toBase64Url(randomBytes(SESSION_ID_BYTES)) as SessionId;
    // Later than any before it, even on a clock that was set back.
    const since = Math.max(now(), (identity.record?.at ?? 0) + 1);
    this.#identity = identity;
    const seal = this.#seal = new MovingSeal(identity.seal);
    this.#introductions = new Introductions({ self: identity.self, seal }, { session, since });
    this.#channel = new SignalingChannel({
      ports,
      room: () => this.#identity.room,
      first: options.socket,
      isScout: () => this.#isScout(),
      onEvent: (event) => this.#signaling(event),
    });
    this.#ice = new IceProvision({
      relayOnly,
      now,
      setTimer,
      ask: () => this.#say({ type: "ice" }),
      onChange: (configuration, who) => this.#mesh.configure(configuration, who),
    });
    this.#mesh = new Mesh({
      self: identity.self,
      session,
      seal,
      createPeerConnection: () => createPeerConnection(this.#ice.configuration),
      createStream,
      now,
      setTimer,
      judge,
      onEvent: (event) => this.#meshEvent(event),
    });
    this.pictures = new Pictures({
      setTimer,
      encode: (peer, encodings) => this.#mesh.encode(peer, encodings),
    });
    this.viewing = new Viewing({
      isShown: ports.page.isShown,
      setTimer,
      onTell: (peer, drawn) => this.#mesh.tell(peer, drawn),
    });
  }

  open(): void {
    this.#channel.open();
  }

  setTrack(source: Source, track: MediaStreamTrack | null): void {
    this.#mesh.setTrack(source, track);
    this.pictures.setTrack(source, track);
  }

  setRelayOnly(relayOnly: boolean): void {
    this.#ice.setRelayOnly(relayOnly);
  }

  witness(peer: PeerId): LinkWitness {
    return this.#mesh.witness(peer);
  }

  /** Tells everyone what is true of us now, unless they know: by their links, and through the server. */
  tellPresence(): void {
    const { presence, call } = this.#options;
    if (this.#introductions.hasTold(presence())) return;
    this.#introduce((participant) => {
      this.#mesh.introduceSelf(participant);
      const now = call();
      // Before the server has welcomed us, the welcome itself is what tells it.
      const welcomed = now.phase === "in-call" && now.signaling === "open";
      if (welcomed) this.#say({ type: "update", profile: participant.profile });
    });
  }

  /** Says something to a peer; what, is for `talk.ts` to know. */
  tell(peer: PeerId, body: unknown): void {
    this.#mesh.tell(peer, { type: "talk", body });
  }

  /** What files travel on to a peer; `null` while there is no way. */
  openFiles(peer: PeerId): FileChannel | null {
    return this.#mesh.openFiles(peer);
  }

  /** What the browser knows of every connection now. */
  measure(): Promise<ReadonlyMap<PeerId, Measurement>> {
    return this.#mesh.measure();
  }

  troubleOf(peer: PeerId): Trouble {
    return this.#troubles.get(peer) ?? "none";
  }

  tellTrouble(what: Trouble): void {
    this.#mesh.tellAll({ type: "trouble", what });
  }

  /** The network changed: whatever waited need not, and the old paths may be gone. */
  networkChanged(): void {
    this.#channel.retryNow();
    this.#mesh.restartIce();
  }

  /** Says goodbye in no time at all, for a page that is going. */
  sayBye(): void {
    this.#mesh.sayBye();
    this.#say({ type: "leave" });
  }

  carryOut(effect: StayEffect): void {
    switch (effect.type) {
      case "hello":
        return this.#hello();
      case "say-goodbye":
        this.#mesh.leave();
        return this.#say({ type: "leave" });
      case "open-link":
        return this.#mesh.open(effect.peer, effect.session);
      case "close-link":
        this.#mesh.close(effect.peer);
        this.#troubles.delete(effect.peer);
        return this.#gone(effect.peer);
      case "resend":
        return this.#mesh.resend(effect.peer);
      case "seek-server":
        return this.#channel.seekAgain(effect.patience);
      case "relay":
        return this.#mesh.setRelay(effect.open);
      case "gossip":
        return this.#gossip();
      case "server-seen":
        return this.#mesh.tellAll({ type: "server-seen" });
      case "tell-charter": {
        const { charter, to } = effect;
        if (to === null) return this.#mesh.tellAll({ type: "charter", charter });
        return this.#mesh.tell(to, { type: "charter", charter });
      }
      case "show-out":
        this.#mesh.showOut(effect.peer, { type: "charter", charter: effect.charter });
        return this.#gone(effect.peer);
      case "await-charter":
        return this.#later(() => ({ type: "charter-late", now: this.#options.ports.now() }));
      case "await-return":
        return this.#later(() => ({ type: "given-up", peer: effect.peer }));
      case "want-doors":
        return this.#say({ type: "doors", ...effect.wanted });
      case "decline":
        return this.#say(effect);
      default:
        effect satisfies never;
    }
  }

  /** Tells the others where the call goes, while they can still read it. */
  announceMove(key: LinkKey): void {
    this.#mesh.tellAll({ type: "new-link", key });
  }

  /** Nobody shall wait in the room that we are about to leave. */
  closeRoom(): void {
    this.#say({ type: "replace-link" });
  }

  /** Goes on in another room under another key. Links stay: what they carry is sealed anew. */
  move(identity: Identity): void {
    this.#identity = identity;
    void this.#outbox.run(() => {
      const forget = this.#seal.moveTo(identity.seal);
      this.#options.ports.setTimer(forget, OLD_KEY_MS);
      this.#mesh.resealed();
      // Until the other room has welcomed us it relays nothing.
      this.#mesh.setRelay(false);
      this.#channel.move();
    });
  }

  /** The safety code of the link to a peer; `null` until it is through. */
  async safetyCode(peer: PeerId): Promise<string | null> {
    const { room } = this.#identity;
    const fingerprints = await this.#mesh.fingerprints(peer);
    return fingerprints && await safetyCode({ roomBytes: fromBase64Url(room)! }, fingerprints);
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    this.#ice[Symbol.dispose]();
    this.#channel[Symbol.dispose]();
    this.#mesh[Symbol.dispose]();
  }

  #signaling(event: SignalingEvent): void {
    switch (event.type) {
      case "open":
        this.#options.ports.mark("lagoon:signaling-open");
        return this.#dispatch({ type: "socket-open" });
      case "closed": {
        const { code, attempts, toldMs } = event;
        const { now } = this.#options.ports;
        return this.#inOrder(() =>
          this.#dispatch({ type: "socket-closed", code, attempts, toldMs, now: now() })
        );
      }
      case "message":
        return this.#inOrder(() => this.#hear(event.message));
      case "binary": {
        const frame = splitRelayFrame(event.frame);
        if (frame === null) return;
        const from = toBase64Url(frame.peer) as PeerId;
        return this.#inOrder(() => this.#mesh.receive(from, frame.payload));
      }
      default:
        event satisfies never;
    }
  }

  #gone(peer: PeerId): void {
    this.viewing.forget(peer);
    this.pictures.close(peer);
    this.#options.onTracks(peer, null);
  }

  #inOrder(task: () => void | Promise<void>): void {
    this.#inbox.run(() => this.#ended ? undefined : task());
  }

  #dispatch(event: CallEvent): void {
    if (!this.#ended) this.#options.dispatch(event);
  }

  #later(event: () => CallEvent): void {
    this.#options.ports.setTimer(() => this.#dispatch(event()), PATIENCE_MS);
  }

  /** Takes a message of the server, opening what is sealed in it. */
  async #hear(message: ServerMessage): Promise<void> {
    switch (message.type) {
      case "welcome": {
        this.#ice.take(message.iceServers, message.iceTtl);
        const { capacity, doors } = message;
        const { self } = this.#identity;
        const introductions = await this.#openAll(message.participants);
        const knocks = await this.#openAll(message.knocks);
        this.#channel.settled();
        const { ports } = this.#options;
        ports.mark("lagoon:welcome");
        const now = ports.now();
        this.#dispatch({ type: "welcome", self, capacity, introductions, doors, knocks, now });
        // Something may have changed while we were on our way in.
        return this.tellPresence();
      }
      case "ice":
        return this.#ice.take(message.iceServers, message.iceTtl);
      case "participant-joined":
      case "participant-updated":
        return await this.#introduced("server", message.participant);
      case "participant-left": {
        // That somebody was removed is for those inside to say: to us it is a seat less.
        const reason = message.reason === "left" ? "left" : "lost";
        return this.#dispatch({ type: "left", peer: message.peer, reason });
      }
      case "waiting":
        this.#channel.settled();
        return this.#dispatch({ type: "waiting" });
      case "doors":
        return this.#dispatch({ type: "server-doors", doors: message.doors });
      case "knock": {
        const introduction = await this.#introductions.open(message.participant);
        if (introduction !== null) this.#dispatch({ type: "knock", introduction });
        return;
      }
      case "knock-ended":
        return this.#dispatch({ type: "knock-ended", peer: message.peer });
      case "error":
        return this.#dispatch({ type: "refused", code: message.code });
      case "ping":
      case "draining":
      case "closing":
      case "pong":
        // For the channel: one it has answered, two come before a close, one shows that it lives.
        return;
      case "view":
        // Asked for in the lobby. The welcome will say it again.
        return;
      default:
        message satisfies never;
    }
  }

  async #openAll(participants: readonly SeatedPeer[]): Promise<Introduction[]> {
    const opened = await Promise.all(participants.map((one) => this.#introductions.open(one)));
    return opened.filter((introduction) => introduction !== null);
  }

  async #introduced(by: "server" | "self" | "friend", participant: SeatedPeer): Promise<void> {
    const introduction = await this.#introductions.open(participant);
    if (introduction !== null) this.#dispatch({ type: "introduced", by, introduction });
  }

  #meshEvent(event: MeshEvent): void {
    const { ports, onTracks, onTalk } = this.#options;
    switch (event.type) {
      case "link":
        if (event.state === "live") ports.mark(`lagoon:peer-connected:${event.peer}`);
        return this.#dispatch(event);
      case "silent":
      case "bye":
      case "new-link":
        return this.#dispatch(event);
      case "tracks":
        return onTracks(event.peer, event.tracks);
      case "introduced": {
        const { from, participant } = event;
        const by = participant.peer === from ? "self" : "friend";
        return this.#inOrder(() => this.#introduced(by, participant));
      }
      case "charter":
        return this.#dispatch({ ...event, now: ports.now() });
      case "server-seen":
        return this.#channel.retryNow();
      case "trouble":
        this.#troubles.set(event.peer, event.what);
        return;
      case "drawn":
        return this.pictures.drew(event.peer, event);
      case "frame":
        return this.#channel.send(encodeRelayFrame(fromBase64Url(event.peer)!, event.payload));
      case "rebuilt":
        this.pictures.open(event.peer);
        return onTracks(event.peer, null);
      case "open":
        this.pictures.open(event.peer);
        this.viewing.greet(event.peer);
        return this.#inOrder(() => onTalk(event));
      case "talk":
      case "talk-taken":
        return this.#inOrder(() => onTalk(event));
      default:
        event satisfies never;
    }
  }

  #hello(): void {
    this.#introduce((participant) => {
      this.#mesh.introduceSelf(participant);
      const { seat } = this.#identity;
      const { profile } = participant;
      const call = this.#options.call();
      const host = call.phase === "in-call" ? hostOf(call) : null;
      const claim = host === null ? {} : { host };
      this.#say({ type: "hello", version: PROTOCOL_VERSION, seat, profile, ...claim });
    });
  }

  #introduce(say: (participant: SeatedPeer) => void): void {
    void this.#outbox.run(async () => {
      const participant = await this.#introductions.ofSelf(this.#options.presence());
      if (!this.#ended) say(participant);
    });
  }

  /** Tells everyone whom we are linked to of everyone else. */
  #gossip(): void {
    const call = this.#options.call();
    if (call.phase !== "in-call") return;
    const live = [...call.roster.peers].filter(([, { link }]) => link === "live");
    for (const [to] of live) {
      for (const [peer, { sealed }] of live) {
        if (peer === to) continue;
        this.#mesh.tell(to, { type: "introduce", participant: { peer, profile: sealed } });
      }
    }
  }

  /** Those who wait to get in rely on nobody. */
  #isScout(): boolean {
    const call = this.#options.call();
    if (call.phase !== "in-call") return false;
    const linked = [...call.roster.peers].filter(([, { link }]) => link === "live");
    return isScout(this.#identity.self, linked.map(([peer]) => peer));
  }

  #say(message: ClientMessage): void {
    this.#channel.say(message);
  }
}
