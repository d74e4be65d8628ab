/** Ids that are easy to tell apart in a failure. */
import { toBase64Url } from "../../../protocol/base64url.ts";
import type { PeerId, RoomId, SeatSecret } from "../../../protocol/ids.ts";
import { seatIdOf } from "../../../server/seat_id.ts";

export function roomOf(number: number): RoomId {
  return toBase64Url(new Uint8Array(16).fill(number)) as RoomId;
}

export function seatOf(number: number): SeatSecret {
  return toBase64Url(new Uint8Array(32).fill(number)) as SeatSecret;
}

/** The peer that has {@link seatOf} the same number. */
export function peerOf(number: number): PeerId {
  return seatIdOf(seatOf(number));
}
