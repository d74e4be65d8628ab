/** Two people who send each other files over data channels that the test can hold, cut and rebuild. */
import { FileExchange } from "../../../client/file_exchange.ts";
import type { FileTransfer } from "../../../client/file_transfer.ts";
import type { FileSink } from "../../../client/ports.ts";
import type { PeerId, TalkId } from "../../../protocol/ids.ts";
import { decodeTalk, type FileMessage, type FileOffer } from "../../../protocol/talk.ts";

/** One end of a data channel. What is sent waits until it is let through. */
export class FakeChannel extends EventTarget {
  binaryType: BinaryType = "arraybuffer";
  readyState: RTCDataChannelState = "open";
  bufferedAmountLowThreshold = 0;
  bufferedAmount = 0;
  /** The lengths of everything that was ever sent. */
  readonly sent: number[] = [];
  partner: FakeChannel | null = null;
  held = false;
  readonly #waiting: Uint8Array<ArrayBuffer>[] = [];

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(data.length);
    this.#waiting.push(data.slice());
    this.bufferedAmount += data.length;
    if (!this.held) queueMicrotask(() => this.#flush());
  }

  /** Lets through what waits, and all that follows. */
  release(): void {
    this.held = false;
    this.#flush();
  }

  close(): void {
    this.readyState = "closed";
    this.dispatchEvent(new Event("close"));
  }

  #flush(): void {
    if (this.held || this.readyState === "closed") return;
    for (const data of this.#waiting.splice(0)) {
      const before = this.bufferedAmount;
      this.bufferedAmount -= data.length;
      this.partner?.dispatchEvent(new MessageEvent("message", { data: data.buffer }));
      const low = this.bufferedAmountLowThreshold;
      if (before > low && this.bufferedAmount <= low) {
        this.dispatchEvent(new Event("bufferedamountlow"));
      }
    }
  }

  asChannel(): RTCDataChannel {
    return this as unknown as RTCDataChannel;
  }
}

/** A place for a file that keeps it in memory, and can be full or gone. */
export class FakeSink implements FileSink {
  readonly parts: Uint8Array[] = [];
  state: "open" | "finished" | "discarded" = "open";
  fault: Error | null = null;

  write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.fault !== null) return Promise.reject(this.fault);
    this.parts.push(bytes.slice());
    return Promise.resolve();
  }

  finish(): Promise<string> {
    this.state = "finished";
    return Promise.resolve("blob:here");
  }

  discard(): Promise<void> {
    this.state = "discarded";
    return Promise.resolve();
  }

  get size(): number {
    return this.parts.reduce((sum, { length }) => sum + length, 0);
  }

  bytes(): Promise<Uint8Array> {
    return new Blob(this.parts as BlobPart[]).bytes();
  }
}

export class FilePerson {
  readonly id: PeerId;
  readonly exchange: FileExchange;
  readonly sinks: FakeSink[] = [];
  readonly offers: FileOffer[] = [];
  readonly told: FileMessage[] = [];
  readonly timers: (() => void)[] = [];
  channel: FakeChannel | null = null;
  /** Whether what is held here is held from the beginning. */
  holds = false;
  /** The largest message that the other side takes. */
  maxMessageBytes = 256 * 1024;
  other!: FilePerson;

  constructor(name: string) {
    this.id = name as PeerId;
    this.exchange = new FileExchange({
      tell: (_peer, message) => {
        this.told.push(message);
        const decoded = decodeTalk(structuredClone(message)) as FileMessage | null;
        queueMicrotask(() => decoded && this.other.exchange.take(this.id, decoded));
      },
      openFiles: () => {
        const { channel, maxMessageBytes } = this;
        return channel && { channel: channel.asChannel(), maxMessageBytes };
      },
      nameOf: (peer) => peer,
      setTimer: (task) => {
        this.timers.push(task);
        return () => {};
      },
      files: {
        receive: () => {
          const sink = new FakeSink();
          this.sinks.push(sink);
          return Promise.resolve(sink);
        },
      },
      onOffer: (_peer, offer) => this.offers.push(offer),
    });
  }

  get transfers(): FileTransfer[] {
    return [...this.exchange.transfers.peek().values()];
  }

  get only(): FileTransfer {
    return this.transfers[0]!;
  }
}

export class FilePair {
  readonly anna = new FilePerson("anna");
  readonly ben = new FilePerson("ben");

  constructor() {
    this.anna.other = this.ben;
    this.ben.other = this.anna;
    this.connect();
  }

  /** A new connection, of which both learn; or only a new channel, of which nobody tells them. */
  connect({ tell = true } = {}): void {
    const [one, other] = [new FakeChannel(), new FakeChannel()];
    one.partner = other;
    other.partner = one;
    one.held = this.anna.holds;
    other.held = this.ben.holds;
    this.anna.channel = one;
    this.ben.channel = other;
    if (!tell) return;
    this.anna.exchange.opened(this.ben.id);
    this.ben.exchange.opened(this.anna.id);
  }

  /** The connection is closed: by a browser that says so, or by one that does not. */
  disconnect(silently = false): void {
    for (const person of [this.anna, this.ben]) {
      const { channel } = person;
      person.channel = null;
      if (silently && channel !== null) channel.readyState = "closed";
      else channel?.close();
    }
  }

  /** Anna offers Ben a file, and he has heard of it. */
  async offer(file: File, id = "AAAAAAAAAAA" as TalkId): Promise<void> {
    this.anna.exchange.offer(file, id, [this.ben.id], false);
    await until(() => this.ben.transfers.length > 0);
  }

  async accept(): Promise<void> {
    this.ben.exchange.accept(this.ben.only.key);
    await until(() => this.ben.sinks.length > 0);
  }
}

/** A file whose bytes follow no short pattern, so that two pieces are never alike. */
export function newFile(size: number, name = "film.webm"): File {
  const bytes = new Uint8Array(size);
  let word = 1;
  for (let at = 0; at < size; at++) {
    word = (Math.imul(word, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = word >>> 24;
  }
  return new File([bytes], name);
}

/** For threads that a busy machine lets wait, in milliseconds: what has not happened by then never will. */
const PATIENCE_MS = 60_000;

/** Hashing runs on threads of its own: waits until what it leads to has happened. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error("It did not come to that");
    await new Promise((resolve) => setTimeout(resolve));
  }
}
