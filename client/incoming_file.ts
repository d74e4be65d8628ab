/**
 * A file that somebody sends us: pieces become blocks, blocks are hashed and kept one after the other, and
 * whatever does not fit ends it. Nothing is taken on trust: the sender may be malicious.
 */
import { BLOCK_BYTES, BlockHashes } from "../crypto/block_hashes.ts";
import type { FileSink } from "./ports.ts";
import { FILE_WINDOW_BYTES } from "./outgoing_file.ts";
import { TaskQueue } from "./task_queue.ts";

export interface IncomingFileOptions {
  size: number;
  sink: FileSink;
  /** Everything before `offset` is safe: the sender need not send it again. */
  onKept: (run: number, offset: number) => void;
  /** It is here, whole, under this address. */
  onDone: (url: string) => void;
  onFailed: (reason: "failed" | "no-space") => void;
}

export class IncomingFile {
  readonly #options: IncomingFileOptions;
  readonly #hashes = new BlockHashes();
  /** Hashing and keeping take time; this keeps blocks in order. */
  readonly #keeping = new TaskQueue();
  #run = 0;
  /** Before this everything has arrived; before the other everything is kept. */
  #arrived = 0;
  #kept = 0;
  /** What has arrived of the block that is not whole yet. */
  #block = new Uint8Array();
  #filled = 0;
  #hash: string | null = null;
  #state: "open" | "closing" | "done" | "ended" = "open";

  constructor(options: IncomingFileOptions) {
    this.#options = options;
  }

  /** How much of it has arrived. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Where to go on, and as which run. What is under way of an earlier run does not count any more. */
  async resume(run: number): Promise<number> {
    this.#run = run;
    // What still comes of the earlier run is refused by its number while we wait.
    await this.#keeping.run(() => {});
    this.#arrived = this.#kept;
    this.#filled = 0;
    this.#hash = null;
    return this.#kept;
  }

  /** Takes a piece. One of another run is late, and nothing else. */
  take(run: number, offset: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (run !== this.#run || this.#state !== "open") return;
    const end = offset + bytes.length;
    const isTooMuch = end > this.#options.size ||
      end - this.#kept > FILE_WINDOW_BYTES + BLOCK_BYTES;
    // The channel is in order and loses nothing: whatever leaves a gap was made to.
    if (offset !== this.#arrived || isTooMuch) return this.#fail("failed");
    this.#fill(bytes);
  }

  /** The sender has sent everything, and says what it should hash to. */
  finish(hash: string): void {
    this.#hash = hash;
    this.#closeIfWhole();
  }

  /** Ends it, and lets go of whatever was kept. */
  abandon(): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    this.#block = new Uint8Array();
    void this.#keeping.run(() => this.#options.sink.discard()).catch(() => {});
  }

  #fill(bytes: Uint8Array<ArrayBuffer>): void {
    for (let at = 0; at < bytes.length;) {
      const start = this.#arrived - this.#filled;
      if (this.#filled === 0) {
        this.#block = new Uint8Array(Math.min(BLOCK_BYTES, this.#options.size - start));
      }
      const part = bytes.subarray(at, at + this.#block.length - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      this.#arrived += part.length;
      at += part.length;
      if (this.#filled < this.#block.length) continue;
      this.#keep(start, this.#block);
      this.#filled = 0;
    }
  }

  #keep(start: number, block: Uint8Array<ArrayBuffer>): void {
    const run = this.#run;
    this.#keeping.run(async () => {
      if (this.#isEnded()) return;
      await this.#hashes.put(start / BLOCK_BYTES, block);
      await this.#options.sink.write(block);
      if (this.#isEnded()) return;
      this.#kept = start + block.length;
      this.#options.onKept(run, this.#kept);
      this.#closeIfWhole();
    }).catch((error) => this.#fail(reasonOf(error)));
  }

  #isEnded(): boolean {
    return this.#state === "ended";
  }

  #closeIfWhole(): void {
    const hash = this.#hash;
    if (this.#state !== "open" || hash === null || this.#kept < this.#options.size) return;
    this.#state = "closing";
    this.#keeping.run(async () => {
      if (await this.#hashes.whole() !== hash) return this.#fail("failed");
      const url = await this.#options.sink.finish();
      if (this.#isEnded()) return;
      this.#state = "done";
      this.#options.onDone(url);
    }).catch((error) => this.#fail(reasonOf(error)));
  }

  #fail(reason: "failed" | "no-space"): void {
    if (this.#state === "ended") return;
    this.abandon();
    this.#options.onFailed(reason);
  }
}

function reasonOf(error: unknown): "failed" | "no-space" {
  return error instanceof Error && error.name === "QuotaExceededError" ? "no-space" : "failed";
}
