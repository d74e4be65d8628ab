/**
 * The same answer as `peerIdOfSeat`, at once. WebCrypto hashes on another thread, and going there and back costs
 * more than all else that a join does; and what cannot be interrupted needs no state for the meantime.
 */
import { Buffer } from "node:buffer";
import { hash } from "node:crypto";
import { PEER_ID_BYTES, type PeerId, type SeatSecret } from "../protocol/ids.ts";

/** Of whoever is asked about; the next one overwrites it. */
const id = Buffer.alloc(PEER_ID_BYTES);

export function seatIdOf(secret: SeatSecret): PeerId {
  // As text: a buffer that comes out of a hash costs twice as much as the hash, here and when it is collected.
  const digest = hash("sha256", Buffer.from(secret, "base64url"), "hex");
  for (let at = 0; at < PEER_ID_BYTES; at += 4) {
    id.writeUInt32BE(parseInt(digest.slice(2 * at, 2 * at + 8), 16), at);
  }
  return id.toString("base64url") as PeerId;
}
