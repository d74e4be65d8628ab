/**
 * The links to everyone else in the room, each between two sessions and on one epoch. What links say
 * travels sealed, over whichever carrier is there: the data channel of the link, the server's relay, or
 * a friend who is linked to both.
 */
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import type { Charter } from "../protocol/charter.ts";
import type { PeerId, SessionId } from "../protocol/ids.ts";
import { MAX_FRAME_BYTES } from "../protocol/limits.ts";
import {
  decodeEnvelope,
  type Drawn,
  encodeEnvelope,
  type Envelope,
  type PeerMessage,
  type Trouble,
} from "../protocol/peer_messages.ts";
import type { SeatedPeer } from "../protocol/signaling.ts";
import type { LinkState } from "./call_state.ts";
import { judgeLink, TROUBLE_MS } from "./healing_policy.ts";
import type { Researchers } from "./ice_provision.ts";
import { type Expense, Intake } from "./intake.ts";
import type { Measurement } from "./link_quality.ts";
import { LinkMonitor } from "./link_monitor.ts";
import type { LinkWitness } from "./link_witness.ts";
import type { Source, TracksBySource } from "./media_state.ts";
import { isPolite, type NegotiationState, type OfferVerdict } from "./negotiation.ts";
import { PeerChannel } from "./peer_channel.ts";
import {
  countArrivals,
  type FileChannel,
  fingerprintsOf,
  type LinkEvent,
  PeerLink,
} from "./peer_link.ts";
import type { Encodings } from "./picture_policy.ts";
import type { PeerConnection } from "./ports.ts";
import type { Seal } from "./seal.ts";
import { selectedPair } from "./selected_pair.ts";
import { TaskQueue } from "./task_queue.ts";

export type MeshEvent =
  | { type: "link"; peer: PeerId; state: LinkState }
  /** Nothing has come from this peer for so long that nobody waits any more. */
  | { type: "silent"; peer: PeerId }
  | { type: "tracks"; peer: PeerId; tracks: TracksBySource }
  | { type: "bye"; peer: PeerId }
  /** `from` tells of somebody, perhaps of itself. */
  | { type: "introduced"; from: PeerId; participant: SeatedPeer }
  /** `from` says how the doors are. */
  | { type: "charter"; from: PeerId; charter: Charter }
  /** `from` says where the call goes. */
  | { type: "new-link"; from: PeerId; key: string }
  /** `from` is in touch with the server. */
  | { type: "server-seen"; from: PeerId }
  /** The data channel to this peer opened: what needs a direct way can begin, or go on. */
  | { type: "open"; peer: PeerId }
  /** Somebody says something to us, in writing or otherwise; what it is, `talk.ts` knows. */
  | { type: "talk"; peer: PeerId; body: unknown }
  /** They have taken what we said. */
  | { type: "talk-taken"; peer: PeerId; body: unknown }
  /** What a peer's own side has trouble with. */
  | { type: "trouble"; peer: PeerId; what: Trouble }
  /** How large a peer draws what we show. */
  | { type: "drawn"; peer: PeerId } & Drawn
  /** Sealed, for the relay to carry. */
  | { type: "frame"; peer: PeerId; payload: Uint8Array<ArrayBuffer> }
  /** A link had to be built anew. */
  | { type: "rebuilt"; peer: PeerId; epoch: number };

export interface MeshOptions {
  self: PeerId;
  session: SessionId;
  seal: Seal;
  createPeerConnection: () => PeerConnection;
  /** A fresh name for the tracks that a link sends together. */
  createStream: () => MediaStream;
  now: () => number;
  setTimer: (task: () => void, ms: number) => () => void;
  onEvent: (event: MeshEvent) => void;
  /** @default {judgeOffer} */
  judge?: ((state: NegotiationState) => OfferVerdict) | undefined;
}

/** How often links are looked at, in milliseconds: hidden tabs may do it no more often. */
const TICK_MS = 1_000;
/** How often they are looked at while one of them is in trouble, in milliseconds. */
const TROUBLED_TICK_MS = 250;
/** A pause between two looks that is as long as this: the page was held up, not its timers stretched, in milliseconds. */
const HELD_UP_MS = 1_500;
/** A pause between two looks that is longer than this was a sleep, in milliseconds. */
const SLEPT_MS = 5_000;
/** What of the unheard words of people follows them to a new connection: the last ones, if there are many. */
const MAX_FOLLOWING = 128;
/** The least time between two restarts of which the second was asked for, in milliseconds. */
const RESTART_REST_MS = 1_000;
/** How long a connection is kept after the last word was said over it, in milliseconds. */
const LINGER_MS = 200;

interface Link {
  peer: PeerId;
  session: SessionId;
  epoch: number;
  channel: PeerChannel;
  peerLink: PeerLink;
  monitor: LinkMonitor;
  state: LinkState;
  /** Whether the data channel carried when we last looked. */
  trusted: boolean;
  /** The friend over whom we last heard, when it was a friend: what reached us so can go back so. */
  friend: PeerId | null;
  /** Whether the peer asked for another search, which is about to begin. */
  isRestartDue: boolean;
  /** Whether it is only there for a last thing to arrive. */
  isShownOut: boolean;
  /** When the peer last said something, by whatever way; `null` if never. */
  saidAt: number | null;
  /** Our goodbye, sealed before it is needed: a page that goes has no time to. */
  lastWord: Uint8Array<ArrayBuffer> | null;
}

export class Mesh implements Disposable {
  readonly #options: MeshOptions;
  readonly #links = new Map<PeerId, Link>();
  readonly #tracks = new Map<Source, MediaStreamTrack | null>();
  /** The last epoch of every session that we were linked to: a link that comes back continues them. */
  readonly #epochs = new Map<SessionId, number>();
  /** How much each may still ask of us. It outlives their links, or a new link would be a new purse. */
  readonly #intakes = new Map<PeerId, Intake>();
  /** Opening and sealing take time; these keep what comes and goes in order. */
  readonly #inbox = new TaskQueue();
  readonly #outbox = new TaskQueue();
  #introduction: SeatedPeer | null = null;
  #relayOpen = false;
  #friendsAsked = 0;
  /** When links were last looked at, or what was missed since then was excused. */
  #tickedAt: number;
  #cancelTick: () => void;

  constructor(options: MeshOptions) {
    this.#options = options;
    this.#tickedAt = options.now();
    this.#cancelTick = options.setTimer(() => this.#tick(), TICK_MS);
  }

  /** Builds a link to a session of a peer; one to an earlier session of it is closed. */
  open(peer: PeerId, session: SessionId): void {
    const known = this.#links.get(peer);
    if (known?.session === session && !known.isShownOut) return;
    this.close(peer);
    const epoch = (this.#epochs.get(session) ?? 0) + 1;
    const link = this.#newLink(peer, session, epoch);
    // Whoever was linked to this session before must learn that this is another link.
    if (epoch > 1) link.channel.acknowledge();
    // The page that it was said to is gone without a word, and whom it was said to is back.
    if (known?.isShownOut === false) followUp(known, link);
  }

  close(peer: PeerId): void {
    const link = this.#links.get(peer);
    if (link === undefined) return;
    this.#links.delete(peer);
    end(link);
  }

  /** Says a last thing over a link, and closes it as soon as that may have arrived. */
  showOut(peer: PeerId, message: PeerMessage): void {
    const link = this.#links.get(peer);
    if (link === undefined) return;
    link.isShownOut = true;
    link.channel.say(message);
    this.#options.setTimer(() => this.#isCurrent(link) && this.close(peer), LINGER_MS);
  }

  /** The seal has another key: what was sealed before it is needed must be sealed anew. */
  resealed(): void {
    for (const link of this.#links.values()) this.#prepareLastWord(link);
  }

  /** The fingerprints of the certificates at both ends of a link, ours first; `null` until it is through. */
  async fingerprints(peer: PeerId): Promise<[string, string] | null> {
    const report = await this.#links.get(peer)?.peerLink.stats();
    return report ? fingerprintsOf(report) : null;
  }

  /** Sends `track` as `source` to everyone, now and later, or nothing. */
  setTrack(source: Source, track: MediaStreamTrack | null): void {
    this.#tracks.set(source, track);
    for (const { peerLink } of this.#links.values()) peerLink.setTrack(source, track);
  }

  /** Encodes our pictures like this from now on, over the present connection to this peer. */
  encode(peer: PeerId, encodings: Encodings): void {
    this.#links.get(peer)?.peerLink.encode(encodings);
  }

  /** What we say of ourselves to everyone who comes from now on. */
  introduceSelf(participant: SeatedPeer): void {
    this.#introduction = participant;
    this.tellAll({ type: "introduce", participant });
  }

  tell(peer: PeerId, message: PeerMessage): void {
    this.#links.get(peer)?.channel.say(message);
  }

  tellAll(message: PeerMessage): void {
    for (const { channel } of this.#links.values()) channel.say(message);
  }

  /** What files travel on to this peer; `null` while there is no way. */
  openFiles(peer: PeerId): FileChannel | null {
    return this.#links.get(peer)?.peerLink.openFiles() ?? null;
  }

  /** What the browser knows of every connection now. */
  async measure(): Promise<ReadonlyMap<PeerId, Measurement>> {
    const measured = await Promise.all(
      [...this.#links.values()].map(async ({ peer, epoch, peerLink }) => {
        // A connection that is just going says nothing.
        const measurement = await peerLink.measure().catch(() => null);
        return measurement && [peer, { ...measurement, epoch }] as const;
      }),
    );
    return new Map(measured.filter((entry) => entry !== null));
  }

  /** Says goodbye to everyone at once, over every carrier there is, and lets the links end. */
  leave(): void {
    this.sayBye();
    const links = [...this.#links.values()];
    this.#links.clear();
    for (const { channel } of links) channel[Symbol.dispose]();
    this.#options.setTimer(() => links.forEach(end), LINGER_MS);
  }

  /** Says goodbye in no time at all, for a page that is going. */
  sayBye(): void {
    for (const { peer, peerLink, lastWord } of this.#links.values()) {
      if (lastWord === null) continue;
      peerLink.send(lastWord);
      this.#options.onEvent({ type: "frame", peer, payload: lastWord });
    }
  }

  /** Takes a sealed payload that a carrier says is from `peer`; `friend` if one passed it on. */
  receive(peer: PeerId, payload: Uint8Array<ArrayBuffer>, friend: PeerId | null = null): void {
    // Anybody may claim to be anybody; whom we do not know costs us nothing, and whom we know not much.
    if (!this.#links.has(peer) || payload.length > MAX_FRAME_BYTES) return;
    if (!this.#allows(peer, "payload")) return;
    this.#inbox.run(async () => {
      if (!this.#links.has(peer)) return;
      const opened = await this.#options.seal.open(peer, payload);
      const envelope = opened.ok ? decodeEnvelope(opened.plaintext) : null;
      // What does not open, or opens to nonsense, is as if it had never come.
      if (envelope !== null) this.#take(peer, envelope, friend);
    });
  }

  /** Whether the server relays now. When it does again, what may have been lost is sent once more. */
  setRelay(open: boolean): void {
    this.#relayOpen = open;
    if (open) this.resend();
  }

  /** The way to `peer`, or to everyone, may have changed: what was not acknowledged is said again. */
  resend(peer?: PeerId): void {
    for (const link of this.#links.values()) {
      if (peer === undefined || link.peer === peer) link.channel.resend();
    }
  }

  /** Looks for better or new paths to everyone, for when the network changed. */
  restartIce(): void {
    for (const link of this.#links.values()) this.#restart(link);
  }

  /** Every connection finds its way with `configuration` from its next search on; `who` search now. */
  configure(configuration: RTCConfiguration, who: Researchers): void {
    for (const link of this.#links.values()) {
      link.peerLink.configure(configuration);
      void this.#search(link, who);
    }
  }

  /** What is known of the link to `peer`, for as long as there is one. */
  witness(peer: PeerId): LinkWitness {
    const get = () => this.#links.get(peer);
    return {
      isPresent: () => get() !== undefined,
      state: () => get()?.state ?? "lost",
      canAsk: () => get() !== undefined && this.#canReach(get()!),
      ask: () => {
        if (this.#introduction === null) return;
        this.tell(peer, { type: "introduce", participant: this.#introduction });
        this.resend(peer);
      },
      saidAt: () => get()?.saidAt ?? null,
      stats: async () => await get()?.peerLink.stats() ?? null,
    };
  }

  [Symbol.dispose](): void {
    this.#cancelTick();
    for (const peer of [...this.#links.keys()]) this.close(peer);
  }

  /** [L11] */
  #allows(peer: PeerId, expense: Expense): boolean {
    const now = this.#options.now();
    const intake = this.#intakes.get(peer) ?? new Intake();
    this.#intakes.set(peer, intake);
    return intake.allows(expense, now);
  }

  #newLink(peer: PeerId, session: SessionId, epoch: number, heardAt?: number): Link {
    const { self, session: from, createPeerConnection, createStream, setTimer, judge, now } =
      this.#options;
    const polite = isPolite(self, peer);
    const channel: PeerChannel = new PeerChannel({
      from,
      to: session,
      epoch,
      setTimer,
      post: (envelope) => this.#post(link, envelope),
      onMessage: (message) => this.#deliver(link, message),
      onAcknowledged: (message) => {
        if (message.type !== "talk") return;
        this.#options.onEvent({ type: "talk-taken", peer, body: message.body });
      },
      onStuck: () => this.#rebuild(link, epoch + 1),
    });
    const peerLink: PeerLink = new PeerLink({
      connection: createPeerConnection(),
      polite,
      stream: createStream(),
      tracks: this.#tracks,
      judge,
      onEvent: (event) => {
        if (this.#isCurrent(link)) this.#linkEvent(link, event);
      },
    });
    const monitor = new LinkMonitor({
      now: now(),
      leads: !polite,
      heardAt,
    });
    const link: Link = {
      peer,
      session,
      epoch,
      channel,
      peerLink,
      monitor,
      state: "connecting",
      trusted: false,
      friend: null,
      isRestartDue: false,
      isShownOut: false,
      saidAt: null,
      lastWord: null,
    };
    this.#links.set(peer, link);
    this.#epochs.set(session, epoch);
    this.#prepareLastWord(link);
    return link;
  }

  #isCurrent(link: Link): boolean {
    return this.#links.get(link.peer) === link;
  }

  #prepareLastWord(link: Link): void {
    const { session, seal } = this.#options;
    const envelope: Envelope = {
      from: session,
      to: link.session,
      epoch: link.epoch,
      seq: 0,
      ack: 0,
      message: { type: "bye" },
    };
    this.#outbox.run(async () => {
      link.lastWord = await seal.seal(link.peer, encodeEnvelope(envelope));
    });
  }

  #linkEvent(link: Link, event: LinkEvent): void {
    const { peer, monitor } = link;
    const now = this.#options.now();
    switch (event.type) {
      case "message":
        return link.channel.say(event.message);
      case "tracks":
        return this.#options.onEvent({ type: "tracks", peer, tracks: event.tracks });
      case "connection":
        monitor.connectionChanged(event.state, now);
        return this.#judge(link);
      case "carrier":
        if (!event.open) return link.channel.resend();
        monitor.channelOpened(now);
        link.channel.resend();
        if (this.#introduction !== null) {
          link.channel.say({ type: "introduce", participant: this.#introduction });
        }
        return this.#options.onEvent({ type: "open", peer });
      case "data":
        monitor.channelHeard(now);
        return this.receive(peer, event.payload);
      case "beat":
        return monitor.beat(event.hears, now);
      case "restarted":
        return monitor.restarted(now);
      case "broken":
        this.#rebuild(link, link.epoch + 1);
        return;
      default:
        event satisfies never;
    }
  }

  /** Looks at every link, shows that we are there, and heals what needs healing. */
  #tick(): void {
    const now = this.#options.now();
    this.#excuse(now);
    const links = [...this.#links.values()];
    const isTroubled = links.some(({ state }) => state === "weak" || state === "lost");
    const wait = isTroubled ? TROUBLED_TICK_MS : TICK_MS;
    this.#tickedAt = now;
    this.#cancelTick = this.#options.setTimer(() => this.#tick(), wait);
    for (const link of links) void this.#look(link);
  }

  /** [H8] Before anybody is judged: while the page did not run nobody listened, and nothing was heard for that alone. */
  #excuse(now: number): void {
    const pause = now - this.#tickedAt;
    if (pause < HELD_UP_MS) return;
    this.#tickedAt = now;
    for (const { monitor } of this.#links.values()) {
      if (pause > SLEPT_MS) monitor.excuse(now, TROUBLE_MS);
      else monitor.heldUp(now, pause - TICK_MS);
    }
  }

  async #look(link: Link): Promise<void> {
    const { monitor, peerLink } = link;
    const arrivals = await peerLink.stats().then(countArrivals, () => 0);
    if (!this.#isCurrent(link)) return;
    const now = this.#options.now();
    monitor.arrived(arrivals, now);
    peerLink.beat(now - monitor.heardAt < TROUBLE_MS);
    this.#judge(link);
    const { trusted } = link;
    link.trusted = monitor.trustsChannel(now);
    if (trusted && !link.trusted) link.channel.resend();
  }

  #judge(link: Link): void {
    const { monitor, peer, peerLink } = link;
    const now = this.#options.now();
    this.#excuse(now);
    const { state, action, silent } = judgeLink(monitor.health(this.#canReach(link)), now);
    // Again once the path is known to be good: the first whole picture may have come too early for it.
    const isWell = state === "live" && (link.state === "weak" || link.state === "lost");
    if (monitor.takeReturn() || isWell) peerLink.refreshPictures();
    if (state !== link.state) {
      link.state = state;
      this.#options.onEvent({ type: "link", peer, state });
    }
    if (silent) this.#options.onEvent({ type: "silent", peer });
    if (!this.#isCurrent(link)) return;
    switch (action) {
      case "none":
        return;
      case "restart-ice":
        return this.#restart(link);
      case "rebuild":
        this.#rebuild(link, link.epoch + 1);
        return;
      default:
        action satisfies never;
    }
  }

  async #search(link: Link, who: Researchers): Promise<void> {
    if (who === "nobody") return;
    const isAffected = who === "everybody" || await this.#isRelayed(link);
    if (isAffected && this.#isCurrent(link)) this.#restart(link);
  }

  /**
   * [H11] The impolite side restarts ICE, the polite side asks it to. When both offer a restart the polite one
   * rolls its own back, and Chromium then takes in no more packets over that connection.
   */
  #restart(link: Link): void {
    link.monitor.restarted(this.#options.now());
    if (isPolite(this.#options.self, link.peer)) link.channel.say({ type: "restart-ice" });
    else link.peerLink.restartIce();
  }

  /** Both sides often notice the same trouble: what was asked for is done once, and not all the time. */
  #askedToRestart(link: Link): void {
    const { self, now, setTimer } = this.#options;
    if (isPolite(self, link.peer) || link.isRestartDue) return;
    link.isRestartDue = true;
    const { restartedAt } = link.monitor;
    const wait = restartedAt === null ? 0 : Math.max(0, restartedAt + RESTART_REST_MS - now());
    setTimer(() => {
      link.isRestartDue = false;
      if (this.#isCurrent(link)) this.#restart(link);
    }, wait);
  }

  /** Whether what we send leaves through a relay of ours. */
  async #isRelayed({ peerLink }: Link): Promise<boolean> {
    // A connection that closes meanwhile has no statistics, and no paths either.
    const report = await peerLink.stats().catch(() => null);
    return report !== null && selectedPair(report)?.ours?.candidateType === "relay";
  }

  /** A new connection under a new epoch: numbers start again, and nothing of the old one counts. */
  #rebuild(old: Link, epoch: number): Link {
    end(old);
    const { peer, session, monitor } = old;
    const link = this.#newLink(peer, session, epoch, monitor.heardAt);
    link.state = old.state;
    link.saidAt = old.saidAt;
    this.#options.onEvent({ type: "rebuilt", peer, epoch });
    // The other side must learn of the epoch even if the first offer is theirs to make.
    link.channel.acknowledge();
    followUp(old, link);
    return link;
  }

  #post(link: Link, envelope: Envelope): void {
    this.#outbox.run(async () => {
      const payload = await this.#options.seal.seal(link.peer, encodeEnvelope(envelope));
      if (this.#isCurrent(link)) this.#carry(link, payload, envelope);
    });
  }

  /** The shortest way that works, as far as anyone can tell. What is lost is sent again. */
  #carry(link: Link, payload: Uint8Array<ArrayBuffer>, { message }: Envelope): void {
    const { peer, peerLink } = link;
    if (this.#carries(link) && peerLink.send(payload)) return;
    const friend = link.friend === null ? undefined : this.#asFriend(link.friend);
    if (friend === undefined && this.#relayOpen) {
      return this.#options.onEvent({ type: "frame", peer, payload });
    }
    // What travels with a friend already is not handed from friend to friend.
    if (message?.type === "forward" || message?.type === "forwarded") return;
    const helper = friend ?? this.#anyFriend(peer);
    if (helper === undefined) return void peerLink.send(payload);
    helper.channel.say({ type: "forward", to: peer, payload: toBase64Url(payload) });
  }

  #canReach(link: Link): boolean {
    return this.#relayOpen || this.#carries(link) || this.#friends(link.peer).length > 0;
  }

  /** Whether the link's own data channel brings what it is given. */
  #carries({ monitor, peerLink }: Link): boolean {
    return peerLink.isOpen && monitor.trustsChannel(this.#options.now());
  }

  /** One after the other: whom we ask may not know the way. */
  #anyFriend(except: PeerId): Link | undefined {
    const friends = this.#friends(except);
    return friends[this.#friendsAsked++ % friends.length];
  }

  #friends(except: PeerId): Link[] {
    return [...this.#links.values()].filter((link) => link.peer !== except && this.#helps(link));
  }

  /** Whether what is said over this link arrives without help. */
  #helps(link: Link): boolean {
    return link.state === "live" && this.#carries(link);
  }

  #asFriend(peer: PeerId): Link | undefined {
    const link = this.#links.get(peer);
    return link !== undefined && this.#helps(link) ? link : undefined;
  }

  #take(peer: PeerId, envelope: Envelope, friend: PeerId | null): void {
    let link = this.#links.get(peer);
    // Another life of the peer, or of ours: whoever sent it will learn of the present one.
    if (link === undefined || envelope.from !== link.session) return;
    if (envelope.to !== this.#options.session || envelope.epoch < link.epoch) return;
    if (!this.#allows(peer, expenseOf(envelope))) return;
    if (envelope.epoch > link.epoch) {
      if (!this.#allows(peer, "connection")) return;
      link = this.#rebuild(link, envelope.epoch);
    }
    link.friend = friend;
    link.saidAt = this.#options.now();
    link.channel.take(envelope);
  }

  #deliver(link: Link, message: PeerMessage): void {
    const { peer, peerLink } = link;
    const { onEvent } = this.#options;
    switch (message.type) {
      case "description":
      case "candidate":
        return peerLink.receive(message);
      case "restart-ice":
        return this.#askedToRestart(link);
      case "introduce":
        return onEvent({ type: "introduced", from: peer, participant: message.participant });
      case "server-seen":
      case "charter":
      case "new-link":
        return onEvent({ from: peer, ...message });
      case "trouble":
      case "drawn":
      case "bye":
      case "talk":
        return onEvent({ peer, ...message });
      case "forward": {
        const { payload } = message;
        this.#asFriend(message.to)?.channel.say({ type: "forwarded", from: peer, payload });
        return;
      }
      case "forwarded": {
        const payload = fromBase64Url(message.payload);
        if (payload !== null) this.receive(message.from, payload, peer);
        return;
      }
      case "unknown":
        return;
      default:
        message satisfies never;
    }
  }
}

function expenseOf({ message }: Envelope): Expense {
  return message?.type === "description" ? "description" : "message";
}

/** [T3] What concerned the old connection went with it. What people say concerns people. */
function followUp(old: Link, link: Link): void {
  const unheard = old.channel.pending.filter(({ type }) => type === "talk");
  for (const message of unheard.slice(-MAX_FOLLOWING)) link.channel.say(message);
}

function end(link: Link): void {
  link.channel[Symbol.dispose]();
  link.peerLink[Symbol.dispose]();
}
