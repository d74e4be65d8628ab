/**
 * Somebody who floods, in a process of their own: opens sockets from one address, pours frames through whichever are
 * open, and comes back as soon as they are closed. Its only argument is a {@link FloodOrder} as JSON; it prints
 * a {@link FloodResult} as JSON.
 */
import { newSeatSecret, peerIdOfSeat } from "../crypto/seat.ts";
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { handshakeOf } from "../tests/server/support/raw_connection.ts";

export interface FloodOrder {
  host: string;
  /** The address that a proxy on this machine says they come from. */
  from: string;
  sockets: number;
  /** Frames a second, of all sockets together; none where the same is to be paid for without a flood. */
  perSecond: number;
  milliseconds: number;
}

export interface FloodResult {
  /** Frames that the kernel took. */
  sent: number;
  /** Sockets that were opened. */
  opened: number;
  /** Sockets that were not. */
  refused: number;
}

/** How often what is due is poured out, in milliseconds. */
const PACE_MS = 10;
/** What could not be poured out for so long is not made up for, in milliseconds. */
const DEBT_MS = 100;
/** How soon a socket that was closed or refused is asked for again, at most, in milliseconds. */
const RETRY_MS = 1000;
const PEERS_PER_ROOM = 4;
/** What is poured at once, at most, in frames. */
const STREAM_FRAMES = 4096;

const RUN = crypto.getRandomValues(new Uint8Array(8));
const PAYLOAD = new Uint8Array(48).fill(1);
const TEXT = 0x81;
const BINARY = 0x82;

/** A frame as a client sends it, masked with zeros (RFC 6455 §5.2). */
function frame(opcode: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = payload;
  const head = length < 126
    ? [opcode, 0x80 | length]
    : [opcode, 0x80 | 126, length >> 8, length & 255];
  return new Uint8Array([...head, 0, 0, 0, 0, ...payload]);
}

function text(value: unknown): Uint8Array<ArrayBuffer> {
  return frame(TEXT, new TextEncoder().encode(JSON.stringify(value)));
}

/** What each of them says all the time, in turn: what is relayed, what is answered, what is nothing. */
function chatter(turn: number, self: Uint8Array): Uint8Array<ArrayBuffer> {
  switch (turn % 3) {
    case 0:
      return frame(BINARY, new Uint8Array([...self, ...PAYLOAD]));
    case 1:
      return text({ type: "ping" });
    default:
      return text({ type: "nonsense" });
  }
}

class Flooder {
  readonly #order: FloodOrder;
  readonly #room: string;
  readonly #hello: Uint8Array<ArrayBuffer>;
  readonly #stream: Uint8Array<ArrayBuffer>;
  readonly #frameBytes: number;
  #connection: Deno.TcpConn | null = null;
  #isBusy = true;
  sent = 0;
  opened = 0;
  refused = 0;

  private constructor(order: FloodOrder, room: string, seat: string, once: Uint8Array) {
    this.#order = order;
    this.#room = room;
    this.#hello = text({ type: "hello", version: 1, seat, profile: "" });
    this.#frameBytes = once.length;
    this.#stream = new Uint8Array(once.length * STREAM_FRAMES);
    for (let n = 0; n < STREAM_FRAMES; n++) this.#stream.set(once, n * once.length);
  }

  static async create(order: FloodOrder, turn: number): Promise<Flooder> {
    const room = new Uint8Array(16);
    room.set(RUN);
    new DataView(room.buffer).setUint32(8, Math.floor(turn / PEERS_PER_ROOM));
    const seat = newSeatSecret((length) => crypto.getRandomValues(new Uint8Array(length)));
    const self = fromBase64Url(await peerIdOfSeat(seat))!;
    return new Flooder(order, toBase64Url(room), seat, chatter(turn, self));
  }

  /** Whether it can take more now. */
  get isReady(): boolean {
    return !this.#isBusy;
  }

  pour(frames: number): void {
    const count = Math.min(frames, STREAM_FRAMES);
    void this.#write(this.#stream.subarray(0, count * this.#frameBytes), count);
  }

  /** Opens a socket whenever there is none. */
  async run(until: number): Promise<void> {
    while (performance.now() < until) {
      try {
        const connection = await this.#open();
        this.#connection = connection;
        await this.#write(this.#hello, 1);
        // Until it is closed.
        const buffer = new Uint8Array(65_536);
        while (await connection.read(buffer) !== null);
      } catch {
        // Reset, or refused.
      }
      this.close();
      await elapse(RETRY_MS * Math.random());
    }
  }

  close(): void {
    this.#isBusy = true;
    try {
      this.#connection?.close();
    } catch {
      // Closed already.
    }
    this.#connection = null;
  }

  async #open(): Promise<Deno.TcpConn> {
    const { host, from } = this.#order;
    const [hostname, port] = host.split(":");
    const connection = await Deno.connect({ hostname: hostname!, port: Number(port) });
    const handshake = handshakeOf(host, this.#room, `x-forwarded-for: ${from}`);
    await writeAll(connection, new TextEncoder().encode(handshake));
    const buffer = new Uint8Array(2048);
    const length = await connection.read(buffer) ?? 0;
    if (/^HTTP\/1\.1 101 /.test(new TextDecoder().decode(buffer.subarray(0, length)))) {
      this.opened++;
      return connection;
    }
    this.refused++;
    connection.close();
    throw new Error("Refused");
  }

  async #write(bytes: Uint8Array<ArrayBuffer>, frames: number): Promise<void> {
    const connection = this.#connection;
    if (connection === null) return;
    this.#isBusy = true;
    try {
      await writeAll(connection, bytes);
      this.sent += frames;
    } catch {
      // The reader finds out, and comes back.
    }
    if (this.#connection === connection) this.#isBusy = false;
  }
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

function elapse(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function flood(order: FloodOrder): Promise<FloodResult> {
  const { sockets, perSecond, milliseconds } = order;
  const flooders = await Promise.all(
    Array.from({ length: sockets }, (_, turn) => Flooder.create(order, turn)),
  );
  const until = performance.now() + milliseconds;
  for (const flooder of flooders) void flooder.run(until);
  let due = 0;
  let last = performance.now();
  while (last < until) {
    await elapse(PACE_MS);
    const now = performance.now();
    const most = perSecond * DEBT_MS / 1000;
    due = Math.min(due + (now - last) / 1000 * perSecond, most);
    last = now;
    const ready = flooders.filter(({ isReady }) => isReady);
    const share = Math.floor(due / ready.length);
    if (ready.length === 0 || share === 0) continue;
    for (const flooder of ready) flooder.pour(share);
    due -= share * ready.length;
  }
  for (const flooder of flooders) flooder.close();
  const sum = (count: (flooder: Flooder) => number) =>
    flooders.reduce((total, flooder) => total + count(flooder), 0);
  return {
    sent: sum(({ sent }) => sent),
    opened: sum(({ opened }) => opened),
    refused: sum(({ refused }) => refused),
  };
}

if (import.meta.main) {
  const result = await flood(JSON.parse(Deno.args[0]!));
  // deno-lint-ignore no-console -- this is what the process is for.
  console.log(JSON.stringify(result));
  Deno.exit(0);
}
