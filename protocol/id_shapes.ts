/** Identifiers on the wire. */
import {
  isId,
  LINK_KEY_BYTES,
  PEER_ID_BYTES,
  type PeerId,
  SEAT_SECRET_BYTES,
  type SeatSecret,
  SESSION_ID_BYTES,
  type SessionId,
  TALK_ID_BYTES,
  type TalkId,
} from "./ids.ts";
import { REFUSED, type Shape } from "./shape.ts";

export const peerId = id<PeerId>(PEER_ID_BYTES);
export const seatSecret = id<SeatSecret>(SEAT_SECRET_BYTES);
export const sessionId = id<SessionId>(SESSION_ID_BYTES);
export const talkId = id<TalkId>(TALK_ID_BYTES);
/** The key of a link, of which a peer may tell another ({@link ../crypto/link_key.ts}). */
export const linkKey = id<string>(LINK_KEY_BYTES);

// @__NO_SIDE_EFFECTS__
function id<Id extends string>(bytes: number): Shape<Id> {
  return (value) => typeof value === "string" && isId(value, bytes) ? value as Id : REFUSED;
}
