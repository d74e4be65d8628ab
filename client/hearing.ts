/**
 * Whether a microphone lets anything through: a pure step over loudness and time. One that was heard once is known to
 * work, and its owner may be as silent as they like.
 */
export type Hearing =
  /** `since` is when it was first listened to, in milliseconds; `null` before. */
  | { state: "listening"; since: number | null }
  | { state: "heard" }
  | { state: "silent" };

export const NOT_LISTENED: Hearing = { state: "listening", since: null };

/** A voice before a microphone, or a hand that knocks on it; the noise of a quiet room is less. */
export const AUDIBLE = 0.02;
/** Nobody sits down before a camera without a sound for so long, in milliseconds. */
export const SILENT_AFTER_MS = 6_000;

/** `level` is loudness from 0 to 1, measured at `now`. */
export function stepHearing(hearing: Hearing, level: number, now: number): Hearing {
  switch (hearing.state) {
    case "heard":
      return hearing;
    case "silent":
      return level >= AUDIBLE ? { state: "heard" } : hearing;
    case "listening": {
      if (level >= AUDIBLE) return { state: "heard" };
      if (hearing.since === null) return { state: "listening", since: now };
      return now - hearing.since >= SILENT_AFTER_MS ? { state: "silent" } : hearing;
    }
  }
}
