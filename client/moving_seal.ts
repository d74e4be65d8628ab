/**
 * A seal that goes from one key to another in the middle of a call. For a while it opens what either has sealed,
 * since not everybody goes at the same moment; it seals with the new key alone.
 */
import type { Opened } from "../crypto/seal.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { Seal } from "./seal.ts";

export class MovingSeal implements Seal {
  #seal: Seal;
  #before: Seal | null = null;

  constructor(seal: Seal) {
    this.#seal = seal;
  }

  /** Goes on with another seal. Returns what makes an end of the one before. */
  moveTo(seal: Seal): () => void {
    const before = this.#seal;
    this.#before = before;
    this.#seal = seal;
    return () => {
      if (this.#before === before) this.#before = null;
    };
  }

  seal(to: PeerId | "everyone", plaintext: Uint8Array<ArrayBuffer>) {
    return this.#seal.seal(to, plaintext);
  }

  open(from: PeerId, sealed: Uint8Array<ArrayBuffer>): Promise<Opened> {
    return this.#try((seal) => seal.open(from, sealed));
  }

  openShared(from: PeerId, sealed: Uint8Array<ArrayBuffer>): Promise<Opened> {
    return this.#try((seal) => seal.openShared(from, sealed));
  }

  async #try(open: (seal: Seal) => Promise<Opened>): Promise<Opened> {
    const opened = await open(this.#seal);
    return opened.ok || this.#before === null ? opened : await open(this.#before);
  }
}
