/** What follows from a charter: which call it is of, and who may come in. */
import type { Charter } from "../protocol/charter.ts";
import type { PeerId } from "../protocol/ids.ts";

/** The charter of a call that somebody begins. */
export function foundCharter(founder: PeerId, began: number): Charter {
  return { founder, began, locked: false, line: [founder], removed: [] };
}

/** Whether both are of one call, whatever has changed since. */
export function isSameCall(one: Charter, other: Charter): boolean {
  return one.founder === other.founder && one.began === other.began;
}

/** Of two calls that meet the one that was begun first; of two begun at once, the one whose founder sorts first. */
export function isOlderCall(one: Charter, other: Charter): boolean {
  return one.began === other.began ? one.founder < other.founder : one.began < other.began;
}

/** Whether that peer may have links to those inside. */
export function letsIn({ locked, line, removed }: Charter, peer: PeerId): boolean {
  return !removed.includes(peer) && (!locked || line.includes(peer));
}
