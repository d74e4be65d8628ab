/** Who of those in a call looks at this page. */
import type { Participant } from "../client/call_state.ts";

export function ourselves(participants: readonly Participant[]): Participant | undefined {
  return participants.find(({ self }) => self);
}
