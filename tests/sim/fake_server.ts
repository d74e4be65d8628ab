/** The server of a simulation: the real `stepRoom` and the real codec behind sockets that take time. */
import type { Socket } from "../../client/ports.ts";
import { fromBase64Url, toBase64Url } from "../../protocol/base64url.ts";
import { PEER_ID_BYTES, type PeerId, type SeatSecret } from "../../protocol/ids.ts";
import { decodeClientMessage } from "../../protocol/signaling.ts";
import { emptyRoom, type RoomInput, type RoomState, stepRoom } from "../../server/room.ts";
import { FakeTarget } from "./fake_target.ts";
import type { World } from "./world.ts";

interface Line {
  socket: FakeSocket;
  peer: PeerId | null;
}

export interface FakeServerOptions {
  capacity: number;
  peerOfSeat: (seat: SeatSecret) => PeerId;
  faults?: RelayFaults;
}

/** How badly the relay does its work. */
export interface RelayFaults {
  /** Decides which frames fare badly. */
  luck: () => number;
  /** One in so many frames is lost, comes twice, or comes so late that others overtake it. */
  losesOneIn: number;
  repeatsOneIn: number;
  holdsUpOneIn: number;
}

const NONE: RelayFaults = {
  luck: () => 1,
  losesOneIn: Infinity,
  repeatsOneIn: Infinity,
  holdsUpOneIn: Infinity,
};
/** How late what is held up comes, and what comes twice comes again, at most, in milliseconds. */
const HELD_UP_MS = 300;

export class FakeServer {
  readonly #world: World;
  readonly #faults: RelayFaults;
  readonly #peerOfSeat: (seat: SeatSecret) => PeerId;
  readonly #lines = new Map<string, Line>();
  #state: RoomState;
  #opened = 0;
  #isUp = true;

  constructor(world: World, { capacity, peerOfSeat, faults = NONE }: FakeServerOptions) {
    this.#world = world;
    this.#faults = faults;
    this.#state = emptyRoom(capacity);
    this.#peerOfSeat = peerOfSeat;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get seats(): readonly PeerId[] {
    return this.#state.seats.map(({ peer }) => peer);
  }

  connect(): Socket {
    const id = `socket-${++this.#opened}`;
    const socket = new FakeSocket(this.#world, {
      message: (data) => this.#hear(id, data),
      closed: () => this.#closed(id),
    });
    if (this.#isUp) this.#lines.set(id, { socket, peer: null });
    else socket.shut(1006);
    return socket as unknown as Socket;
  }

  /** Cuts every socket without a word, as a network does. */
  cutSockets(): void {
    for (const { socket } of [...this.#lines.values()]) socket.shut(1006);
  }

  /** Dies, and forgets everything. */
  crash(): void {
    this.#isUp = false;
    const lines = [...this.#lines.values()];
    this.#lines.clear();
    this.#state = emptyRoom(this.#state.capacity);
    for (const { socket } of lines) socket.shut(1006);
  }

  restart(): void {
    this.#isUp = true;
  }

  #hear(id: string, data: string | Uint8Array<ArrayBuffer>): void {
    const line = this.#lines.get(id);
    if (line === undefined) return;
    if (typeof data !== "string") return this.#relay(line, data);
    const decoded = decodeClientMessage(data);
    if (!decoded.ok) throw new Error(`Client sent ${decoded.code}: ${data}`);
    const message = decoded.value;
    if (message.type === "ping") return line.socket.push(JSON.stringify({ type: "pong" }));
    if (message.type === "pong" || message.type === "ice") return;
    if (message.type === "look") {
      return this.#step({ type: "look", socket: id, now: this.#world.now });
    }
    if (message.type === "hello") {
      const peer = this.#peerOfSeat(message.seat);
      line.peer = peer;
      return this.#step({ ...message, peer, socket: id });
    }
    const { peer } = line;
    if (peer === null) throw new Error(`Client sent ${message.type} before hello`);
    switch (message.type) {
      case "doors":
        return this.#step({ type: "doors", peer, socket: id, wanted: message });
      case "decline":
        return this.#step({ type: "decline", peer, socket: id, whom: message.peer });
      case "replace-link":
        return this.#step({ type: "replace-link", peer, socket: id, now: this.#world.now });
      default:
        return this.#step({ ...message, peer, socket: id });
    }
  }

  #relay(from: Line, frame: Uint8Array<ArrayBuffer>): void {
    const to = toBase64Url(frame.subarray(0, PEER_ID_BYTES)) as PeerId;
    const seat = this.#state.seats.find(({ peer }) => peer === to);
    if (seat?.presence !== "here" || from.peer === null) return;
    const copy = frame.slice();
    copy.set(fromBase64Url(from.peer)!);
    this.#deliver(() => this.#lines.get(seat.socket)?.socket.push(copy.slice()));
  }

  /** At once; or not at all, twice, or so late that what was sent afterwards overtakes it. */
  #deliver(push: () => void): void {
    const { luck, losesOneIn, repeatsOneIn, holdsUpOneIn } = this.#faults;
    const hits = (oneIn: number) => luck() * oneIn < 1;
    const later = () => this.#world.after(luck() * HELD_UP_MS, push);
    if (hits(losesOneIn)) return;
    if (hits(repeatsOneIn)) later();
    if (hits(holdsUpOneIn)) later();
    else push();
  }

  #closed(id: string): void {
    const line = this.#lines.get(id);
    this.#lines.delete(id);
    if (line === undefined) return;
    if (line.peer === null) return this.#step({ type: "look-away", socket: id });
    this.#step({ type: "dropped", peer: line.peer, socket: id, now: this.#world.now });
  }

  #step(input: RoomInput): void {
    const { state, outputs } = stepRoom(this.#state, input);
    this.#state = state;
    for (const output of outputs) {
      switch (output.type) {
        case "seat":
          this.#lines.get(output.socket)?.socket.push(
            JSON.stringify({ ...output.message, iceServers: [] }),
          );
          break;
        case "send":
          for (const to of output.to) {
            this.#lines.get(to)?.socket.push(JSON.stringify(output.message));
          }
          break;
        case "close":
          this.#lines.get(output.socket)?.socket.shut(output.code);
          this.#lines.delete(output.socket);
          break;
        case "schedule":
          this.#world.after(
            output.at - this.#world.now,
            () => this.#step({ type: "expire", now: this.#world.now }),
          );
      }
    }
  }
}

interface ServerEnd {
  message(data: string | Uint8Array<ArrayBuffer>): void;
  closed(): void;
}

/** Longest way of a frame between a browser and the server, in milliseconds. */
const LATENCY_MS = 40;

/** A socket whose frames take a while each way and never overtake each other. */
class FakeSocket extends FakeTarget {
  readonly #world: World;
  readonly #server: ServerEnd;
  #isShut = false;
  #lastUp = 0;
  #lastDown = 0;
  readyState = 0;
  bufferedAmount = 0;
  binaryType: BinaryType = "blob";

  constructor(world: World, server: ServerEnd) {
    super();
    this.#world = world;
    this.#server = server;
    this.#down(() => {
      if (this.#isShut) return;
      this.readyState = 1;
      this.tell("open");
    });
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 1) throw new DOMException("not open", "InvalidStateError");
    this.#up(() => this.#server.message(data));
  }

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#up(() => this.#server.closed());
  }

  /** From the server to the browser. */
  push(data: string | Uint8Array<ArrayBuffer>): void {
    this.#down(() => {
      const payload = typeof data === "string" ? data : data.buffer;
      this.tell("message", { data: payload });
    });
  }

  /** Closed by the server, or by whatever lies between. */
  shut(code: number): void {
    this.#isShut = true;
    this.#down(() => {
      this.readyState = 3;
      this.tell("close", { code });
    });
    if (code === 1006) this.#server.closed();
  }

  #up(task: () => void): void {
    this.#lastUp = this.#inOrder(this.#lastUp, task);
  }

  #down(task: () => void): void {
    this.#lastDown = this.#inOrder(this.#lastDown, () => {
      if (this.readyState !== 3) task();
    });
  }

  #inOrder(last: number, task: () => void): number {
    const at = Math.max(last, this.#world.now + this.#world.random() * LATENCY_MS);
    this.#world.after(at - this.#world.now, task);
    return at;
  }
}
