/**
 * The doors of a room: who hosts, whether newcomers must knock, who waits, who may not come back. Pure
 * decisions about lists; `room.ts` seats and sends. The rules are [D1] to [D9] of `docs/protocol.md`.
 */
import { MAX_KNOCKS } from "../protocol/limits.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { SeatedPeer } from "../protocol/signaling.ts";

/** Somebody at the door of a locked room. */
export interface Knock extends SeatedPeer {
  socket: string;
}

/** Plain data, like the room it belongs to. */
export interface Doors {
  /** Who was named host; `null` for whoever has sat there longest. */
  host: PeerId | null;
  locked: boolean;
  /** Who may come in without knocking while the room is locked. */
  members: readonly PeerId[];
  /** Whose seats are gone for good. */
  removed: readonly PeerId[];
  /** In the order in which they came. */
  knocks: readonly Knock[];
  /** The call has another link; until then this room says so, in milliseconds. `null` if it has not. */
  replacedUntil: number | null;
}

export const OPEN_DOORS: Doors = {
  host: null,
  locked: false,
  members: [],
  removed: [],
  knocks: [],
  replacedUntil: null,
};

/** How the host wants the doors. */
export type WantedDoors = Pick<Doors, "locked" | "members" | "removed"> & { host: PeerId };

/** What the doors say to somebody without a seat. */
export type DoorVerdict = "open" | "knock" | "crowded" | "removed" | "replaced";

/** [D3] to [D5], [D8] */
export function judgeNewcomer(doors: Doors, peer: PeerId): DoorVerdict {
  if (doors.replacedUntil !== null) return "replaced";
  if (doors.removed.includes(peer)) return "removed";
  if (!doors.locked || doors.members.includes(peer)) return "open";
  const others = doors.knocks.filter((knock) => knock.peer !== peer);
  return others.length < MAX_KNOCKS ? "knock" : "crowded";
}

/** [D1] The one who was named while they have a seat, else whoever has sat there longest. */
export function hostOf(doors: Doors, seats: readonly { peer: PeerId }[]): PeerId | null {
  for (const { peer } of seats) {
    if (peer === doors.host) return peer;
  }
  return seats[0]?.peer ?? null;
}

/** The doors as the host wants them. A lock never shuts out who locks, or who is to host. */
export function wantDoors(doors: Doors, by: PeerId, wanted: WantedDoors): Doors {
  const { host, locked } = wanted;
  const spared = new Set([by, host]);
  return {
    ...doors,
    host,
    locked,
    members: locked ? [...new Set([...spared, ...wanted.members])] : [],
    removed: wanted.removed.filter((peer) => !spared.has(peer)),
  };
}

/** Whoever has a seat and should not, by these doors. */
export function shutOut<Seat extends { peer: PeerId }>(
  doors: Doors,
  seats: readonly Seat[],
): { seat: Seat; why: "removed" | "locked" }[] {
  return seats.flatMap((seat): { seat: Seat; why: "removed" | "locked" }[] => {
    if (doors.removed.includes(seat.peer)) return [{ seat, why: "removed" }];
    const isOutside = doors.locked && !doors.members.includes(seat.peer);
    return isOutside ? [{ seat, why: "locked" }] : [];
  });
}

/** The doors with this knock, at the end or in the place of an earlier one of the same peer. */
export function withKnock(doors: Doors, knock: Knock): Doors {
  const isKnown = doors.knocks.some(({ peer }) => peer === knock.peer);
  const knocks = isKnown
    ? doors.knocks.map((old) => old.peer === knock.peer ? knock : old)
    : [...doors.knocks, knock];
  return { ...doors, knocks };
}

export function withoutKnock(doors: Doors, peer: PeerId): Doors {
  return { ...doors, knocks: doors.knocks.filter((knock) => knock.peer !== peer) };
}
