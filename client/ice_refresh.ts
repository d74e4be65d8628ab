/** When to ask for new TURN credentials: before the old ones end, and again if no answer comes. */

export interface Credentials {
  /** When they came, in milliseconds since the epoch. */
  takenAt: number;
  /** How long they are good from then on, in milliseconds. */
  lifeMs: number;
}

/** The part of their life after which credentials are renewed: what is left is for a server that is away. */
const RENEW_AT = 0.75;
/** How long an answer may take before we ask again, in milliseconds. */
export const ASK_AGAIN_MS = 15_000;

/**
 * How long to wait before asking, in milliseconds.
 *
 * @param askedAt When we last asked, in milliseconds since the epoch; `null` if never.
 */
export function waitToAsk(
  { takenAt, lifeMs }: Credentials,
  askedAt: number | null,
  now: number,
): number {
  const due = takenAt + lifeMs * RENEW_AT;
  // What was asked before these came has been answered by them.
  const again = askedAt !== null && askedAt >= takenAt ? askedAt + ASK_AGAIN_MS : due;
  return Math.max(0, due - now, again - now);
}

/** Whether paths that were made with these should be made again with their successors. */
export function isOld({ takenAt, lifeMs }: Credentials, now: number): boolean {
  return now - takenAt >= lifeMs * RENEW_AT;
}
