/** Says aloud what happens to devices and links by itself: the page shows it in passing. */
import { useEffect } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { EarlyMessages } from "../locales/early.ts";
import { newsSentence, verdictSentence } from "./sentences.ts";

export interface StoriesProps {
  t: EarlyMessages;
  session: CallSession;
  say: (sentence: string) => void;
}

/** Draws nothing. A component of its own, so that nothing else is drawn anew for what is only heard. */
export function Stories({ t, session, say }: StoriesProps) {
  const { news, interrupted } = session.media.value;
  const verdict = session.quality.verdict.value;
  useEffect(() => {
    if (news !== null) say(newsSentence(news, t));
  }, [news]);
  useEffect(() => {
    for (const kind of interrupted) say(t.devices.interrupted[kind]);
  }, [interrupted.join()]);
  useEffect(() => {
    const call = session.call.peek();
    const participants = call.phase === "in-call" ? call.participants : [];
    const sentence = verdictSentence(verdict, participants, t);
    if (sentence !== null) say(sentence);
  }, [verdict]);
  return null;
}
