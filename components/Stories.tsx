/** Says aloud what happens to devices by itself: the page shows it in passing. */
import { useEffect } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { newsSentence } from "./news_sentence.ts";

export interface StoriesProps {
  t: CallMessages;
  session: CallSession;
  say: (sentence: string) => void;
}

/** Draws nothing. A component of its own, so that nothing else is drawn anew for what is only heard. */
export function Stories({ t, session, say }: StoriesProps) {
  const { news, interrupted } = session.media.value;
  useEffect(() => {
    if (news !== null) say(newsSentence(news, t));
  }, [news]);
  useEffect(() => {
    for (const kind of interrupted) say(t.devices.interrupted[kind]);
  }, [interrupted.join()]);
  return null;
}
