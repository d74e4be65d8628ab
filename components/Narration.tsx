/** Says aloud who comes and goes in the call, how they do, and what is wrong with it. Draws nothing. */
import { useEffect, useMemo } from "preact/hooks";
import { createNarrator } from "./narrator.ts";
import type { RoomProps } from "./room_props.ts";
import { verdictSentence } from "./verdict_sentence.ts";

export function Narration({ t, call, session, say }: RoomProps) {
  // Whoever sees this has just come in.
  const narrator = useMemo(() => createNarrator({ phase: "lobby" }), []);
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
