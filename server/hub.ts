/**
 * Owns the sockets of this instance: reads what they say, asks the room, carries out what it answers.
 * The rules it keeps are in `docs/protocol.md`.
 */
import { toBase64Url } from "../protocol/base64url.ts";
import { assertNever } from "../protocol/assert_never.ts";
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import { PEER_ID_BYTES, type PeerId, type RoomId } from "../protocol/ids.ts";
import { HELLO_DEADLINE_MS, LOOK_MS, MAX_STRIKES, PROTOCOL_VERSION } from "../protocol/limits.ts";
import {
  type ClientMessage,
  decodeClientMessage,
  type ServerMessage,
} from "../protocol/signaling.ts";
import {
  type BackendEvents,
  BackendUnavailable,
  type CarriedOutput,
  type OpenBackend,
  type SignalingBackend,
  socketId,
} from "./backend.ts";
import type { Clock } from "./clock.ts";
import { Connection, type ServerSocket, wordsOf, writeWords } from "./connection.ts";
import { EqualTimers } from "./equal_timers.ts";
import type { Share } from "./households.ts";
import { type IceConfig, iceFor } from "./ice_servers.ts";
import { LocalRoom } from "./local_room.ts";
import type { Log } from "./log.ts";
import type { Traffic } from "./metrics.ts";
import { Pace } from "./pace.ts";
import { QuietClose } from "./quiet_close.ts";
import { fullBucket, takeTokens } from "./rate_limiter.ts";
import { errorOf, REFUSALS } from "./refusals.ts";
import type { RoomInput, SocketId, Welcome } from "./room.ts";
import { seatIdOf } from "./seat_id.ts";
import {
  BYTES_PER_TOKEN,
  DRAIN_DEADLINE_MS,
  HEARTBEAT_MS,
  OVERDRAWN_NOISE,
  QUIET_MS,
  SOCKET_LIMITS,
  type SocketLimits,
} from "./server_limits.ts";

export interface HubCounts {
  /** Rooms in which somebody sits at this instance. */
  rooms: number;
  /** Peers that were welcomed here. */
  seats: number;
  sockets: number;
}

export interface Hub extends AsyncDisposable {
  readonly counts: HubCounts;
  /** No socket is seated any more: it should be turned away before it is opened. */
  readonly draining: boolean;
  /** Whether newcomers would be seated just now. */
  readonly ready: boolean;
  /**
   * Takes over a socket that was opened for that room; it may still be connecting. `share` is its part of what
   * the people behind its address may do, given back when the socket is gone.
   */
  accept(socket: ServerSocket, room: RoomId, share?: Share): void;
  /** Tells every socket to reconnect elsewhere and closes it. Resolves when they are gone, or will not go. */
  drain(): Promise<void>;
}

export interface HubOptions {
  openBackend: OpenBackend;
  clock: Clock;
  log: Log;
  /** What a peer is told to find its way with. */
  ice: IceConfig;
  /** Where relayed frames are added up. */
  traffic?: Traffic;
  /** @default SOCKET_LIMITS */
  limits?: Partial<SocketLimits>;
  /** @default HEARTBEAT_MS */
  heartbeatMs?: number;
}

export function createHub(options: HubOptions): Hub {
  return new SocketHub(options);
}

class SocketHub implements Hub, BackendEvents {
  readonly #options: HubOptions;
  readonly #clock: Clock;
  readonly #helloTimers: EqualTimers;
  readonly #lookTimers: EqualTimers;
  readonly #quietTimers: EqualTimers;
  readonly #limits: SocketLimits;
  readonly #traffic: Traffic;
  readonly #backend: SignalingBackend;
  readonly #connections = new Map<SocketId, Connection>();
  readonly #rooms = new Map<RoomId, LocalRoom>();
  #accepted = 0;
  /** Cancels the next heartbeat, while there is a socket. */
  #cancelHeartbeat: (() => void) | null = null;
  /** Settles when the last socket is gone; `null` until a drain begins. */
  #drained: Promise<void> | null = null;
  #onEmpty = () => {};

  constructor(options: HubOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#helloTimers = new EqualTimers(this.#clock, HELLO_DEADLINE_MS);
    this.#lookTimers = new EqualTimers(this.#clock, LOOK_MS);
    this.#quietTimers = new EqualTimers(this.#clock, QUIET_MS);
    this.#limits = { ...SOCKET_LIMITS, ...options.limits };
    this.#traffic = options.traffic ?? { frames: 0, bytes: 0 };
    this.#backend = options.openBackend(this);
  }

  get counts(): HubCounts {
    const seats = this.#rooms.values().reduce((sum, room) => sum + room.size, 0);
    return { rooms: this.#rooms.size, seats, sockets: this.#connections.size };
  }

  get draining(): boolean {
    return this.#drained !== null;
  }

  get ready(): boolean {
    return !this.draining && this.#backend.isReady;
  }

  accept(socket: ServerSocket, room: RoomId, share = ALONE): void {
    const clock = this.#clock;
    const connection = new Connection({
      id: socketId(this.#backend.instance, ++this.#accepted),
      room,
      socket,
      bucket: fullBucket(this.#limits.frameRate, clock.now()),
      share,
      activeAt: clock.now(),
      now: {
        state: "waiting",
        cancelDeadline: this.#helloTimers.set(() => this.#refuse(connection, "hello-timeout")),
      },
    });
    this.#connections.set(connection.id, connection);
    this.#cancelHeartbeat ??= this.#scheduleHeartbeat();
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", (event) => {
      this.#hear(connection, event.data);
    });
    socket.addEventListener("close", () => {
      share.pace.afterwards(clock, () => this.#forget(connection));
    });
    // Whoever asked before the drain began and comes after is sent away like the others.
    if (this.draining) this.#dismiss(connection);
  }

  drain(): Promise<void> {
    return this.#drained ??= this.#sendEverybodyElsewhere();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.drain();
    this.#helloTimers[Symbol.dispose]();
    this.#lookTimers[Symbol.dispose]();
    this.#quietTimers[Symbol.dispose]();
    this.#cancelHeartbeat?.();
    await this.#backend[Symbol.asyncDispose]();
  }

  // What sockets say.

  #hear(connection: Connection, data: unknown): void {
    connection.pulse = "heard";
    if (connection.now.state === "closed") return this.#ignore(connection, connection.now.closing);
    const isText = typeof data === "string";
    const size = isText ? data.length : (data as ArrayBuffer).byteLength;
    const { maxFrameBytes, frameRate } = this.#limits;
    if (size > maxFrameBytes) {
      return this.#refuse(connection, "frame-too-large");
    }
    const cost = 1 + Math.floor(size / BYTES_PER_TOKEN);
    const now = this.#clock.now();
    const { bucket, share } = connection;
    if (!takeTokens(bucket, frameRate, cost, now) || !share.takeFrames(cost, now)) {
      return this.#refuse(connection, "rate-limited");
    }
    if (share.pace.isFree(cost, now)) return this.#heed(connection, data);
    share.pace.later(cost, this.#clock, () => {
      if (connection.now.state !== "closed") this.#heed(connection, data);
    });
  }

  /** [E8] What is not heard costs the household as if it were. */
  #ignore({ share }: Connection, closing: QuietClose | null): void {
    closing?.stir(share.takeFrames(1, this.#clock.now()) ? 1 : OVERDRAWN_NOISE);
  }

  #heed(connection: Connection, data: unknown): void {
    if (typeof data === "string") this.#hearText(connection, data);
    else this.#relay(connection, data as ArrayBuffer);
  }

  #hearText(connection: Connection, text: string): void {
    // One character is at most three bytes, so most frames need no second look.
    const { maxFrameBytes } = this.#limits;
    if (text.length > maxFrameBytes / 3 && utf8Length(text) > maxFrameBytes) {
      return this.#refuse(connection, "frame-too-large");
    }
    const decoded = decodeClientMessage(text);
    if (decoded.ok) return this.#answer(connection, decoded.value);
    // [V2] Whoever says what we do not know may only be newer than we are.
    if (decoded.code === "unknown-type") return this.#complain(connection, decoded.code);
    this.#strike(connection, decoded.code);
  }

  #answer(connection: Connection, message: ClientMessage): void {
    const isPulse = message.type === "ping" || message.type === "pong";
    if (!isPulse) connection.activeAt = this.#clock.now();
    switch (message.type) {
      case "look":
        return this.#look(connection, message.version);
      case "hello":
        return this.#hello(connection, message);
      case "update":
        return this.#update(connection, message.profile);
      case "leave":
        return this.#leave(connection);
      case "doors":
      case "decline":
      case "replace-link":
        return this.#changeDoors(connection, message);
      case "ping":
        return this.#tell(connection, { type: "pong" });
      case "ice":
        return this.#tell(connection, { type: "ice", ...this.#iceFor(connection) });
      case "pong":
        // That it came is all it says.
        return;
      default:
        assertNever(message);
    }
  }

  /** [S22] to [S25] */
  #look(connection: Connection, version: number): void {
    const { id: socket, now } = connection;
    if (now.state !== "waiting") return this.#strike(connection, "look-late");
    if (version !== PROTOCOL_VERSION) return this.#refuse(connection, "version-mismatch");
    now.cancelDeadline();
    const cancelDeadline = this.#lookTimers.set(() =>
      this.#closeAndDrop(connection, CloseCode.lookOver)
    );
    connection.now = { state: "looking", cancelDeadline };
    this.#step(connection, { type: "look", socket, now: this.#clock.now() });
  }

  #hello(
    connection: Connection,
    message: Extract<ClientMessage, { type: "hello" }>,
  ): void {
    const { now } = connection;
    if (now.state !== "waiting" && now.state !== "looking") {
      return this.#strike(connection, "hello-twice");
    }
    if (message.version !== PROTOCOL_VERSION) {
      return this.#refuse(connection, "version-mismatch");
    }
    now.cancelDeadline();
    const peer = seatIdOf(message.seat);
    connection.now = { state: "asking", peer };
    const { profile, host } = message;
    this.#step(connection, {
      type: "hello",
      peer,
      socket: connection.id,
      profile,
      ...(host === undefined ? {} : { host }),
    });
  }

  #update(connection: Connection, profile: string): void {
    const { peer, id: socket } = connection;
    if (peer === null) return this.#strike(connection, "hello-required");
    this.#step(connection, { type: "update", peer, socket, profile });
  }

  #leave(connection: Connection): void {
    const { peer, id: socket } = connection;
    if (peer === null) return this.#strike(connection, "hello-required");
    this.#step(connection, { type: "leave", peer, socket });
  }

  /** What the host says. That it is the host who says it is for the room to judge. */
  #changeDoors(
    connection: Connection,
    message: Extract<ClientMessage, { type: "doors" | "decline" | "replace-link" }>,
  ): void {
    const { peer, id: socket } = connection;
    if (peer === null) return this.#strike(connection, "hello-required");
    switch (message.type) {
      case "doors": {
        const { type, ...wanted } = message;
        return this.#step(connection, { type, peer, socket, wanted });
      }
      case "decline":
        return this.#step(connection, { type: "decline", peer, socket, whom: message.peer });
      case "replace-link":
        return this.#step(connection, {
          type: "replace-link",
          peer,
          socket,
          now: this.#clock.now(),
        });
      default:
        assertNever(message);
    }
  }

  /** [I2] */
  #iceFor(connection: Connection) {
    const holder = connection.peer ?? connection.id;
    return iceFor(this.#options.ice, holder, this.#clock.now());
  }

  /** [R1] to [R6]. The one path that every frame of every call takes: it parses nothing and copies nothing. */
  #relay(from: Connection, frame: ArrayBuffer): void {
    if (frame.byteLength <= PEER_ID_BYTES) {
      return this.#strike(from, "frame-too-short");
    }
    if (from.now.state !== "seated") {
      return this.#strike(from, "hello-required");
    }
    this.#traffic.frames++;
    this.#traffic.bytes += frame.byteLength;
    const words = new Int32Array(frame, 0, 4);
    const to = from.now.room.find(words);
    if (to === undefined) return this.#relayAway(from, words, frame);
    writeWords(words, from.words);
    from.activeAt = from.bucket.at;
    this.#push(to, frame);
  }

  /** The addressee does not sit here; perhaps it sits at another instance. */
  #relayAway(from: Connection, words: Int32Array, frame: ArrayBuffer): void {
    const to = toBase64Url(new Uint8Array(frame.slice(0, PEER_ID_BYTES)));
    writeWords(words, from.words);
    const sent = this.#backend.relay(from.room, to as PeerId, frame);
    // A peer that has just left is still spoken to: that is a race, not a fault.
    if (sent === false) return this.#complain(from, "unknown-peer");
    if (sent === true) return;
    sent.then(
      (known) => known || this.#complain(from, "unknown-peer"),
      (error) => this.#fail(from, "relay", error),
    );
  }

  // What sockets hear.

  /** The server keeps no queue for whoever does not listen: such a socket is closed, and may come back. */
  #push(to: Connection, data: string | ArrayBuffer): void {
    const waiting = to.socket.bufferedAmount;
    if (waiting <= this.#limits.maxBufferedBytes) return to.send(data);
    this.#options.log({ event: "too-slow", room: to.room, bytes: waiting });
    this.#closeAndDrop(to, CloseCode.tooSlow);
  }

  #tell(to: Connection, message: ServerMessage): void {
    this.#push(to, JSON.stringify(message));
  }

  #complain(about: Connection, code: ErrorCode): void {
    this.#tell(about, errorOf(code));
  }

  // What rooms answer.

  deliver(
    _room: RoomId,
    outputs: readonly CarriedOutput[],
  ): void {
    for (const output of outputs) {
      switch (output.type) {
        case "seat":
          this.#seat(output.socket, output.peer, output.message);
          break;
        case "send": {
          const text = JSON.stringify(output.message);
          for (const socket of output.to) {
            const connection = this.#connections.get(socket);
            if (connection) this.#push(connection, text);
          }
          break;
        }
        case "close": {
          const connection = this.#connections.get(output.socket);
          if (connection) this.#closeFromRoom(connection, output.code);
          break;
        }
        default:
          assertNever(output);
      }
    }
  }

  relayed(room: RoomId, to: PeerId, frame: ArrayBuffer): boolean {
    const connection = this.#rooms.get(room)?.find(wordsOf(to));
    if (connection === undefined) return false;
    this.#push(connection, frame);
    return true;
  }

  #seat(socket: SocketId, peer: PeerId, message: Welcome): void {
    const connection = this.#connections.get(socket);
    // Gone while the room was thinking; the room hears of that next.
    if (connection?.now.state !== "asking") return;
    let room = this.#rooms.get(connection.room);
    if (room === undefined) this.#rooms.set(connection.room, room = new LocalRoom());
    room.add(connection);
    connection.now = { state: "seated", peer, room };
    connection.words = wordsOf(peer);
    this.#tell(connection, { ...message, ...this.#iceFor(connection) });
    this.#options.log({
      event: "seated",
      room: connection.room,
      peer,
      resumed: message.resumed,
      others: message.participants.length,
    });
  }

  #closeFromRoom(connection: Connection, code: CloseCode): void {
    const refused = REFUSED_BY_ROOM.get(code);
    if (refused !== undefined) {
      const { room } = connection;
      this.#options.log({ event: "refused", room, code: refused });
    }
    this.#unseat(connection, code);
    this.#close(connection, code);
  }

  // How sockets end.

  /** The socket is gone. A seat that it had is told, and waits for a return. */
  #forget(connection: Connection): void {
    const farewell = this.#farewell(connection);
    this.#unseat(connection, NOT_CLOSED_BY_US);
    connection.end();
    if (farewell !== null) this.#step(connection, farewell);
    this.#connections.delete(connection.id);
    if (this.#connections.size > 0) return;
    this.#cancelHeartbeat?.();
    this.#cancelHeartbeat = null;
    this.#onEmpty();
  }

  #scheduleHeartbeat(): () => void {
    const ms = this.#options.heartbeatMs ?? HEARTBEAT_MS;
    return this.#clock.setTimer(() => {
      this.#cancelHeartbeat = this.#scheduleHeartbeat();
      for (const connection of this.#connections.values()) this.#feelPulse(connection);
    }, ms);
  }

  /** [S20] */
  #feelPulse(connection: Connection): void {
    if (connection.now.state === "closed") return;
    if (this.#clock.now() - connection.activeAt > this.#limits.idleMs) {
      return this.#refuse(connection, "idle");
    }
    switch (connection.pulse) {
      case "heard":
        connection.pulse = "quiet";
        return;
      case "quiet":
        connection.pulse = "asked";
        return this.#tell(connection, { type: "ping" });
      case "asked":
        return this.#closeAndDrop(connection, CloseCode.tooSlow);
      default:
        assertNever(connection.pulse);
    }
  }

  /** We close the socket; its seat is told, and waits for a return as if it had vanished. */
  #closeAndDrop(connection: Connection, code: CloseCode): void {
    const farewell = this.#farewell(connection);
    this.#unseat(connection, code);
    this.#close(connection, code);
    if (farewell !== null) this.#step(connection, farewell);
  }

  #close(connection: Connection, code: CloseCode): void {
    if (connection.now.state === "closed") return;
    // [E12] However much else waits to be sent: this is the end of it.
    connection.send(JSON.stringify({ type: "closing", code } satisfies ServerMessage));
    const { socket } = connection;
    connection.close(new QuietClose(socket, code, this.#clock, this.#quietTimers));
  }

  /** What the room must hear when this socket ends; `null` if it never heard of it, or heard that already. */
  #farewell({ id: socket, now }: Connection): RoomInput | null {
    switch (now.state) {
      case "waiting":
      case "closed":
        return null;
      case "looking":
        return { type: "look-away", socket };
      case "asking":
      case "seated":
        return { type: "dropped", peer: now.peer, socket, now: this.#clock.now() };
      default:
        assertNever(now);
    }
  }

  async #sendEverybodyElsewhere(): Promise<void> {
    const { log } = this.#options;
    log({ event: "draining", sockets: this.#connections.size });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEmpty = resolve;
    for (const connection of this.#connections.values()) this.#dismiss(connection);
    if (this.#connections.size === 0) resolve();
    const cancel = this.#clock.setTimer(resolve, DRAIN_DEADLINE_MS);
    await promise;
    cancel();
    log({ event: "drained", left: this.#connections.size });
  }

  #dismiss(connection: Connection): void {
    this.#tell(connection, { type: "draining" });
    this.#closeAndDrop(connection, CloseCode.draining);
  }

  /** A malformed frame has a code; too many of them end the socket. */
  #strike(connection: Connection, code: ErrorCode): void {
    this.#complain(connection, code);
    connection.strikes++;
    if (connection.strikes < MAX_STRIKES) return;
    const { room } = connection;
    this.#options.log({ event: "refused", room, code });
    this.#closeAndDrop(connection, CloseCode.violation);
  }

  /** What cannot go on at all. */
  #refuse(connection: Connection, code: keyof typeof REFUSALS): void {
    this.#complain(connection, code);
    const { room } = connection;
    this.#options.log({ event: "refused", room, code });
    this.#closeAndDrop(connection, REFUSALS[code]);
  }

  #fail(connection: Connection, where: string, error: unknown): void {
    // The backend has said so in the log, once.
    if (error instanceof BackendUnavailable) return this.#refuse(connection, "unavailable");
    this.#options.log({ event: "failed", where, error: String(error) });
    if (connection.now.state === "closed") return;
    this.#complain(connection, "internal");
    this.#closeAndDrop(connection, CloseCode.internal);
  }

  #unseat(connection: Connection, code: number): void {
    const { now } = connection;
    if (now.state !== "seated") return;
    now.room.delete(connection);
    if (now.room.size === 0) this.#rooms.delete(connection.room);
    this.#options.log({ event: "unseated", room: connection.room, peer: now.peer, code });
  }

  #step(connection: Connection, input: RoomInput): void {
    try {
      this.#backend.step(connection.room, input)?.catch((error) =>
        this.#fail(connection, input.type, error)
      );
    } catch (error) {
      this.#fail(connection, input.type, error);
    }
  }
}

/** The share of whoever shares with nobody. */
const ALONE: Share = {
  takeFrames: () => true,
  pace: new Pace({ perSecond: Number.MAX_SAFE_INTEGER, burst: Number.MAX_SAFE_INTEGER }, 0),
  [Symbol.dispose]: () => {},
};

/** What a room closes a socket for, as it is told in the log. */
const REFUSED_BY_ROOM: ReadonlyMap<number, ErrorCode> = new Map([
  [CloseCode.roomFull, "room-full"],
  [CloseCode.locked, "locked"],
  [CloseCode.declined, "declined"],
  [CloseCode.removed, "removed"],
  [CloseCode.linkReplaced, "link-replaced"],
]);

/** What RFC 6455 §7.1.5 calls a connection that closed without a code. */
const NOT_CLOSED_BY_US = 1005;

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
