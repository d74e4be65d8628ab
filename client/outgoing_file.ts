/** A file of ours on its way to one peer: read a block at a time, never far ahead of what they have kept. */
import { BLOCK_BYTES, BlockHashes } from "../crypto/block_hashes.ts";
import { encodeFileFrame } from "../protocol/file_frame.ts";
import type { TalkId } from "../protocol/ids.ts";
import type { FileLane } from "./file_lane.ts";

/** How far we may be ahead of what the peer has kept, in bytes: it need not hold more than this in memory. */
export const FILE_WINDOW_BYTES = 8 * 1024 * 1024;

export interface OutgoingFileOptions {
  id: TalkId;
  file: Pick<Blob, "size" | "slice">;
  /** The peer has kept everything before `done`. */
  onProgress: (done: number) => void;
  /** All of it was sent; `hash` is the hash of the whole. */
  onSent: (hash: string) => void;
  /** It cannot be read any more: it was changed or removed. */
  onUnreadable: () => void;
}

export class OutgoingFile {
  readonly #options: OutgoingFileOptions;
  readonly #hashes = new BlockHashes();
  #run = 0;
  #kept = 0;
  #lane: FileLane | null = null;

  constructor(options: OutgoingFileOptions) {
    this.#options = options;
  }

  /**
   * Whether the peer may ask for it from `from` on: once for every run, at a block's beginning, and no further than where
   * we have read, or the hash of the whole would have a hole.
   */
  mayBegin(run: number, from: number): boolean {
    const { size } = this.#options.file;
    const isBoundary = from % BLOCK_BYTES === 0 || from === size;
    return run > this.#run && isBoundary && Math.ceil(from / BLOCK_BYTES) <= this.#hashes.count;
  }

  /** Sends from `from` on, when its turn comes. An earlier run ends. */
  begin(lane: FileLane, run: number, from: number): void {
    this.stop();
    this.#run = run;
    this.#kept = from;
    this.#lane = lane;
    void lane.turns.run(() => this.#send(lane, run, from));
  }

  /** The peer says that it has kept everything before `offset`. */
  kept(run: number, offset: number): void {
    if (run !== this.#run || offset <= this.#kept || offset > this.#options.file.size) return;
    this.#kept = offset;
    this.#options.onProgress(offset);
  }

  stop(): void {
    const lane = this.#lane;
    this.#lane = null;
    lane?.wake();
  }

  async #send(lane: FileLane, run: number, from: number): Promise<void> {
    const { file, onSent, onUnreadable } = this.#options;
    const isCurrent = () => this.#run === run && this.#lane === lane;
    const may = async (condition: () => boolean) =>
      await lane.until(() => !isCurrent() || condition()) && isCurrent();
    for (let offset = from; offset < file.size; offset += BLOCK_BYTES) {
      if (!await may(() => offset - this.#kept < FILE_WINDOW_BYTES)) return;
      const block = await this.#read(offset);
      if (!isCurrent()) return;
      if (block === null) return onUnreadable();
      await this.#hashes.put(offset / BLOCK_BYTES, block);
      for (let at = 0; at < block.length; at += lane.pieceBytes) {
        if (!await may(() => lane.hasRoom)) return;
        const bytes = block.subarray(at, at + lane.pieceBytes);
        const { id } = this.#options;
        lane.send(encodeFileFrame({ kind: "piece", id, run, offset: offset + at, bytes }));
      }
    }
    const hash = await this.#hashes.whole();
    if (isCurrent()) onSent(hash);
  }

  async #read(offset: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const { file } = this.#options;
    const end = Math.min(offset + BLOCK_BYTES, file.size);
    try {
      const block = new Uint8Array(await file.slice(offset, end).arrayBuffer());
      return block.length === end - offset ? block : null;
    } catch {
      return null;
    }
  }
}
