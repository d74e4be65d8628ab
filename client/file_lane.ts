/**
 * The data channel of files to one peer: frames in and out, and when there is room for more. One file goes
 * at a time, so that the first of several is there soon.
 */
import { decodeFileFrame, FILE_HEADER_BYTES, type FileFrame } from "../protocol/file_frame.ts";
import type { FileChannel } from "./peer_link.ts";
import { TaskQueue } from "./task_queue.ts";

export interface FileLaneOptions {
  file: FileChannel;
  onFrame: (frame: FileFrame) => void;
  onClose: () => void;
}

/** The bytes of a file that travel in one message, at most. */
export const PIECE_BYTES = 64 * 1024;
/** With this much waiting in the browser nothing is added, in bytes. */
const HIGH_WATER_BYTES = 1024 * 1024;
/** With this much waiting, more is added, in bytes. */
const LOW_WATER_BYTES = 256 * 1024;

export class FileLane {
  /** What is sent goes through here, one file after another. */
  readonly turns = new TaskQueue();
  readonly pieceBytes: number;
  readonly #channel: RTCDataChannel;
  readonly #waiting: (() => void)[] = [];
  #closed = false;

  constructor({ file, onFrame, onClose }: FileLaneOptions) {
    const { channel, maxMessageBytes } = file;
    this.#channel = channel;
    this.pieceBytes = Math.min(PIECE_BYTES, maxMessageBytes - FILE_HEADER_BYTES);
    channel.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    channel.addEventListener("open", () => this.wake());
    channel.addEventListener("bufferedamountlow", () => this.wake());
    channel.addEventListener("close", () => {
      this.#closed = true;
      this.wake();
      onClose();
    });
    channel.addEventListener("message", ({ data }) => {
      const frame = decodeFileFrame(new Uint8Array(data as ArrayBuffer));
      if (frame !== null) onFrame(frame);
      this.wake();
    });
  }

  /** A connection that is closed closes its channels, and not every browser says so. */
  get isClosed(): boolean {
    const { readyState } = this.#channel;
    return this.#closed || readyState === "closed" || readyState === "closing";
  }

  /** Whether something can be sent without making the browser keep more than it should. */
  get hasRoom(): boolean {
    return this.#channel.readyState === "open" && this.#channel.bufferedAmount <= HIGH_WATER_BYTES;
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#channel.readyState === "open") this.#channel.send(frame);
  }

  /** Resolves to `true` once `condition` holds, which is looked at whenever something happens; `false` if the lane ends. */
  async until(condition: () => boolean): Promise<boolean> {
    while (!this.isClosed) {
      if (condition()) return true;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return false;
  }

  /** Something changed that somebody may wait for. */
  wake(): void {
    for (const go of this.#waiting.splice(0)) go();
  }
}
