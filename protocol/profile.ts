/** What a participant tells everyone in the room about themselves. Crosses the server sealed. */
import * as v from "valibot";
import { decodeJson, encodeJson } from "./json_bytes.ts";
import { MAX_NAME_CHARS } from "./limits.ts";
import { isId, SESSION_ID_BYTES, type SessionId } from "./ids.ts";

export const sessionId = v.custom<SessionId>((x) =>
  typeof x === "string" && isId(x, SESSION_ID_BYTES)
);

const profile = v.object({
  name: v.pipe(v.string(), v.transform(cleanName)),
  microphone: v.picklist(["on", "muted", "none"]),
  camera: v.picklist(["on", "off"]),
  screen: v.picklist(["on", "off"]),
  /** When the hand went up, in milliseconds since the epoch; `null` while it is down. */
  hand: v.nullable(v.number()),
  session: sessionId,
  /** When the session began, in milliseconds since the epoch: of two sessions of a peer the later one counts. */
  since: v.pipe(v.number(), v.minValue(0)),
  /** Grows with every change within a session, so that an older profile never replaces a newer one. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type Profile = v.InferOutput<typeof profile>;

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
