/** How a participant is called. */
import type { Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";

/** What everyone sees: nobody is nameless. */
export function displayName(
  participant: Pick<Participant, "name">,
  t: Pick<CallMessages, "guest">,
): string {
  return participant.name.trim() || t.guest;
}
