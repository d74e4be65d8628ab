/** Whose turn it is: raised hands, the longest first, the same for everyone who looks. */
import type { Participant } from "../client/call_state.ts";

/** Whoever waits to speak comes first, the longest wait before the others; then everybody else as they were. */
export function raisedFirst(participants: readonly Participant[]): Participant[] {
  return [...raised(participants), ...participants.filter(({ hand }) => hand === null)];
}

/** The place of each raised hand, from 1; none where there is only one, for then there is no line. */
export function handPlaces(participants: readonly Participant[]): ReadonlyMap<string, number> {
  const waiting = raised(participants);
  if (waiting.length < 2) return new Map();
  return new Map(waiting.map(({ peer }, index) => [peer, index + 1]));
}

function raised(participants: readonly Participant[]): Participant[] {
  const waiting = participants.filter(({ hand }) => hand !== null);
  // At the same moment, anything will do that is the same everywhere.
  return waiting.sort((a, b) => a.hand! - b.hand! || (a.peer < b.peer ? -1 : 1));
}
