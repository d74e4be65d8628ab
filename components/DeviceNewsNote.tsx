/** What happened to our devices by itself, in a sentence that goes again by itself. */
import { useEffect, useState } from "preact/hooks";
import type { DeviceNews } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { newsSentence } from "./news_sentence.ts";

export interface DeviceNewsNoteProps {
  t: CallMessages;
  news: DeviceNews | null;
}

/** Long enough to be read twice, in milliseconds. */
const STAY_MS = 8_000;

export function DeviceNewsNote({ t, news }: DeviceNewsNoteProps) {
  // What was there before there was anybody to read it is no news.
  const [old, setOld] = useState(news);
  useEffect(() => {
    if (news === old) return;
    const timer = setTimeout(() => setOld(news), STAY_MS);
    return () => clearTimeout(timer);
  }, [news]);
  if (news === null || news === old) return null;
  return <p class="float rounded-tile border bg-surface px-5 py-3">{newsSentence(news, t)}</p>;
}
