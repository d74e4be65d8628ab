/**
 * The socket to the server, kept open: whenever it closes it is opened again, until we close it. What the server asks
 * of a socket it answers by itself.
 */
import type { RoomId } from "../protocol/ids.ts";
import {
  type ClientMessage,
  decodeServerMessage,
  type ServerMessage,
} from "../protocol/signaling.ts";
import { ABNORMAL, closeVerdict, reconnectDelay } from "./reconnect_policy.ts";
import type { Ports, ServerAnswer, Socket } from "./ports.ts";

export type SignalingEvent =
  | { type: "open" }
  /** What a page does not know is not for it. */
  | { type: "message"; message: ServerMessage }
  | { type: "binary"; frame: Uint8Array<ArrayBuffer> }
  /**
   * `attempts` tries in a row have failed; the next one comes by itself unless the code forbids it. `toldMs` is how
   * long we wait because the server said so, 0 if it did not.
   */
  | { type: "closed"; code: number; attempts: number; toldMs: number };

export interface SignalingChannelOptions {
  /**
   * Before sockets that follow a failed one the server is asked by a plain request: browsers make a page whose sockets
   * failed wait longer and longer for the next, even if it would succeed.
   */
  ports: Pick<Ports, "connect" | "askServer" | "random" | "setTimer">;
  /** The room that the next socket is for. */
  room: () => RoomId;
  /** To begin with, one that is open already. */
  first?: Socket | null;
  /** Whether others rely on us to find the server. */
  isScout: () => boolean;
  onEvent: (event: SignalingEvent) => void;
}

/** How often we ask the server whether it is there, in milliseconds. */
const PING_EVERY_MS = 20_000;
/** A socket that brought nothing for so long is dead, whatever it says, in milliseconds. */
const SILENCE_MS = 15_000;
/** An open socket that was taken over may have died in a sleep: it has so long to show that it lives, in milliseconds. */
const TAKEN_SILENCE_MS = 4_000;
/** No server is believed that wants us to wait for longer, in milliseconds. */
const MOST_TOLD_MS = 300_000;
/** What is taken for granted of a server that was there a moment ago. */
const READY: ServerAnswer = { there: true, waitMs: 0 };

export class SignalingChannel implements Disposable {
  readonly #options: SignalingChannelOptions;
  #first: Socket | null | undefined;
  #socket: Socket | null = null;
  #attempts = 0;
  /** Cancels the next try, while there is one to wait for. */
  #cancelRetry: (() => void) | null = null;
  #cancelWatch = () => {};
  /** How long the server wants us to stay away, in milliseconds, if it comes to that. */
  #toldMs = 0;
  /** Whether the next try may come sooner than it is due. */
  #mayHurry = true;

  constructor(options: SignalingChannelOptions) {
    this.#options = options;
    this.#first = options.first;
  }

  open(): void {
    if (this.#socket === null) this.#connect();
  }

  say(message: ClientMessage): void {
    this.send(JSON.stringify(message));
  }

  /** Sends if the socket is open. What is lost otherwise is for the two ends to send again. */
  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.#socket?.readyState === 1) this.#socket.send(data);
  }

  /**
   * We are in: the next loss starts at the foot of the ladder. Not before, or a server that takes the
   * socket and throws us out again would be asked without pause.
   */
  settled(): void {
    this.#attempts = 0;
  }

  /**
   * We were told to stay away, and have reason to come all the same: as after any other loss, but after `patience`
   * times the wait.
   */
  seekAgain(patience = 1): void {
    if (this.#socket !== null || this.#cancelRetry !== null) return;
    this.#retry(patience * this.#nextWait(), true);
  }

  /** The room is another: leaves this socket behind without a word, and opens one there. */
  move(): void {
    this.#cancelRetry?.();
    this.#cancelWatch();
    const socket = this.#socket;
    this.#socket = null;
    this.#attempts = 0;
    socket?.close(1000);
    this.#connect();
  }

  /** The network is back: no reason to wait any longer, unless the server gave one. */
  retryNow(): void {
    if (this.#cancelRetry === null || !this.#mayHurry) return;
    this.#cancelRetry();
    this.#connect();
  }

  /** Gives the socket away as it is, if there is one. Nothing is reported from here on. */
  release(): Socket | null {
    const socket = this.#socket;
    this.#socket = null;
    this[Symbol.dispose]();
    return socket;
  }

  /** Closes for good. Nothing is reported from here on. */
  [Symbol.dispose](): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#cancelWatch();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  #connect(): void {
    this.#cancelRetry = null;
    this.#toldMs = 0;
    const { ports, room, onEvent } = this.#options;
    const socket = this.#first ?? ports.connect(room());
    this.#first = null;
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.addEventListener("open", () => {
      if (socket !== this.#socket) return;
      this.#watch(socket);
      onEvent({ type: "open" });
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket !== this.#socket) return;
      this.#watch(socket);
      if (typeof data === "string") this.#hear(socket, decodeServerMessage(data));
      else onEvent({ type: "binary", frame: new Uint8Array(data) });
    });
    socket.addEventListener("close", ({ code }) => this.#closed(socket, code));
    const isTaken = socket.readyState === 1;
    this.#giveUpAfter(socket, isTaken ? TAKEN_SILENCE_MS : SILENCE_MS);
    if (isTaken) onEvent({ type: "open" });
  }

  #hear(socket: Socket, message: ServerMessage | null): void {
    if (message === null) return;
    if (message.type === "closing") {
      // First, since not every close frame of a server arrives whole.
      socket.close(1000);
      return this.#closed(socket, message.code);
    }
    // The close that follows does not wait for whoever takes the message.
    if (message.type === "error") this.#holdBack(1000 * (message.retryAfter ?? 0));
    if (message.type === "ping") this.say({ type: "pong" });
    this.#options.onEvent({ type: "message", message });
  }

  /** The server says after how long we may try again, should it close the socket now. */
  #holdBack(ms: number): void {
    this.#toldMs = Math.min(ms, MOST_TOLD_MS);
  }

  /** Anything that arrives starts the watch anew: first we ask, then we give up. */
  #watch(socket: Socket): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#options.ports.setTimer(() => {
      this.say({ type: "ping" });
      this.#giveUpAfter(socket, SILENCE_MS);
    }, PING_EVERY_MS);
  }

  #giveUpAfter(socket: Socket, ms: number): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#options.ports.setTimer(() => {
      socket.close();
      this.#closed(socket, ABNORMAL);
    }, ms);
  }

  #closed(socket: Socket, code: number): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#cancelWatch();
    this.#failed(code);
  }

  #failed(code: number): void {
    const verdict = closeVerdict(code);
    const told = verdict === "later" ? this.#toldMs : 0;
    // What we were told comes on top of luck, or everybody who was told would come back as one.
    const wait = verdict === "now" ? 0 : told + this.#nextWait();
    const ask = this.#attempts > 0;
    this.#toldMs = 0;
    this.#mayHurry = told === 0;
    this.#attempts += 1;
    if (verdict !== "stop") this.#retry(wait, ask);
    const toldMs = told > 0 ? wait : 0;
    this.#options.onEvent({ type: "closed", code, attempts: this.#attempts, toldMs });
  }

  #nextWait(): number {
    const { ports, isScout } = this.#options;
    return reconnectDelay(this.#attempts, ports.random(), isScout());
  }

  #retry(wait: number, ask: boolean): void {
    const { ports, room } = this.#options;
    let isDue = true;
    const cancelTimer = ports.setTimer(async () => {
      const answer = ask ? await ports.askServer(room()) : READY;
      // Meanwhile somebody may have told us that the server is back, or that we are to stop.
      if (!isDue) return;
      this.#cancelRetry = null;
      if (answer.there && answer.waitMs === 0) return this.#connect();
      if (answer.there) this.#holdBack(answer.waitMs);
      this.#failed(ABNORMAL);
    }, wait);
    this.#cancelRetry = () => {
      isDue = false;
      cancelTimer();
    };
  }
}
