/**
 * The same answer as `peerIdOfSeat`, at once. WebCrypto hashes on another thread, and going there and back costs
 * more than all else that a join does; and what cannot be interrupted needs no state for the meantime.
 */
import { createHash } from "node:crypto";
import { PEER_ID_BYTES, type PeerId, type SeatSecret } from "../protocol/ids.ts";

export function seatIdOf(secret: SeatSecret): PeerId {
  const digest = createHash("sha256").update(secret, "base64url").digest();
  return digest.subarray(0, PEER_ID_BYTES).toString("base64url") as PeerId;
}
