/** A short code that two people read to each other to know that nobody sits between them. */
import { bitsFrom, secretOf } from "./hkdf.ts";
import type { RoomKeys } from "./room_keys.ts";

const DIGITS = 20;
const GROUP = 5;

/**
 * Twenty digits (66 bits) from the room and the DTLS fingerprints of both sides, the same on both
 * whichever is named first, and different if either side sees another certificate than the one its
 * peer holds.
 *
 * @param fingerprints The two `a=fingerprint` values ({@link https://www.rfc-editor.org/rfc/rfc8122 RFC 8122}),
 * e.g. `sha-256 AB:CD:…`.
 */
export async function safetyCode(
  keys: Pick<RoomKeys, "roomBytes">,
  fingerprints: readonly [string, string],
): Promise<string> {
  const [first, second] = fingerprints.map(normal).sort();
  const text = new TextEncoder().encode(`${first}\n${second}`);
  const digest = await bitsFrom(await secretOf(text), "lagoon safety code 1", 16, keys.roomBytes);
  const number = digest.reduce(
    (sum, byte) => (sum << 8n) | BigInt(byte),
    0n,
  );
  const digits = (number % 10n ** BigInt(DIGITS)).toString().padStart(
    DIGITS,
    "0",
  );
  return digits.match(new RegExp(`\\d{${GROUP}}`, "g"))!.join(" ");
}

/** One spelling for one fingerprint: the hash name in lower case, the hex in upper case. */
function normal(fingerprint: string): string {
  const [algorithm = "", value = ""] = fingerprint.trim().split(/\s+/);
  return `${algorithm.toLowerCase()} ${value.toUpperCase()}`;
}
