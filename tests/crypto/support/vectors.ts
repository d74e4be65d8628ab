/**
 * Known answers, computed once with other code than ours: OpenSSL's HKDF, SHA-256 and AES-256-GCM as
 * `node:crypto` gives them. A change of any of these breaks every link that is out in the world.
 */
import type { LinkKey } from "../../../crypto/link_key.ts";
import type { PeerId, RoomId, SeatSecret } from "../../../protocol/ids.ts";

/** The bytes 00 01 02 … 0f. */
export const KEY = "AAECAwQFBgcICQoLDA0ODw" as LinkKey;
export const ROOM = "TunxE0C4lOhXrhugaj4PIA" as RoomId;
export const KEY_ID_HEX = "b3e029d2";
/** What the sealing key of {@link KEY} must be. Ours cannot be extracted; it is told by what it seals. */
export const SEALING_KEY_HEX = "f4484e83ddfdc392a7c702e912548beb1782bdd46cbd919542ab48a4583cf7ed";

/** 32 bytes of a1, and of b2. */
export const ANNAS_SEAT = "oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE" as SeatSecret;
export const BENS_SEAT = "srKysrKysrKysrKysrKysrKysrKysrKysrKysrKysrI" as SeatSecret;
export const ANNA = "Uv5glHQ7_U-b5DIdmK3H4g" as PeerId;
export const BEN = "8U38h1sa51eEES96k6l6Iw" as PeerId;

export const NONCE_HEX = "c0c1c2c3c4c5c6c7c8c9cacb";
export const SECRET_TEXT = "still water";
/** {@link SECRET_TEXT}, sealed with {@link KEY} under {@link NONCE_HEX} by Anna for Ben, and for everyone. */
export const SEALED_FOR_BEN_HEX =
  "01b3e029d2dfb8a4a6c0c1c2c3c4c5c6c7c8c9cacbf6afcbc580c20871aeaeda48834abb4f67ad4a6f79775a006ecee4";
export const SEALED_FOR_EVERYONE_HEX =
  "01b3e029d2fb1c0e25c0c1c2c3c4c5c6c7c8c9cacbf6afcbc580c20871aeaeda06283d98b00ff45de26e1afe7e115821";

/** `sha-256 00:01:…:1F` and `sha-256 FF:FE:…:E0`. */
export const FINGERPRINTS: readonly [string, string] = [
  fingerprint((index) => index),
  fingerprint((index) => 255 - index),
];
export const SAFETY_CODE = "03378 24530 85150 28262";

function fingerprint(byte: (index: number) => number): string {
  const bytes = Array.from({ length: 32 }, (_, index) => byte(index));
  return `sha-256 ${
    bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":").toUpperCase()
  }`;
}

export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
