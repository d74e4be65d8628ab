/** A seat's secret, and the public name that follows from it. */
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { PEER_ID_BYTES, type PeerId, SEAT_SECRET_BYTES, type SeatSecret } from "../protocol/ids.ts";

export function newSeatSecret(
  randomBytes: (length: number) => Uint8Array,
): SeatSecret {
  return toBase64Url(randomBytes(SEAT_SECRET_BYTES)) as SeatSecret;
}

/**
 * The peer id of a seat: the first 16 bytes of the SHA-256 of its secret. Any instance of the server
 * derives the same, so a seat needs no shared state, and nobody can take one without the secret.
 */
export async function peerIdOfSeat(secret: SeatSecret): Promise<PeerId> {
  const digest = await crypto.subtle.digest("SHA-256", fromBase64Url(secret)!);
  return toBase64Url(new Uint8Array(digest, 0, PEER_ID_BYTES)) as PeerId;
}
