/** What of a change in a call is worth saying aloud. */
import type { CallState, Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import { displayName } from "./participant_label.ts";

/** The sentences for the step from `before` to `after`, in the order in which they matter. */
export function announcements(before: CallState, after: CallState, t: CallMessages): string[] {
  if (after.phase !== "in-call") return [];
  if (before.phase !== "in-call") return [t.announce.entered];
  const said: string[] = [];
  const was = byPeer(before.participants);
  const is = byPeer(after.participants);
  for (const [peer, participant] of is) {
    const name = displayName(participant, t);
    const earlier = was.get(peer);
    if (earlier === undefined) said.push(format(t.announce.joined, { name }));
    else if (earlier.link !== "lost" && participant.link === "lost") {
      said.push(format(t.announce.linkLost, { name }));
    }
  }
  for (const [peer, participant] of was) {
    if (!is.has(peer)) said.push(format(t.announce.left, { name: displayName(participant, t) }));
  }
  if (before.signaling === "open" && after.signaling === "reconnecting") {
    said.push(t.announce.reconnecting);
  }
  if (before.signaling === "reconnecting" && after.signaling === "open") {
    said.push(t.announce.reconnected);
  }
  return said;
}

function byPeer(participants: readonly Participant[]): Map<string, Participant> {
  return new Map(participants.map((participant) => [participant.peer, participant]));
}
