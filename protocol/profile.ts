/** What a participant tells everyone in the room about themselves. Crosses the server sealed. */
import { decodeJson, encodeJson } from "./json_bytes.ts";
import { MAX_NAME_CHARS } from "./limits.ts";
import { sessionId } from "./id_shapes.ts";
import { made, nullable, number, object, type Read, text, whole, wordOr } from "./shape.ts";

const profile = object({
  name: made(text(), cleanName),
  microphone: wordOr(["on", "muted", "none"], "none"),
  camera: wordOr(["on", "off"], "off"),
  screen: wordOr(["on", "off"], "off"),
  /** When the hand went up, in milliseconds since the epoch; `null` while it is down. */
  hand: nullable(number()),
  session: sessionId,
  /** When the session began, in milliseconds since the epoch: of two sessions of a peer the later one counts. */
  since: number(0),
  /** Grows with every change within a session, so that an older profile never replaces a newer one. */
  revision: whole(0),
});

export type Profile = Read<typeof profile>;

/** Joiners and direction marks have their place between letters, but alone they would be an invisible name. */
const SHOWS_SOMETHING = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** A name as it may be shown: one line, no control or direction-override characters, not too long. */
export function cleanName(name: string): string {
  const visible = name.normalize("NFC").replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, " ");
  const line = visible.replace(/\s+/g, " ").trim();
  // By code points, so that no pair of surrogates is torn apart.
  let kept = "";
  for (const character of line) {
    if (kept.length + character.length > MAX_NAME_CHARS) break;
    kept += character;
  }
  kept = kept.trim();
  return SHOWS_SOMETHING.test(kept) ? kept : "";
}

export function encodeProfile(value: Profile): Uint8Array<ArrayBuffer> {
  return encodeJson(value);
}

/** The profile that opened bytes spell, or `null`. */
export function decodeProfile(bytes: Uint8Array): Profile | null {
  return decodeJson(profile, bytes);
}
