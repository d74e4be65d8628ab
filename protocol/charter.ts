/**
 * What everyone inside a call agrees on about its doors: told over links, sealed, by whoever hosts. The server
 * never sees it.
 */
import type { PeerId } from "./ids.ts";
import { MAX_DOOR_LIST } from "./limits.ts";
import { peerId } from "./id_shapes.ts";
import { flag, list, number, object, type Read, where } from "./shape.ts";

const peers = where(
  list(peerId, MAX_DOOR_LIST),
  (peers) => new Set(peers).size === peers.length,
);

export const charter = object({
  /** Who began the call, and when, in milliseconds since the epoch: tells one call from another. */
  founder: peerId,
  began: number(0),
  locked: flag,
  /** Who is inside, in the order in which they would host. While it is locked nobody else has links. */
  line: peers,
  /** Whose seats are gone for good. */
  removed: peers,
});

export type Charter = Read<typeof charter>;

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

/** Who hosts: of those who are there the first in the line, or, if nobody in it is, whose id sorts first. */
export function hostBy({ line }: Charter, present: ReadonlySet<PeerId>): PeerId | null {
  const first = line.find((peer) => present.has(peer));
  return first ?? [...present].sort()[0] ?? null;
}
