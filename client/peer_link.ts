/**
 * One connection to one peer: perfect negotiation over messages that arrive in order, tracks by
 * source, and a data channel beside them. It knows nothing of sockets, seals or rooms.
 */
import type { CandidateMessage, DescriptionMessage } from "../protocol/peer_messages.ts";
import type { Measurement } from "./link_quality.ts";
import type { Source, TracksBySource } from "./media_state.ts";
import {
  fitsDescription,
  judgeOffer,
  type NegotiationState,
  type OfferVerdict,
  restartsIce,
} from "./negotiation.ts";
import type { Encodings } from "./picture_policy.ts";
import type { PeerConnection } from "./ports.ts";
import { TaskQueue } from "./task_queue.ts";
import { BASE_SOURCES, type SourceMap, Transceivers } from "./transceivers.ts";

/** What two sides of a connection have to say about it. */
export type NegotiationMessage = DescriptionMessage | CandidateMessage;

export type LinkEvent =
  | { type: "message"; message: NegotiationMessage }
  | { type: "tracks"; tracks: TracksBySource }
  /** The browser's own view of the connection changed. */
  | { type: "connection"; state: RTCPeerConnectionState }
  /** The data channel opened or closed. */
  | { type: "carrier"; open: boolean }
  /** Something sealed came over the data channel. */
  | { type: "data"; payload: Uint8Array<ArrayBuffer> }
  /** The peer is there, and says whether it hears us. */
  | { type: "beat"; hears: boolean }
  /** The peer looks for another path. */
  | { type: "restarted" }
  /** The connection is beyond repair: a new one is needed. */
  | { type: "broken" };

/** A data channel that carries files. */
export interface FileChannel {
  channel: RTCDataChannel;
  /** The largest message that the peer takes, in bytes. */
  maxMessageBytes: number;
}

export interface PeerLinkOptions {
  connection: PeerConnection;
  polite: boolean;
  /** Names the tracks that belong together. */
  stream: MediaStream;
  tracks: ReadonlyMap<Source, MediaStreamTrack | null>;
  onEvent: (event: LinkEvent) => void;
  /** @default {judgeOffer} */
  judge?: ((state: NegotiationState) => OfferVerdict) | undefined;
}

/** Negotiated by both sides alike, so that it costs no message ({@link https://www.rfc-editor.org/rfc/rfc8832 RFC 8832} is not needed). */
const CHANNEL: RTCDataChannelInit = { negotiated: true, id: 0, ordered: true };
/** For files: made when there is one, by the side that takes it first. */
const FILES_CHANNEL: RTCDataChannelInit = { negotiated: true, id: 1, ordered: true };
/** What a peer takes at once unless it says more, in bytes ({@link https://www.rfc-editor.org/rfc/rfc8841#section-6.1 RFC 8841}). */
const USUAL_MESSAGE_BYTES = 64 * 1024;
/** More than this waiting in the data channel means that it carries nothing, in bytes. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** How many candidates of a peer one connection tries: each is an address that we send to. */
const MAX_CANDIDATES = 256;

export class PeerLink implements Disposable {
  readonly #connection: PeerConnection;
  readonly #polite: boolean;
  readonly #onEvent: (event: LinkEvent) => void;
  readonly #judge: (state: NegotiationState) => OfferVerdict;
  readonly #transceivers: Transceivers;
  readonly #tracks: Map<Source, MediaStreamTrack | null>;
  readonly #inbox = new TaskQueue();
  readonly #waitingCandidates: RTCIceCandidateInit[] = [];

  #makingOffer = false;
  #settingRemoteAnswer = false;
  #ignoringOffer = false;
  /** How many the peer has sent for this connection. */
  #candidates = 0;
  #theirSources: SourceMap = {};
  #channel: RTCDataChannel | null = null;
  #files: RTCDataChannel | null = null;
  #closed = false;

  constructor(options: PeerLinkOptions) {
    this.#connection = options.connection;
    this.#polite = options.polite;
    this.#onEvent = options.onEvent;
    this.#judge = options.judge ?? judgeOffer;
    this.#tracks = new Map(options.tracks);
    this.#transceivers = new Transceivers(this.#connection, options.stream);
    this.#listen();
    // One side opens the conversation, so that the sections everybody has exist once.
    if (!this.#polite) {
      this.#openChannel();
      for (const source of BASE_SOURCES) {
        this.#transceivers.add(source, this.#tracks.get(source) ?? null);
      }
      this.#addMissingSections();
      // Nobody waits for the browser to notice that there is something to negotiate: it does so after it has drawn.
      void this.#offer();
    }
  }

  /** Takes a message of the peer. They must come in the order in which they were sent. */
  receive(message: NegotiationMessage): void {
    this.#inbox.run(() => this.#handle(message)).catch(() => this.#break());
  }

  /** Sends `track` as `source` from now on, or nothing. */
  setTrack(source: Source, track: MediaStreamTrack | null): void {
    if (this.#closed) return;
    this.#tracks.set(source, track);
    if (this.#transceivers.has(source)) {
      this.#transceivers.put(source, track).catch(() => this.#break());
    } else if (!this.#polite || this.#connection.remoteDescription !== null) {
      this.#addMissingSections();
    }
  }

  /** Encodes our pictures like this from now on. */
  encode(encodings: Encodings): void {
    this.#transceivers.encode(encodings);
  }

  /** Takes new servers or another policy: what exists stays as it is until ICE is restarted. */
  configure(configuration: RTCConfiguration): void {
    if (!this.#closed) this.#connection.setConfiguration(configuration);
  }

  /** Looks for another path between the two; sound and pictures go on over the old one if it works. */
  restartIce(): void {
    if (!this.#closed) this.#connection.restartIce();
  }

  /** Sends whole pictures next: the path was gone, and what was sent meanwhile is missing over there. */
  refreshPictures(): void {
    if (!this.#closed) this.#transceivers.refreshPictures();
  }

  /** Whether the data channel is open. */
  get isOpen(): boolean {
    return this.#channel?.readyState === "open";
  }

  /** Gives a sealed payload to the data channel. Whether it took it. */
  send(payload: Uint8Array<ArrayBuffer>): boolean {
    const channel = this.#channel;
    if (channel?.readyState !== "open" || channel.bufferedAmount > MAX_BUFFERED_BYTES) return false;
    channel.send(payload);
    return true;
  }

  /** The data channel of files; `null` while there is no way to the peer. */
  openFiles(): FileChannel | null {
    // Beside an open channel another one needs no negotiation.
    if (this.#closed || !this.isOpen) return null;
    if (this.#files === null || this.#files.readyState === "closed") {
      this.#files = this.#connection.createDataChannel("lagoon files", FILES_CHANNEL);
      this.#files.binaryType = "arraybuffer";
    }
    const maxMessageBytes = this.#connection.sctp?.maxMessageSize || USUAL_MESSAGE_BYTES;
    return { channel: this.#files, maxMessageBytes };
  }

  /** Shows the peer that we are there, and whether we hear it. */
  beat(hears: boolean): void {
    // A path that is cut takes nothing; beats in a queue would all arrive at once, and late.
    if (this.#channel?.readyState !== "open" || this.#channel.bufferedAmount > 0) return;
    this.#channel.send(Uint8Array.of(hears ? 1 : 0));
  }

  /** What the browser knows of the connection now, and which of its sections carries what. */
  async measure(): Promise<Omit<Measurement, "epoch">> {
    const report = await this.#connection.getStats();
    return { report, sending: this.#transceivers.ours(), receiving: this.#theirSources };
  }

  /** The statistics of the connection, for whoever asks what became of its paths. */
  async stats(): Promise<RTCStatsReport> {
    return await this.#connection.getStats();
  }

  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
  }

  #listen(): void {
    const connection = this.#connection;
    connection.addEventListener("negotiationneeded", () => void this.#offer());
    connection.addEventListener("icecandidate", ({ candidate }) => {
      // An empty candidate ends a generation; nobody needs to be told.
      if (this.#closed || !candidate?.candidate) return;
      this.#say({
        type: "candidate",
        candidate: {
          candidate: candidate.candidate,
          sdpMid: candidate.sdpMid,
          sdpMLineIndex: candidate.sdpMLineIndex,
          usernameFragment: candidate.usernameFragment,
        },
      });
    });
    connection.addEventListener("connectionstatechange", () => {
      if (this.#closed) return;
      this.#onEvent({ type: "connection", state: connection.connectionState });
    });
  }

  #openChannel(): void {
    const channel = this.#connection.createDataChannel("lagoon", CHANNEL);
    this.#channel = channel;
    channel.binaryType = "arraybuffer";
    const tell = (event: LinkEvent) => this.#closed || this.#onEvent(event);
    channel.addEventListener("open", () => tell({ type: "carrier", open: true }));
    channel.addEventListener("close", () => tell({ type: "carrier", open: false }));
    channel.addEventListener("message", ({ data }) => {
      const payload = new Uint8Array(data as ArrayBuffer);
      // Nothing sealed is as short as one byte.
      if (payload.length === 1) tell({ type: "beat", hears: payload[0] === 1 });
      else tell({ type: "data", payload });
    });
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      this.#sendDescription("offer");
    } catch {
      this.#break();
    } finally {
      this.#makingOffer = false;
    }
  }

  #sendDescription(type: "offer" | "answer"): void {
    const description = this.#connection.localDescription;
    // While we waited, a crossing offer may have rolled ours back.
    if (this.#closed || description?.type !== type) return;
    this.#say({
      type: "description",
      description: { type, sdp: description.sdp },
      sources: this.#transceivers.ours(),
    });
  }

  async #handle(message: NegotiationMessage): Promise<void> {
    if (this.#closed) return;
    if (message.type === "description") await this.#describe(message);
    else await this.#addCandidate(message.candidate);
  }

  async #describe({ description, sources }: DescriptionMessage): Promise<void> {
    const connection = this.#connection;
    if (description.type === "offer") {
      const verdict = this.#judge({
        polite: this.#polite,
        makingOffer: this.#makingOffer,
        signalingState: connection.signalingState,
        settingRemoteAnswer: this.#settingRemoteAnswer,
      });
      this.#ignoringOffer = verdict === "ignore";
      if (this.#ignoringOffer) return;
    } else if (connection.signalingState !== "have-local-offer") {
      // Answers an offer that we have since rolled back.
      return;
    }
    this.#settingRemoteAnswer = description.type === "answer";
    const restarts = description.type === "offer" &&
      restartsIce(connection.remoteDescription, description);
    try {
      await connection.setRemoteDescription(description);
    } finally {
      this.#settingRemoteAnswer = false;
    }
    this.#ignoringOffer = false;
    this.#theirSources = sources;
    if (description.type === "offer") await this.#answer(sources);
    if (this.#closed) return;
    if (restarts) this.#onEvent({ type: "restarted" });
    await this.#addWaitingCandidates();
    this.#addMissingSections();
    this.#onEvent({ type: "tracks", tracks: this.#transceivers.incoming(sources) });
  }

  async #answer(theirs: SourceMap): Promise<void> {
    if (this.#channel === null) this.#openChannel();
    this.#transceivers.adopt(theirs);
    for (const [source, track] of this.#tracks) await this.#transceivers.put(source, track);
    if (this.#closed) return;
    await this.#connection.setLocalDescription();
    this.#sendDescription("answer");
  }

  async #addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    // Candidates of an offer that we chose to ignore have nowhere to go.
    if (this.#ignoringOffer) return;
    this.#candidates += 1;
    if (this.#candidates > MAX_CANDIDATES) return;
    if (this.#connection.remoteDescription === null) {
      this.#waitingCandidates.push(candidate);
      return;
    }
    const fragment = { usernameFragment: candidate.usernameFragment ?? null };
    if (!fitsDescription(fragment, this.#connection.remoteDescription)) return;
    // One bad candidate is no reason to give up the others.
    await this.#connection.addIceCandidate(candidate).catch(() => {});
  }

  async #addWaitingCandidates(): Promise<void> {
    const waiting = this.#waitingCandidates.splice(0);
    this.#candidates -= waiting.length;
    for (const candidate of waiting) await this.#addCandidate(candidate);
  }

  #addMissingSections(): void {
    for (const [source, track] of this.#tracks) {
      if (track !== null && !this.#transceivers.has(source)) this.#transceivers.add(source, track);
    }
  }

  #say(message: NegotiationMessage): void {
    this.#onEvent({ type: "message", message });
  }

  #break(): void {
    // Work in flight when a link closes is expected to fail.
    if (this.#closed) return;
    this[Symbol.dispose]();
    this.#onEvent({ type: "broken" });
  }
}

/**
 * What the statistics say has arrived: bytes of media and data, and the checks that ICE answers even
 * when nobody speaks ({@link https://www.rfc-editor.org/rfc/rfc7675 RFC 7675}).
 */
export function countArrivals(report: RTCStatsReport): number {
  let count = 0;
  report.forEach((stats: RTCStats & Record<string, unknown>) => {
    if (stats.type === "transport") count += Number(stats.bytesReceived ?? 0);
    if (stats.type === "candidate-pair") {
      count += Number(stats.responsesReceived ?? 0) + Number(stats.requestsReceived ?? 0);
    }
  });
  return count;
}

/** By the statistics of the transport rather than by what the descriptions say it should be. */
export function fingerprintsOf(report: RTCStatsReport): [string, string] | null {
  let transport: Record<string, unknown> | undefined;
  report.forEach((stats) => {
    if (stats.type === "transport" && stats.dtlsState === "connected") transport ??= stats;
  });
  const [ours, theirs] = [transport?.localCertificateId, transport?.remoteCertificateId].map((id) =>
    certificateOf(report.get(String(id)))
  );
  return ours && theirs ? [ours, theirs] : null;
}

function certificateOf(stats: Record<string, unknown> | undefined): string | null {
  return stats ? `${stats.fingerprintAlgorithm} ${stats.fingerprint}` : null;
}
