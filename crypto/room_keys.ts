/** What follows from a link key: the room's public name, and the key that seals what is said in it. */
import { toBase64Url } from "../protocol/base64url.ts";
import { ROOM_ID_BYTES, type RoomId } from "../protocol/ids.ts";
import { bitsFrom, hkdf, secretOf } from "./hkdf.ts";
import { type LinkKey, linkKeyBytes } from "./link_key.ts";

export interface RoomKeys {
  room: RoomId;
  roomBytes: Uint8Array<ArrayBuffer>;
  /** AES-256-GCM, not extractable. */
  sealing: CryptoKey;
  /** Tells sealed payloads of another key apart before any decryption. Not secret. */
  keyId: Uint8Array<ArrayBuffer>;
}

export const KEY_ID_BYTES = 4;

/**
 * Derives everything from the link key by HKDF-SHA-256
 * ({@link https://www.rfc-editor.org/rfc/rfc5869 RFC 5869}) with one `info` string per purpose, so
 * that knowing the room's name tells nothing about the sealing key.
 */
export async function deriveRoomKeys(key: LinkKey): Promise<RoomKeys> {
  const secret = await secretOf(linkKeyBytes(key));
  const [roomBytes, keyId, sealing] = await Promise.all([
    bitsFrom(secret, "lagoon room id", ROOM_ID_BYTES),
    bitsFrom(secret, "lagoon key id", KEY_ID_BYTES),
    crypto.subtle.deriveKey(
      hkdf("lagoon sealing key"),
      secret,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt", "decrypt"],
    ),
  ]);
  return { room: toBase64Url(roomBytes) as RoomId, roomBytes, sealing, keyId };
}
