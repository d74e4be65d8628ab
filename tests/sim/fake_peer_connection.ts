/**
 * A peer connection that follows JSEP ({@link https://www.rfc-editor.org/rfc/rfc8829 RFC 8829}) and
 * WebRTC's rules for when things happen: operations queue up and take time, offers can cross and be
 * rolled back, negotiation is asked for when it is needed, and two connections are through only when
 * their descriptions are of one generation and a candidate has arrived. What is illegal throws.
 */
import { FakeTrack } from "./fake_media.ts";
import { FakeTarget } from "./fake_target.ts";
import type { World } from "./world.ts";

interface Section {
  mid: string;
  kind: "audio" | "video";
  direction: RTCRtpTransceiverDirection;
}

interface Description {
  type: "offer" | "answer";
  sdp: string;
  ufrag: string;
  sections: Section[];
}

/** The connections of one world, by the user fragments that they answer to, and the paths between them. */
export class Network {
  readonly world: World;
  /** Directed paths that carry nothing now, as "from>to". */
  readonly #cuts = new Map<string, number>();
  readonly #byUfrag = new Map<string, FakePeerConnection>();
  readonly connections = new Set<FakePeerConnection>();
  #ufrags = 0;

  constructor(world: World) {
    this.world = world;
  }

  newUfrag(connection: FakePeerConnection): string {
    const ufrag = `u${++this.#ufrags}`;
    this.#byUfrag.set(ufrag, connection);
    return ufrag;
  }

  owner(ufrag: string | null): FakePeerConnection | undefined {
    return ufrag === null ? undefined : this.#byUfrag.get(ufrag);
  }

  create(owner: string, number: number): FakePeerConnection {
    const connection = new FakePeerConnection(this, owner, number);
    this.connections.add(connection);
    return connection;
  }

  /** Lets nothing pass from one person to another for `ms`, however many connections they make. */
  cut(from: string, to: string, ms: number): void {
    const path = `${from}>${to}`;
    this.#cuts.set(path, (this.#cuts.get(path) ?? 0) + 1);
    for (const connection of this.connections) connection.pathChanged();
    this.world.after(ms, () => {
      this.#cuts.set(path, this.#cuts.get(path)! - 1);
      for (const connection of this.connections) connection.pathChanged();
    });
  }

  carries(from: string, to: string): boolean {
    return (this.#cuts.get(`${from}>${to}`) ?? 0) === 0;
  }
}

export class FakeSender {
  track: MediaStreamTrack | null;
  /** How often it was told to encode otherwise. */
  changes = 0;
  readonly #connection: FakePeerConnection;
  #encoding: RTCRtpEncodingParameters = { active: true };
  #preference: RTCDegradationPreference | undefined;
  /** What it gave when it was last asked: only that may be changed and given back. */
  #lent = 0;
  #busy = false;

  constructor(connection: FakePeerConnection, track: MediaStreamTrack | null) {
    this.#connection = connection;
    this.track = track;
  }

  /** How it encodes now. */
  get encoding(): Readonly<RTCRtpEncodingParameters> {
    return this.#encoding;
  }

  get degradationPreference(): RTCDegradationPreference | undefined {
    return this.#preference;
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    await this.#connection.chain(() => {
      this.track = track;
    });
  }

  setStreams(): void {}

  getParameters(): RTCRtpSendParameters {
    return {
      transactionId: String(++this.#lent),
      encodings: [{ ...this.#encoding }],
      ...(this.#preference && { degradationPreference: this.#preference }),
    } as RTCRtpSendParameters;
  }

  /** {@link https://www.w3.org/TR/webrtc/#dom-rtcrtpsender-setparameters}: one at a time, and of what was just asked for. */
  async setParameters(parameters: RTCRtpSendParameters): Promise<void> {
    const { transactionId, encodings, degradationPreference } = parameters;
    if (this.#busy || transactionId !== String(this.#lent)) {
      this.#connection.refuse("InvalidStateError", "parameters that were not just asked for");
    }
    if (encodings.length !== 1 || (encodings[0]!.scaleResolutionDownBy ?? 1) < 1) {
      this.#connection.refuse("RangeError", "encodings that nobody can have");
    }
    this.#busy = true;
    await null;
    this.#busy = false;
    this.#lent += 1;
    this.changes += 1;
    // What is undefined is as if it were not there, as with all dictionaries of the web.
    const told = Object.entries(encodings[0]!).filter(([, value]) => value !== undefined);
    this.#encoding = Object.fromEntries(told) as unknown as RTCRtpEncodingParameters;
    this.#preference = degradationPreference;
  }
}

export class FakeTransceiver {
  mid: string | null = null;
  readonly kind: "audio" | "video";
  currentDirection: RTCRtpTransceiverDirection | null = null;
  readonly sender: FakeSender;
  readonly receiver: { track: MediaStreamTrack };
  readonly #connection: FakePeerConnection;
  #direction: RTCRtpTransceiverDirection;

  constructor(
    connection: FakePeerConnection,
    kind: "audio" | "video",
    direction: RTCRtpTransceiverDirection,
    track: MediaStreamTrack | null,
  ) {
    this.#connection = connection;
    this.kind = kind;
    this.#direction = direction;
    this.sender = new FakeSender(connection, track);
    this.receiver = { track: new FakeTrack(kind) as unknown as MediaStreamTrack };
  }

  get direction(): RTCRtpTransceiverDirection {
    return this.#direction;
  }

  set direction(direction: RTCRtpTransceiverDirection) {
    this.#direction = direction;
    this.#connection.updateNegotiationNeeded();
  }
}

const SETUP_MS = 30;
const CANDIDATE_MS = 60;
const CONNECT_MS = 80;
const DATA_MS = 40;
/** When Chromium says `disconnected` and `failed` after a path was cut. */
const DISCONNECTED_MS = 5_500;
const FAILED_MS = 15_800;
/** How long a data channel may take to try again after its path was cut. */
const RETRANSMIT_MS = 4_000;

/** A reliable, ordered data channel: what a cut path does not take now it takes later. */
class FakeDataChannel extends FakeTarget {
  readonly #connection: FakePeerConnection;
  readonly #world: World;
  readonly #waiting: Uint8Array[] = [];
  #lastArrival = 0;
  binaryType: BinaryType = "arraybuffer";
  readyState: RTCDataChannelState = "connecting";

  constructor(connection: FakePeerConnection, world: World) {
    super();
    this.#connection = connection;
    this.#world = world;
  }

  get bufferedAmount(): number {
    return this.#waiting.reduce((sum, { length }) => sum + length, 0);
  }

  send(data: Uint8Array): void {
    if (this.readyState !== "open") throw new DOMException("not open", "InvalidStateError");
    this.#waiting.push(data.slice());
    if (this.#connection.carriesOut()) this.flush();
  }

  /** Sends what waits, if there is a way. */
  flush(): void {
    const peer = this.#connection.partner;
    if (peer === null || !this.#connection.carriesOut()) return;
    for (const data of this.#waiting.splice(0)) {
      const at = Math.max(this.#lastArrival, this.#world.now + this.#world.random() * DATA_MS);
      this.#lastArrival = at;
      this.#world.after(at - this.#world.now, () => {
        const channel = peer.channel;
        // Whatever arrives shows that the channel is open.
        channel?.become("open");
        if (channel?.readyState !== "open") return;
        channel.tell("message", { data: data.buffer });
      });
    }
  }

  flushLater(): void {
    if (this.#waiting.length === 0) return;
    this.#world.after(this.#world.random() * RETRANSMIT_MS, () => this.flush());
  }

  become(state: "open" | "closed"): void {
    if (this.readyState === state || this.readyState === "closed") return;
    this.readyState = state;
    this.tell(state === "open" ? "open" : "close");
  }
}

export class FakePeerConnection extends FakeTarget {
  readonly owner: string;
  readonly name: string;
  channel: FakeDataChannel | null = null;
  /** What it was last told to find its way with, since it was made. */
  configuration: RTCConfiguration | null = null;
  /** What its statistics say of the path in use. */
  selectedType: RTCIceCandidateType = "host";
  /** How often it was told to restart ICE. */
  restarts = 0;
  /** Whom it was last through to: while ICE restarts, what was there goes on. */
  partner: FakePeerConnection | null = null;
  readonly #network: Network;
  readonly #world: World;
  readonly #transceivers: FakeTransceiver[] = [];
  /** The media sections both sides agreed on, in their order. */
  #agreed: string[] = [];
  /** Sections that our pending offer named for the first time. */
  #offered: FakeTransceiver[] = [];
  #pendingLocal: Description | null = null;
  #currentLocal: Description | null = null;
  #pendingRemote: Description | null = null;
  #currentRemote: Description | null = null;
  #operations: (() => Promise<void>)[] = [];
  #negotiationNeeded = false;
  #checkWhenIdle = false;
  #restart = false;
  #mids = 0;
  #abandoned = false;
  #cutAt: number | null = null;
  #arrivals = 0;
  #channelAgreed = false;
  readonly #candidates = new Set<string>();
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  iceConnectionState: RTCIceConnectionState = "new";
  /** Everything that was done against the rules. */
  readonly errors: string[] = [];

  constructor(network: Network, owner: string, number: number) {
    super();
    this.#network = network;
    this.#world = network.world;
    this.owner = owner;
    this.name = `${owner}#${number}`;
  }

  get localDescription(): RTCSessionDescription | null {
    return (this.#pendingLocal ?? this.#currentLocal) as RTCSessionDescription | null;
  }

  get remoteDescription(): RTCSessionDescription | null {
    return (this.#pendingRemote ?? this.#currentRemote) as RTCSessionDescription | null;
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.#transceivers];
  }

  addTransceiver(
    trackOrKind: MediaStreamTrack | "audio" | "video",
    { direction = "sendrecv" }: RTCRtpTransceiverInit = {},
  ): FakeTransceiver {
    this.#refuseIfClosed();
    const track = typeof trackOrKind === "string" ? null : trackOrKind;
    const kind = (track?.kind ?? trackOrKind) as "audio" | "video";
    const transceiver = new FakeTransceiver(this, kind, direction, track);
    this.#transceivers.push(transceiver);
    this.updateNegotiationNeeded();
    return transceiver;
  }

  setLocalDescription(): Promise<void> {
    return this.chain(async () => {
      const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
      await this.#world.delay(SETUP_MS);
      if (this.#isClosed()) return await never();
      if (type === "offer") this.#setLocalOffer();
      else this.#setLocalAnswer();
    });
  }

  setRemoteDescription(init: RTCSessionDescriptionInit): Promise<void> {
    return this.chain(async () => {
      const description = parseDescription(init);
      await this.#world.delay(SETUP_MS);
      if (this.#isClosed()) return await never();
      if (description.type === "offer") this.#setRemoteOffer(description);
      else this.#setRemoteAnswer(description);
    });
  }

  addIceCandidate(init: RTCIceCandidateInit): Promise<void> {
    return this.chain(async () => {
      if (this.remoteDescription === null) {
        this.refuse("InvalidStateError", "candidate without a remote description");
      }
      const remote = parseDescription(this.remoteDescription!);
      if (init.usernameFragment !== remote.ufrag) {
        this.refuse("OperationError", `candidate of ${init.usernameFragment} for ${remote.ufrag}`);
      }
      await this.#world.delay(5);
      this.#candidates.add(remote.ufrag);
      this.#tryToConnect();
    });
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.#refuseIfClosed();
    this.configuration = configuration;
  }

  restartIce(): void {
    this.restarts += 1;
    this.#restart = true;
    this.updateNegotiationNeeded();
  }

  createDataChannel(): FakeDataChannel {
    this.#refuseIfClosed();
    this.channel = new FakeDataChannel(this, this.#world);
    this.updateNegotiationNeeded();
    this.#openChannels();
    return this.channel;
  }

  /** Media flow and ICE checks all the time; what counts is whether they arrive. */
  async getStats(): Promise<RTCStatsReport> {
    await null;
    if (this.#hears()) this.#arrivals = Math.floor(this.#world.now);
    const entries = [
      {
        id: "transport",
        type: "transport",
        bytesReceived: this.#arrivals,
        selectedCandidatePairId: "pair",
      },
      { id: "pair", type: "candidate-pair", localCandidateId: "ours", state: "succeeded" },
      { id: "ours", type: "local-candidate", candidateType: this.selectedType, protocol: "udp" },
    ];
    return new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
  }

  #hears(): boolean {
    const { partner } = this;
    return this.#isUp() && partner !== null && !partner.#isClosed() &&
      this.#network.carries(partner.owner, this.owner);
  }

  #isUp(): boolean {
    return this.connectionState === "connected" || this.connectionState === "disconnected";
  }

  /** Whether what is sent here reaches the other side now. */
  carriesOut(): boolean {
    const { partner } = this;
    return this.#isUp() && partner !== null && !partner.#isClosed() &&
      this.#network.carries(this.owner, partner.owner);
  }

  /** Whether ICE finds its way there and back. */
  #isThrough(peer: FakePeerConnection | null | undefined): boolean {
    return peer != null && !peer.#isClosed() &&
      this.#network.carries(this.owner, peer.owner) &&
      this.#network.carries(peer.owner, this.owner);
  }

  /** Something between the two was cut or mended. */
  pathChanged(): void {
    if (this.#isClosed()) return;
    if (this.connectionState !== "failed") this.#tryToConnect();
    if (this.partner === null) return;
    if (this.#isThrough(this.partner)) {
      this.#cutAt = null;
      this.channel?.flushLater();
    } else if (this.#cutAt === null) {
      this.#cutAt = this.#world.now;
      this.#noticeLoss(this.#cutAt);
    }
  }

  #noticeLoss(cutAt: number): void {
    const still = () => this.#cutAt === cutAt && !this.#isClosed();
    this.#world.after(DISCONNECTED_MS, () => {
      if (still() && this.connectionState === "connected") this.#setConnectionState("disconnected");
    });
    this.#world.after(FAILED_MS, () => {
      if (still() && this.connectionState !== "new") this.#setConnectionState("failed");
    });
  }

  #openChannels(): void {
    const peer = this.partner;
    if (!this.#isUp() || peer === null || !peer.#isUp() || peer.partner !== this) return;
    if (this.channel === null || peer.channel === null) return;
    for (const { channel } of [this, peer]) {
      this.#world.after(this.#world.random() * DATA_MS, () => {
        if (!this.#isClosed() && !peer.#isClosed()) channel?.become("open");
      });
    }
  }

  /** The page that held it is gone: the other side hears no more, and nothing here ever resolves. */
  abandon(): void {
    this.#abandoned = true;
    this.close();
  }

  close(): void {
    if (this.#isClosed()) return;
    this.signalingState = "closed";
    this.connectionState = "closed";
    this.#network.connections.delete(this);
    this.channel?.become("closed");
    const peer = this.partner;
    if (peer === null) return;
    peer.pathChanged();
    // A connection that is closed says so to the other, if it can; a page that is gone does not.
    if (!this.#abandoned && this.#network.carries(this.owner, peer.owner)) {
      this.#world.after(DATA_MS, () => peer.channel?.become("closed"));
    }
  }

  /** The connection at the other end, if both agree that it is. */
  peer(): FakePeerConnection | undefined {
    const other = this.#network.owner(this.#currentRemote?.ufrag ?? null);
    if (other === undefined) return undefined;
    return other.#currentRemote?.ufrag === this.#currentLocal?.ufrag ? other : undefined;
  }

  /** What sends to a section of ours at the other side, if all is through. */
  senderTo(receiverTrack: MediaStreamTrack): FakeSender | null {
    const mine = this.#transceivers.find(({ receiver }) => receiver.track === receiverTrack);
    if (mine === undefined || !this.#hears()) return null;
    if (mine.currentDirection !== "sendrecv" && mine.currentDirection !== "recvonly") return null;
    const theirs = this.partner?.getTransceivers().find(({ mid }) => mid === mine.mid);
    return theirs?.currentDirection?.startsWith("send") ? theirs.sender : null;
  }

  /** Whether an operation is under way. */
  get isBusy(): boolean {
    return this.#operations.length > 0;
  }

  /** One operation after the other, as the operations chain of WebRTC §4.4.1.2 wants it. */
  chain<T>(operation: () => T | Promise<T>): Promise<T> {
    if (this.#abandoned) return never();
    if (this.#isClosed()) return Promise.reject(new DOMException("closed", "InvalidStateError"));
    return new Promise<T>((resolve, reject) => {
      this.#operations.push(async () => {
        try {
          resolve(await operation());
        } catch (error) {
          reject(error);
        }
      });
      if (this.#operations.length === 1) void this.#runOperations();
    });
  }

  async #runOperations(): Promise<void> {
    for (let next = this.#operations[0]; next; next = this.#operations[0]) {
      await next();
      this.#operations.shift();
    }
    if (this.#checkWhenIdle) {
      this.#checkWhenIdle = false;
      this.updateNegotiationNeeded();
    }
  }

  updateNegotiationNeeded(): void {
    if (this.#operations.length > 0) {
      this.#checkWhenIdle = true;
      return;
    }
    this.#world.after(0, () => {
      if (this.#isClosed()) return;
      if (this.#operations.length > 0) {
        this.#checkWhenIdle = true;
        return;
      }
      if (this.signalingState !== "stable") return;
      if (!this.#needsNegotiation()) {
        this.#negotiationNeeded = false;
        return;
      }
      if (this.#negotiationNeeded) return;
      this.#negotiationNeeded = true;
      this.tell("negotiationneeded");
    });
  }

  #needsNegotiation(): boolean {
    if (this.#restart || (this.channel !== null && !this.#channelAgreed)) return true;
    return this.#transceivers.some(({ mid, direction, currentDirection }) =>
      mid === null || (direction === "sendrecv" && currentDirection === "recvonly")
    );
  }

  #setLocalOffer(): void {
    if (this.signalingState !== "stable" && this.signalingState !== "have-local-offer") {
      this.refuse("InvalidStateError", `offer in ${this.signalingState}`);
    }
    for (const transceiver of this.#transceivers) {
      if (transceiver.mid !== null) continue;
      transceiver.mid = this.#newMid();
      this.#offered.push(transceiver);
    }
    const fresh = this.#restart || this.#currentLocal === null;
    const ufrag = fresh ? this.#network.newUfrag(this) : this.#currentLocal!.ufrag;
    this.#pendingLocal = describe("offer", ufrag, this.#sections());
    this.#setSignalingState("have-local-offer");
    if (fresh) this.#gather(ufrag);
  }

  #setLocalAnswer(): void {
    if (this.signalingState !== "have-remote-offer") {
      this.refuse("InvalidStateError", `answer in ${this.signalingState}`);
    }
    const offer = this.#pendingRemote!;
    // A new fragment on their side restarts ICE on ours.
    const fresh = this.#currentLocal === null || this.#currentRemote?.ufrag !== offer.ufrag;
    const ufrag = fresh ? this.#network.newUfrag(this) : this.#currentLocal!.ufrag;
    if (fresh) this.#restart = false;
    this.#agreed = offer.sections.map(({ mid }) => mid);
    const answer = describe("answer", ufrag, this.#sections());
    this.#agree(answer, offer);
    if (fresh) this.#gather(ufrag);
  }

  #setRemoteOffer(offer: Description): void {
    if (this.signalingState === "have-local-offer") this.#rollBack();
    if (this.signalingState !== "stable" && this.signalingState !== "have-remote-offer") {
      this.refuse("InvalidStateError", `remote offer in ${this.signalingState}`);
    }
    this.#checkOrder(offer);
    for (const { mid, kind } of offer.sections) {
      if (this.#transceivers.some((one) => one.mid === mid)) continue;
      const transceiver = new FakeTransceiver(this, kind, "recvonly", null);
      transceiver.mid = mid;
      this.#transceivers.push(transceiver);
      this.#mids = Math.max(this.#mids, Number(mid) + 1);
    }
    this.#pendingRemote = offer;
    this.#setSignalingState("have-remote-offer");
  }

  #setRemoteAnswer(answer: Description): void {
    if (this.signalingState !== "have-local-offer") {
      this.refuse("InvalidStateError", `remote answer in ${this.signalingState}`);
    }
    const offer = this.#pendingLocal!;
    const mids = (sections: Section[]) => sections.map(({ mid }) => mid).join();
    if (mids(answer.sections) !== mids(offer.sections)) {
      this.refuse("InvalidAccessError", "answer to another offer");
    }
    this.#agreed = offer.sections.map(({ mid }) => mid);
    this.#restart &&= offer.ufrag === this.#currentLocal?.ufrag;
    this.#offered = [];
    this.#agree(offer, answer);
  }

  #agree(local: Description, remote: Description): void {
    this.#currentLocal = local;
    this.#currentRemote = remote;
    this.#channelAgreed = this.channel !== null;
    this.#pendingLocal = null;
    this.#pendingRemote = null;
    for (const transceiver of this.#transceivers) {
      const theirs = remote.sections.find(({ mid }) => mid === transceiver.mid);
      if (theirs === undefined) continue;
      transceiver.currentDirection = meet(transceiver.direction, theirs.direction);
    }
    this.#setSignalingState("stable");
    this.#negotiationNeeded = false;
    this.updateNegotiationNeeded();
    this.#tryToConnect();
  }

  #rollBack(): void {
    for (const transceiver of this.#offered) transceiver.mid = null;
    this.#offered = [];
    this.#pendingLocal = null;
    this.#negotiationNeeded = false;
    this.#setSignalingState("stable");
  }

  /** Sections never move or vanish once agreed on. */
  #checkOrder(offer: Description): void {
    const isSame = this.#agreed.every((mid, at) => offer.sections[at]?.mid === mid);
    if (!isSame) this.refuse("InvalidAccessError", "offer moves agreed sections");
  }

  #sections(): Section[] {
    const known = new Map(this.#transceivers.map((one) => [one.mid, one]));
    const order = [...this.#agreed];
    for (const { mid } of this.#transceivers) {
      if (mid !== null && !order.includes(mid)) order.push(mid);
    }
    return order.map((mid) => {
      const { kind, direction } = known.get(mid)!;
      return { mid, kind, direction };
    });
  }

  #newMid(): string {
    return String(this.#mids++);
  }

  #gather(ufrag: string): void {
    for (let index = 0; index < 2; index++) {
      this.#world.after(this.#world.random() * CANDIDATE_MS, () => {
        const ours = this.#pendingLocal?.ufrag === ufrag || this.#currentLocal?.ufrag === ufrag;
        if (this.#isClosed() || !ours) return;
        const candidate = {
          candidate: `candidate:${index}`,
          sdpMid: "0",
          sdpMLineIndex: 0,
          usernameFragment: ufrag,
        };
        this.tell("icecandidate", { candidate });
      });
    }
  }

  #tryToConnect(): void {
    const peer = this.peer();
    if (peer === undefined || this.#isClosed() || !this.#isThrough(peer)) return;
    const heard = this.#candidates.has(this.#currentRemote!.ufrag) ||
      peer.#candidates.has(peer.#currentRemote!.ufrag);
    if (!heard) return;
    for (const one of [this, peer]) {
      const other = one === this ? peer : this;
      if (one.connectionState === "connected" && one.partner === other) continue;
      this.#world.after(this.#world.random() * CONNECT_MS, () => {
        if (one.#isClosed() || one.peer() !== other || !one.#isThrough(other)) return;
        one.partner = other;
        one.#setConnectionState("connected");
        one.#openChannels();
      });
    }
  }

  #setSignalingState(state: RTCSignalingState): void {
    this.signalingState = state;
    this.tell("signalingstatechange");
  }

  #setConnectionState(state: "connected" | "disconnected" | "failed"): void {
    if (this.#isClosed() || this.connectionState === state) return;
    this.connectionState = state;
    this.iceConnectionState = state;
    this.tell("connectionstatechange");
  }

  #isClosed(): boolean {
    return this.signalingState === "closed";
  }

  #refuseIfClosed(): void {
    if (this.#isClosed() && !this.#abandoned) throw new DOMException("closed", "InvalidStateError");
  }

  /** Something was done against the rules. */
  refuse(name: string, message: string): never {
    this.errors.push(`${this.name}: ${name}: ${message}`);
    throw new DOMException(message, name);
  }
}

function describe(type: "offer" | "answer", ufrag: string, sections: Section[]): Description {
  const sdp = `a=ice-ufrag:${ufrag}\r\nx-sections:${JSON.stringify(sections)}\r\n`;
  return { type, sdp, ufrag, sections };
}

function parseDescription({ type, sdp = "" }: RTCSessionDescriptionInit): Description {
  const ufrag = /a=ice-ufrag:(\S+)/.exec(sdp)![1]!;
  const sections = JSON.parse(/x-sections:(.*)\r\n/.exec(sdp)![1]!) as Section[];
  return { type: type as "offer" | "answer", sdp, ufrag, sections };
}

function meet(
  ours: RTCRtpTransceiverDirection,
  theirs: RTCRtpTransceiverDirection,
): RTCRtpTransceiverDirection {
  const send = ours.startsWith("send") && (theirs === "sendrecv" || theirs === "recvonly");
  const receive = (ours === "sendrecv" || ours === "recvonly") && theirs.startsWith("send");
  if (send) return receive ? "sendrecv" : "sendonly";
  return receive ? "recvonly" : "inactive";
}

/** What a closed connection's operations resolve to. */
function never(): Promise<never> {
  return new Promise(() => {});
}
