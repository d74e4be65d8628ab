/**
 * The same answer as `peerIdOfSeat`, at once. WebCrypto hashes on another thread, and going there and back costs
 * more than all else that a join does; and what cannot be interrupted needs no state for the meantime.
 */
import { Buffer } from "node:buffer";
import { hash } from "node:crypto";
import { PEER_ID_BYTES, type PeerId, type SeatSecret } from "../protocol/ids.ts";

export function seatIdOf(secret: SeatSecret): PeerId {
  const digest = hash("sha256", Buffer.from(secret, "base64url"), "buffer");
  return digest.toString("base64url", 0, PEER_ID_BYTES) as PeerId;
}
