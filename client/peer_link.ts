/**
 * One connection to one peer: perfect negotiation over messages that arrive in order, tracks by
 * source, and a first attempt at healing. It knows nothing of sockets, seals or rooms.
 */
import type { DescriptionMessage, PeerMessage } from "../protocol/peer_messages.ts";
import type { LinkState } from "./call_state.ts";
import type { Source, TracksBySource } from "./media_state.ts";
import {
  fitsDescription,
  judgeOffer,
  type NegotiationState,
  type OfferVerdict,
} from "./negotiation.ts";
import type { PeerConnection } from "./ports.ts";
import { TaskQueue } from "./task_queue.ts";
import { BASE_SOURCES, type SourceMap, Transceivers } from "./transceivers.ts";

export type LinkEvent =
  | { type: "message"; message: PeerMessage }
  | { type: "tracks"; tracks: TracksBySource }
  | { type: "state"; state: LinkState }
  /** The connection is beyond repair: a new one is needed. */
  | { type: "broken"; error: unknown };

export interface PeerLinkOptions {
  connection: PeerConnection;
  polite: boolean;
  /** Names the tracks that belong together. */
  stream: MediaStream;
  tracks: ReadonlyMap<Source, MediaStreamTrack | null>;
  onEvent: (event: LinkEvent) => void;
  setTimer: (task: () => void, ms: number) => () => void;
  /** @default {judgeOffer} */
  judge?: (state: NegotiationState) => OfferVerdict;
}

/** How long a connection may be away before ICE is restarted, in milliseconds. */
export const RESTART_AFTER_MS = 1_500;
/** How long a restart may take before the connection is given up, in milliseconds. */
export const BROKEN_AFTER_MS = 15_000;

export class PeerLink implements Disposable {
  readonly #connection: PeerConnection;
  readonly #polite: boolean;
  readonly #onEvent: (event: LinkEvent) => void;
  readonly #setTimer: PeerLinkOptions["setTimer"];
  readonly #judge: (state: NegotiationState) => OfferVerdict;
  readonly #transceivers: Transceivers;
  readonly #tracks: Map<Source, MediaStreamTrack | null>;
  readonly #inbox = new TaskQueue();
  readonly #waitingCandidates: RTCIceCandidateInit[] = [];

  #makingOffer = false;
  #settingRemoteAnswer = false;
  #ignoringOffer = false;
  #theirSources: SourceMap = {};
  #state: LinkState = "connecting";
  #healing: "none" | "waiting" | "restarting" = "none";
  #cancelTimer = () => {};
  #closed = false;

  constructor(options: PeerLinkOptions) {
    this.#connection = options.connection;
    this.#polite = options.polite;
    this.#onEvent = options.onEvent;
    this.#setTimer = options.setTimer;
    this.#judge = options.judge ?? judgeOffer;
    this.#tracks = new Map(options.tracks);
    this.#transceivers = new Transceivers(this.#connection, options.stream);
    this.#listen();
    // One side opens the conversation, so that the sections everybody has exist once.
    if (!this.#polite) {
      for (const source of BASE_SOURCES) {
        this.#transceivers.add(source, this.#tracks.get(source) ?? null);
      }
      this.#addMissingSections();
    }
  }

  /** Takes a message of the peer. They must come in the order in which they were sent. */
  receive(message: PeerMessage): void {
    this.#inbox.run(() => this.#handle(message)).catch((error) => this.#break(error));
  }

  /** Sends `track` as `source` from now on, or nothing. */
  setTrack(source: Source, track: MediaStreamTrack | null): void {
    if (this.#closed) return;
    this.#tracks.set(source, track);
    if (this.#transceivers.has(source)) {
      this.#transceivers.put(source, track).catch((error) => this.#break(error));
    } else if (!this.#polite || this.#connection.remoteDescription !== null) {
      this.#addMissingSections();
    }
  }

  /** Looks for another path between the two; sound and pictures go on over the old one if it works. */
  restartIce(): void {
    if (!this.#closed) this.#connection.restartIce();
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#endHealing();
    this.#connection.close();
  }

  #listen(): void {
    const connection = this.#connection;
    connection.addEventListener("negotiationneeded", () => void this.#offer());
    connection.addEventListener("icecandidate", ({ candidate }) => {
      // An empty candidate ends a generation; nobody needs to be told.
      if (this.#closed || !candidate?.candidate) return;
      this.#send({
        type: "candidate",
        candidate: {
          candidate: candidate.candidate,
          sdpMid: candidate.sdpMid,
          sdpMLineIndex: candidate.sdpMLineIndex,
          usernameFragment: candidate.usernameFragment,
        },
      });
    });
    connection.addEventListener("connectionstatechange", () => this.#connectionChanged());
    connection.addEventListener("iceconnectionstatechange", () => this.#connectionChanged());
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      this.#sendDescription("offer");
    } catch (error) {
      this.#break(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  #sendDescription(type: "offer" | "answer"): void {
    const description = this.#connection.localDescription;
    // While we waited, a crossing offer may have rolled ours back.
    if (this.#closed || description?.type !== type) return;
    this.#send({
      type: "description",
      description: { type, sdp: description.sdp },
      sources: this.#transceivers.ours(),
    });
  }

  async #handle(message: PeerMessage): Promise<void> {
    if (this.#closed) return;
    switch (message.type) {
      case "description":
        return await this.#describe(message);
      case "candidate":
        return await this.#addCandidate(message.candidate);
      case "bye":
        // The mesh answers this one: it is about the peer, not about the connection.
        return;
    }
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
    try {
      await connection.setRemoteDescription(description);
    } finally {
      this.#settingRemoteAnswer = false;
    }
    this.#ignoringOffer = false;
    this.#theirSources = sources;
    if (description.type === "offer") await this.#answer(sources);
    if (this.#closed) return;
    await this.#addWaitingCandidates();
    this.#addMissingSections();
    this.#onEvent({ type: "tracks", tracks: this.#transceivers.incoming(sources) });
  }

  async #answer(theirs: SourceMap): Promise<void> {
    this.#transceivers.adopt(theirs);
    for (const [source, track] of this.#tracks) await this.#transceivers.put(source, track);
    if (this.#closed) return;
    await this.#connection.setLocalDescription();
    this.#sendDescription("answer");
  }

  async #addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    // Candidates of an offer that we chose to ignore have nowhere to go.
    if (this.#ignoringOffer) return;
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
    for (const candidate of this.#waitingCandidates.splice(0)) await this.#addCandidate(candidate);
  }

  #addMissingSections(): void {
    for (const [source, track] of this.#tracks) {
      if (track !== null && !this.#transceivers.has(source)) this.#transceivers.add(source, track);
    }
  }

  #connectionChanged(): void {
    const state = linkState(this.#connection);
    if (this.#closed || state === this.#state) return;
    this.#state = state;
    if (state === "live") this.#endHealing();
    if (state === "weak" && this.#healing === "none") this.#restartAfter(RESTART_AFTER_MS);
    if (state === "lost" && this.#healing !== "restarting") this.#restartAfter(0);
    this.#onEvent({ type: "state", state });
  }

  /** Restarts ICE after a while; if that does not help either, gives the connection up. */
  #restartAfter(ms: number): void {
    this.#endHealing();
    this.#healing = "waiting";
    this.#cancelTimer = this.#setTimer(() => {
      this.#healing = "restarting";
      this.restartIce();
      this.#cancelTimer = this.#setTimer(
        () => this.#break(new Error("Cannot reach peer: ICE restart did not help")),
        BROKEN_AFTER_MS,
      );
    }, ms);
  }

  #endHealing(): void {
    this.#cancelTimer();
    this.#healing = "none";
  }

  #send(message: PeerMessage): void {
    this.#onEvent({ type: "message", message });
  }

  #break(error: unknown): void {
    // Work in flight when a link closes is expected to fail.
    if (this.#closed) return;
    this[Symbol.dispose]();
    this.#onEvent({ type: "broken", error });
  }
}

/**
 * What the two states of a connection amount to. Chromium's `iceConnectionState` never says
 * `failed`, and its `connectionState` says `disconnected` late, so the worse of both counts.
 */
export function linkState(
  connection: Pick<PeerConnection, "connectionState" | "iceConnectionState">,
): LinkState {
  const states: string[] = [connection.connectionState, connection.iceConnectionState];
  if (states.includes("failed") || states.includes("closed")) return "lost";
  if (states.includes("disconnected")) return "weak";
  return connection.connectionState === "connected" ? "live" : "connecting";
}
