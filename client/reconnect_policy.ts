/** When to try the server again, and when not to. */
import { CloseCode } from "../protocol/codes.ts";
import type { PeerId } from "../protocol/ids.ts";

/** What counts as the close code of a socket that was given up, or never came about (RFC 6455 §7.1.5). */
export const ABNORMAL = 1006;

/** Upper bounds of the waits, in milliseconds; the last one repeats. */
export const RECONNECT_LADDER_MS = [0, 300, 1_200, 2_700, 4_800, 7_000] as const;

/** The highest rung of whoever looks out for the server on behalf of a whole room, in milliseconds. */
export const SCOUT_RUNG_MS = 1_200;

/**
 * The wait before try number `attempt` (from 0), in milliseconds. Full jitter: anything up to the
 * rung, so that a room whose server restarted does not come back as one.
 *
 * @param random In [0, 1).
 * @param scout Whether others rely on us to find the server: one in each room tries often and tells.
 */
export function reconnectDelay(attempt: number, random: number, scout = false): number {
  const rung = RECONNECT_LADDER_MS[Math.min(attempt, RECONNECT_LADDER_MS.length - 1)]!;
  return Math.round((scout ? Math.min(rung, SCOUT_RUNG_MS) : rung) * random);
}

/** Of all who are linked the one whose id sorts first is the scout: everybody agrees without asking. */
export function isScout(self: PeerId, linked: Iterable<PeerId>): boolean {
  for (const peer of linked) {
    if (peer < self) return false;
  }
  return true;
}

export type CloseVerdict = "stop" | "now" | "later";

/** What the close code of a socket asks of us. */
export function closeVerdict(code: number): CloseVerdict {
  switch (code) {
    case CloseCode.replaced:
    case CloseCode.violation:
    case CloseCode.roomFull:
    case CloseCode.removed:
    case CloseCode.linkReplaced:
    case CloseCode.locked:
    case CloseCode.declined:
      return "stop";
    case CloseCode.draining:
      return "now";
    default:
      return "later";
  }
}
