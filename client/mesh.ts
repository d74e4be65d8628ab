/**
 * The links to everyone else in the room, each between two sessions and on one epoch. What links say
 * travels sealed; the mesh hands sealed payloads to a carrier and takes those that come in.
 */
import type { PeerId, SessionId } from "../protocol/ids.ts";
import { decodeEnvelope, encodeEnvelope, type Envelope } from "../protocol/peer_messages.ts";
import type { LinkState } from "./call_state.ts";
import type { Source, TracksBySource } from "./media_state.ts";
import { isPolite, type NegotiationState, type OfferVerdict } from "./negotiation.ts";
import { PeerChannel } from "./peer_channel.ts";
import { type LinkEvent, PeerLink } from "./peer_link.ts";
import type { PeerConnection } from "./ports.ts";
import type { Seal } from "./seal.ts";
import { TaskQueue } from "./task_queue.ts";

export type MeshEvent =
  | { type: "link"; peer: PeerId; state: LinkState }
  | { type: "tracks"; peer: PeerId; tracks: TracksBySource }
  | { type: "bye"; peer: PeerId }
  /** Sealed, for the relay to carry. */
  | { type: "frame"; peer: PeerId; payload: Uint8Array<ArrayBuffer> }
  /** A link had to be built anew. */
  | { type: "rebuilt"; peer: PeerId; epoch: number; error: unknown };

export interface MeshOptions {
  self: PeerId;
  session: SessionId;
  seal: Seal;
  createPeerConnection: () => PeerConnection;
  /** A fresh name for the tracks that a link sends together. */
  createStream: () => MediaStream;
  setTimer: (task: () => void, ms: number) => () => void;
  onEvent: (event: MeshEvent) => void;
  /** @default {judgeOffer} */
  judge?: (state: NegotiationState) => OfferVerdict;
}

interface Link {
  peer: PeerId;
  session: SessionId;
  epoch: number;
  channel: PeerChannel;
  peerLink: PeerLink;
}

export class Mesh implements Disposable {
  readonly #options: MeshOptions;
  readonly #links = new Map<PeerId, Link>();
  readonly #tracks = new Map<Source, MediaStreamTrack | null>();
  /** Opening and sealing take time; these keep what comes and goes in order. */
  readonly #inbox = new TaskQueue();
  readonly #outbox = new TaskQueue();

  constructor(options: MeshOptions) {
    this.#options = options;
  }

  /** Builds a link to a session of a peer; one to an earlier session of it is closed. */
  open(peer: PeerId, session: SessionId): void {
    if (this.#links.get(peer)?.session === session) return;
    this.close(peer);
    this.#links.set(peer, this.#newLink(peer, session, 1));
  }

  close(peer: PeerId): void {
    const link = this.#links.get(peer);
    if (link === undefined) return;
    this.#links.delete(peer);
    end(link);
  }

  /** Sends `track` as `source` to everyone, now and later, or nothing. */
  setTrack(source: Source, track: MediaStreamTrack | null): void {
    this.#tracks.set(source, track);
    for (const { peerLink } of this.#links.values()) peerLink.setTrack(source, track);
  }

  /** Tells everyone that we go, without waiting for them to have heard it. */
  sayBye(): void {
    for (const { channel } of this.#links.values()) channel.say({ type: "bye" });
  }

  /** Takes a sealed payload that the relay says is from `peer`. */
  receive(peer: PeerId, payload: Uint8Array<ArrayBuffer>): void {
    this.#inbox.run(async () => {
      const opened = await this.#options.seal.open(peer, payload);
      const envelope = opened.ok ? decodeEnvelope(opened.plaintext) : null;
      // What does not open, or opens to nonsense, is as if it had never come.
      if (envelope !== null) this.#take(peer, envelope);
    });
  }

  /** The way to `peer`, or to everyone, is open again: whatever may have been lost is sent once more. */
  carrierReturned(peer?: PeerId): void {
    for (const link of this.#links.values()) {
      if (peer === undefined || link.peer === peer) link.channel.resend();
    }
  }

  /** Looks for better or new paths to everyone, for when the network changed. */
  restartIce(): void {
    for (const { peerLink } of this.#links.values()) peerLink.restartIce();
  }

  [Symbol.dispose](): void {
    for (const peer of [...this.#links.keys()]) this.close(peer);
  }

  #newLink(peer: PeerId, session: SessionId, epoch: number): Link {
    const { self, session: from, createPeerConnection, createStream, setTimer, judge } =
      this.#options;
    const channel: PeerChannel = new PeerChannel({
      from,
      to: session,
      epoch,
      setTimer,
      post: (envelope) => this.#post(link, envelope),
      onMessage: (message) => {
        // About the peer, not about the connection.
        if (message.type === "bye") this.#options.onEvent({ type: "bye", peer });
        else peerLink.receive(message);
      },
      onStuck: () => this.#rebuild(link, epoch + 1, new Error("Peer acknowledges nothing")),
    });
    const peerLink: PeerLink = new PeerLink({
      connection: createPeerConnection(),
      polite: isPolite(self, peer),
      stream: createStream(),
      tracks: this.#tracks,
      setTimer,
      ...(judge === undefined ? {} : { judge }),
      onEvent: (event) => this.#linkEvent(link, event),
    });
    const link: Link = { peer, session, epoch, channel, peerLink };
    return link;
  }

  #isCurrent(link: Link): boolean {
    return this.#links.get(link.peer) === link;
  }

  #linkEvent(link: Link, event: LinkEvent): void {
    if (!this.#isCurrent(link)) return;
    const { peer } = link;
    switch (event.type) {
      case "message":
        return link.channel.say(event.message);
      case "tracks":
        return this.#options.onEvent({ type: "tracks", peer, tracks: event.tracks });
      case "state":
        return this.#options.onEvent({ type: "link", peer, state: event.state });
      case "broken":
        this.#rebuild(link, link.epoch + 1, event.error);
        return;
    }
  }

  /** A new connection under a new epoch: numbers start again, and nothing of the old one counts. */
  #rebuild(old: Link, epoch: number, error: unknown): Link {
    end(old);
    const { peer, session } = old;
    const link = this.#newLink(peer, session, epoch);
    this.#links.set(peer, link);
    this.#options.onEvent({ type: "rebuilt", peer, epoch, error });
    this.#options.onEvent({ type: "link", peer, state: "connecting" });
    // The other side must learn of the epoch even if the first offer is theirs to make.
    link.channel.acknowledge();
    return link;
  }

  #post(link: Link, envelope: Envelope): void {
    const { seal, onEvent } = this.#options;
    this.#outbox.run(async () => {
      const payload = await seal.seal(link.peer, encodeEnvelope(envelope));
      if (this.#isCurrent(link)) onEvent({ type: "frame", peer: link.peer, payload });
    });
  }

  #take(peer: PeerId, envelope: Envelope): void {
    let link = this.#links.get(peer);
    // Another life of the peer, or of ours: whoever sent it will learn of the present one.
    if (link === undefined || envelope.from !== link.session) return;
    if (envelope.to !== this.#options.session || envelope.epoch < link.epoch) return;
    if (envelope.epoch > link.epoch) {
      link = this.#rebuild(link, envelope.epoch, new Error("Peer built a new connection"));
    }
    link.channel.take(envelope);
  }
}

function end(link: Link): void {
  link.channel[Symbol.dispose]();
  link.peerLink[Symbol.dispose]();
}
