/** What is wrong with the call, as a sentence: read on the page and heard aloud. */
import type { Participant } from "../client/call_state.ts";
import type { Verdict } from "../client/verdict.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, isolated } from "../locales/format.ts";
import { displayName } from "./display_name.ts";

/** What is wrong with the call, and on whose side; `null` if nothing is. */
export function verdictSentence(
  verdict: Verdict,
  participants: readonly Participant[],
  t: CallMessages,
): string | null {
  const about = (peer: string, template: string) => {
    const participant = participants.find((other) => other.peer === peer);
    // Gone since: nothing is wrong with them any more.
    if (participant === undefined) return null;
    return format(template, { name: isolated(displayName(participant, t)) });
  };
  switch (verdict.about) {
    case "nothing":
      return null;
    case "ourselves":
      return t.quality.ourselves[verdict.cause];
    case "them":
      return about(verdict.peer, t.quality.them[verdict.cause]);
    case "path":
      return about(verdict.peer, t.quality.between);
  }
}
