/**
 * The identifiers that cross the wire. All are random or hashed bytes written as base64url without
 * padding ({@link https://www.rfc-editor.org/rfc/rfc4648#section-5 RFC 4648 §5}); the brand keeps one
 * kind from being passed for another.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The name by which the server knows a room: 16 bytes derived from the link key. */
export type RoomId = Branded<"RoomId">;
/** The public name of a seat: the first 16 bytes of SHA-256 of its secret. */
export type PeerId = Branded<"PeerId">;
/** What proves that a seat is ours: 32 random bytes that only this tab and the server see. */
export type SeatSecret = Branded<"SeatSecret">;
/** Chosen anew at every page load, so that messages meant for an earlier life of a peer can be told apart. */
export type SessionId = Branded<"SessionId">;
/** Names something that was said or offered: random, chosen by whoever says it. */
export type TalkId = Branded<"TalkId">;

export const PEER_ID_BYTES = 16;
export const ROOM_ID_BYTES = 16;
export const SEAT_SECRET_BYTES = 32;
export const SESSION_ID_BYTES = 8;
export const TALK_ID_BYTES = 8;
/** The key of a link, of which a peer may tell another ({@link ../crypto/link_key.ts}). */
export const LINK_KEY_BYTES = 16;

/** Whether `text` is `bytes` bytes of canonical base64url, so that no identifier has two spellings. */
export function isId(text: string, bytes: number): boolean {
  const rest = bytes % 3;
  const length = Math.ceil((bytes * 4) / 3);
  if (text.length !== length || !/^[A-Za-z0-9_-]+$/.test(text)) return false;
  // The last character carries only the bits that are left over; the others must be zero.
  const last = text.charAt(length - 1);
  if (rest === 1) return "AQgw".includes(last);
  if (rest === 2) return "AEIMQUYcgkosw048".includes(last);
  return true;
}

export function isRoomId(text: string): text is RoomId {
  return isId(text, ROOM_ID_BYTES);
}

export function isPeerId(text: string): text is PeerId {
  return isId(text, PEER_ID_BYTES);
}
