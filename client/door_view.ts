/** What can be read off the doors at any moment: who hosts, who waits. */
import type { Charter } from "../protocol/charter.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { Inside } from "./doors.ts";
import type { Introduction } from "./roster.ts";

/** Who hosts, as far as we know. */
export function hostOf(inside: Inside): PeerId | null {
  const { charter } = inside.doors;
  return charter && hostBy(charter, presentIn(inside));
}

/** Those at the door whom the host may let in. */
export function waitingIn({ doors }: Inside): Introduction[] {
  const isOutside = (peer: PeerId) => doors.charter === null || !doors.charter.line.includes(peer);
  return [...doors.waiting.values()]
    .map(({ introduction }) => introduction)
    .filter(({ peer }) => isOutside(peer));
}

/** Who counts as there: ourselves, who is in the roster, who may only be reloading. */
export function presentIn({ roster, doors }: Inside): ReadonlySet<PeerId> {
  return new Set([doors.self, ...roster.peers.keys(), ...doors.awaited]);
}

/** Who hosts: of those who are there the first in the line, or, if nobody in it is, whose id sorts first. */
function hostBy({ line }: Charter, present: ReadonlySet<PeerId>): PeerId | null {
  const first = line.find((peer) => present.has(peer));
  return first ?? [...present].sort()[0] ?? null;
}
