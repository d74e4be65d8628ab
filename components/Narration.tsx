/** Says aloud what changes in a call, and what is wrong with it. */
import { useEffect, useMemo } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { createNarrator } from "./narrator.ts";
import type { InCall } from "./room_props.ts";
import { verdictSentence } from "./verdict_sentence.ts";

export interface NarrationProps {
  t: CallMessages;
  call: InCall;
  session: CallSession;
  say: (sentence: string) => void;
}

/** Whoever sees the call for the first time was on the way into it. */
const ON_THE_WAY = { phase: "joining", attempts: 0, knocking: false } as const;

/** Draws nothing. */
export function Narration({ t, call, session, say }: NarrationProps) {
  const narrator = useMemo(() => createNarrator(ON_THE_WAY), []);
  const verdict = session.quality.verdict.value;
  useEffect(() => {
    for (const sentence of narrator.tell(call, t)) say(sentence);
  }, [call]);
  useEffect(() => {
    const sentence = verdictSentence(verdict, call.participants, t);
    if (sentence !== null) say(sentence);
  }, [verdict]);
  return null;
}
