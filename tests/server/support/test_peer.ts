/** A peer on a real socket that remembers what it hears and lets a test wait for more. */
import { newSeatSecret, peerIdOfSeat } from "../../../crypto/seat.ts";
import { fromBase64Url, toBase64Url } from "../../../protocol/base64url.ts";
import type { PeerId, RoomId, SeatSecret } from "../../../protocol/ids.ts";
import { PROTOCOL_VERSION } from "../../../protocol/limits.ts";
import { encodeRelayFrame } from "../../../protocol/relay_frame.ts";
import {
  type ClientMessage,
  decodeServerMessage,
  type ServerMessage,
} from "../../../protocol/signaling.ts";

/** A relayed frame: who sent it, and the text that was its payload. */
export interface Relayed {
  type: "relayed";
  from: PeerId;
  text: string;
}

export type Closed = { type: "closed"; code: number };

export type Heard = ServerMessage | Relayed | Closed;

type HeardOf<Type extends Heard["type"]> = Extract<Heard, { type: Type }>;

export class TestPeer implements AsyncDisposable {
  readonly seat: SeatSecret;
  readonly #socket: WebSocket;
  readonly #heard: Heard[] = [];
  /** How much of what was heard has been waited for. */
  #read = 0;
  #wake = Promise.withResolvers<void>();
  readonly closed: Promise<number>;

  constructor(socket: WebSocket, seat: SeatSecret) {
    this.seat = seat;
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", (event) => this.#hear(understand(event.data)));
    const { promise, resolve } = Promise.withResolvers<number>();
    this.closed = promise;
    socket.addEventListener("close", ({ code }) => {
      resolve(code);
      this.#hear({ type: "closed", code });
    });
  }

  /** What was heard and not waited for yet. */
  get unread(): readonly Heard[] {
    return this.#heard.slice(this.#read);
  }

  /** The next thing heard. */
  async any(): Promise<Heard> {
    while (this.#read === this.#heard.length) await this.#wake.promise;
    return this.#heard[this.#read++]!;
  }

  /** The next thing heard, which must be of that type. */
  async next<Type extends Heard["type"]>(type: Type): Promise<HeardOf<Type>> {
    const heard = await this.any();
    if (heard.type !== type) {
      throw new Error(`Expected ${type}, heard ${JSON.stringify(heard)}`);
    }
    return heard as HeardOf<Type>;
  }

  say(message: ClientMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  sayRaw(data: string | ArrayBuffer | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(data);
  }

  hello(profile = "", version = PROTOCOL_VERSION): void {
    this.say({ type: "hello", version, seat: this.seat, profile });
  }

  /** Says hello and waits for the answer. */
  async join(profile = ""): Promise<HeardOf<"welcome">> {
    this.hello(profile);
    return await this.next("welcome");
  }

  relay(to: PeerId, text: string): void {
    this.#socket.send(encodeRelayFrame(fromBase64Url(to)!, new TextEncoder().encode(text)));
  }

  peerId(): Promise<PeerId> {
    return peerIdOfSeat(this.seat);
  }

  /** Everything heard until the server has answered all that was said before, or has closed the socket. */
  async settled(): Promise<Heard[]> {
    if (this.#socket.readyState === WebSocket.OPEN) this.say({ type: "ping" });
    const heard: Heard[] = [];
    while (true) {
      const next = await this.any();
      if (next.type === "pong") return heard;
      heard.push(next);
      if (next.type === "closed") return heard;
    }
  }

  /** Goes without a word to the room. */
  close(): void {
    this.#socket.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  #hear(heard: Heard): void {
    this.#heard.push(heard);
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }
}

/** Opens a socket to a room. */
export async function openPeer(
  server: { url: string },
  room: RoomId,
  seat: SeatSecret = randomSeat(),
): Promise<TestPeer> {
  const socket = new WebSocket(`${server.url}/api/signal/${room}`);
  const peer = new TestPeer(socket, seat);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.addEventListener("open", () => resolve());
  socket.addEventListener("error", () => reject(new Error("The socket did not open")));
  await promise;
  return peer;
}

export function randomSeat(): SeatSecret {
  return newSeatSecret(randomBytes);
}

export function randomRoom(): RoomId {
  return toBase64Url(randomBytes(16)) as RoomId;
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

function understand(data: string | ArrayBuffer): Heard {
  if (typeof data === "string") {
    const message = decodeServerMessage(data);
    if (message === null) throw new Error(`The server said what is no message: ${data}`);
    return message;
  }
  const from = toBase64Url(new Uint8Array(data, 0, 16)) as PeerId;
  return { type: "relayed", from, text: new TextDecoder().decode(new Uint8Array(data, 16)) };
}
