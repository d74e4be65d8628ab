/** What is wrong with the call, and on whose side, in one sentence. */
import type { Participant } from "../client/call_state.ts";
import type { Verdict } from "../client/verdict.ts";
import type { CallMessages } from "../locales/en.ts";
import { SignalIcon } from "./room_icons.tsx";
import { verdictSentence } from "./verdict_sentence.ts";

export interface QualityNoteProps {
  t: CallMessages;
  verdict: Verdict;
  participants: readonly Participant[];
}

export function QualityNote({ t, verdict, participants }: QualityNoteProps) {
  const sentence = verdictSentence(verdict, participants, t);
  if (sentence === null) return null;
  return (
    <p class="float flex items-center gap-2 rounded-tile bg-veil px-4 py-2 text-small text-on-veil">
      <SignalIcon small />
      <span class="min-w-0">{sentence}</span>
    </p>
  );
}
