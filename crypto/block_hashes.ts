/**
 * The hash of a file that nobody holds in memory as a whole: SHA-256 of the SHA-256s of its blocks, one
 * after the other. WebCrypto hashes no streams; a block at a time it does, and off the main thread.
 */
import { toBase64Url } from "../protocol/base64url.ts";

/** How much is hashed at once, in bytes. The last block of a file may be shorter. */
export const BLOCK_BYTES = 1024 * 1024;
const HASH_BYTES = 32;

export class BlockHashes {
  #hashes: Uint8Array<ArrayBuffer>[] = [];

  /** Takes the block number `index`, which is the next one, or one that was taken before. */
  async put(index: number, block: Uint8Array<ArrayBuffer>): Promise<void> {
    if (index > this.#hashes.length) throw new Error(`Cannot hash block ${index}: one is missing`);
    this.#hashes[index] = new Uint8Array(await crypto.subtle.digest("SHA-256", block));
  }

  /** How many blocks were taken. */
  get count(): number {
    return this.#hashes.length;
  }

  /** The hash of all that was taken, as base64url. */
  async whole(): Promise<string> {
    const all = new Uint8Array(this.#hashes.length * HASH_BYTES);
    this.#hashes.forEach((hash, index) => all.set(hash, index * HASH_BYTES));
    return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", all)));
  }
}
