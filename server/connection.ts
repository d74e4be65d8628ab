/** One socket, from the moment it is accepted until it is gone. The hub decides; this holds what it knows. */
import { Buffer } from "node:buffer";
import { PEER_ID_BYTES, type PeerId, type RoomId } from "../protocol/ids.ts";
import type { Share } from "./households.ts";
import type { LocalRoom } from "./local_room.ts";
import type { TokenBucket } from "./rate_limiter.ts";
import type { QuietClose } from "./quiet_close.ts";
import type { SocketId } from "./room.ts";

/** The parts of a server's `WebSocket` that the hub uses. */
export type ServerSocket = Pick<
  WebSocket,
  | "readyState"
  | "bufferedAmount"
  | "binaryType"
  | "send"
  | "close"
  | "addEventListener"
>;

export type ConnectionState =
  /** Until `hello`. */
  | { state: "waiting"; cancelDeadline: () => void }
  /** Sees who sits in the room, and may say `hello` until then. */
  | { state: "looking"; cancelDeadline: () => void }
  /** `hello` came; the room has been told, and will answer. */
  | { state: "asking"; peer: PeerId }
  | { state: "seated"; peer: PeerId; room: LocalRoom }
  /** The room knows, and the peer is being told; `closing` is done when the socket is gone. */
  | { state: "closed"; closing: QuietClose | null };

const OPEN = 1;

/**
 * A peer id as four words, so that a relay compares and writes numbers and makes no strings. Each peer's are a plain
 * array: one of integers has its memory outside of what is collected, which costs more than all else of a seat.
 */
export type PeerWords = ArrayLike<number>;

export class Connection {
  readonly id: SocketId;
  readonly room: RoomId;
  readonly socket: ServerSocket;
  readonly bucket: TokenBucket;
  /** What the people behind the same address share with it. */
  readonly share: Share;
  /** When it last said more than that it is there. */
  activeAt: number;
  /** Zero until seated. */
  words: PeerWords = NOBODY;
  strikes = 0;
  /** Whether it said anything since the last heartbeat, or was asked to and has not yet. */
  pulse: "heard" | "quiet" | "asked" = "heard";
  now: ConnectionState;

  constructor(
    init: Pick<Connection, "id" | "room" | "socket" | "bucket" | "share" | "activeAt" | "now">,
  ) {
    this.id = init.id;
    this.room = init.room;
    this.socket = init.socket;
    this.bucket = init.bucket;
    this.share = init.share;
    this.activeAt = init.activeAt;
    this.now = init.now;
  }

  /** The peer for which the socket speaks, or asks to. */
  get peer(): PeerId | null {
    return this.now.state === "seated" || this.now.state === "asking" ? this.now.peer : null;
  }

  send(data: string | ArrayBuffer): void {
    if (this.now.state === "closed" || this.socket.readyState !== OPEN) return;
    this.socket.send(data);
  }

  /** Ends the socket; what it still says is not heard. */
  close(closing: QuietClose): void {
    this.#cancelDeadline();
    this.now = { state: "closed", closing };
  }

  /** The socket is gone: nothing waits for it any more. */
  end(): void {
    this.#cancelDeadline();
    this.share[Symbol.dispose]();
    if (this.now.state === "closed") this.now.closing?.[Symbol.dispose]();
    this.now = { state: "closed", closing: null };
  }

  #cancelDeadline(): void {
    const { now } = this;
    if (now.state === "waiting" || now.state === "looking") now.cancelDeadline();
  }
}

const NOBODY: PeerWords = [0, 0, 0, 0];

/** Where one id after the other is read. */
const bytes = Buffer.from(new ArrayBuffer(PEER_ID_BYTES));
const words = new Int32Array(bytes.buffer);

export function wordsOf(peer: PeerId): PeerWords {
  bytes.write(peer, "base64url");
  return [words[0]!, words[1]!, words[2]!, words[3]!];
}

/** Puts a peer where a frame names one. */
export function writeWords(to: Int32Array, from: PeerWords): void {
  to[0] = from[0]!;
  to[1] = from[1]!;
  to[2] = from[2]!;
  to[3] = from[3]!;
}
