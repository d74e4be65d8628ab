/** What the mesh needs of sealing: something to put over what it says, something to take it off. */
import { type Opened, ReplayGuard, Sealer, type SealerOptions } from "../crypto/seal.ts";
import type { RoomKeys } from "../crypto/room_keys.ts";
import type { PeerId } from "../protocol/ids.ts";

export interface Seal {
  /** Seals something of ours, for one peer or for everyone in the room. */
  seal(
    to: PeerId | "everyone",
    plaintext: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** Opens something for us alone. Opens nothing twice. */
  open(from: PeerId, sealed: Uint8Array<ArrayBuffer>): Promise<Opened>;
  /** Opens something for everyone, which the server may tell more than once. */
  openShared(from: PeerId, sealed: Uint8Array<ArrayBuffer>): Promise<Opened>;
}

/** Seals with the keys of a room, as `self`. */
export function roomSeal(keys: RoomKeys, self: PeerId, options?: SealerOptions): Seal {
  const sealer = new Sealer(keys, options);
  const guard = new ReplayGuard();
  return {
    seal: (to, plaintext) => sealer.seal({ from: self, to }, plaintext),
    open: async (from, sealed) =>
      guard.admit(sealed, await sealer.open({ from, to: self }, sealed)),
    openShared: (from, sealed) => sealer.open({ from, to: "everyone" }, sealed),
  };
}
