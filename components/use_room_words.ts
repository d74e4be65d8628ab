/** The words of a call, fetched when somebody joins one, and again when they change the language in it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { CallMessages } from "../locales/en.ts";
import { loadCallMessages, loadedCallMessages } from "../locales/load.ts";
import type { Locale } from "../locales/locale.ts";

export type RoomWords =
  | { state: "coming" }
  | { state: "failed"; retry: () => void }
  /** In the language that was asked for last, as soon as it is here. */
  | { state: "here"; t: CallMessages };

export function useRoomWords(locale: Locale, wanted: boolean): RoomWords {
  const last = useRef<CallMessages | null>(null);
  const [failed, setFailed] = useState(false);
  const [answers, setAnswers] = useState(0);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (!wanted || loadedCallMessages(locale) !== null) return;
    let asked = true;
    loadCallMessages(locale).then(
      () => asked && setAnswers(answers + 1),
      () => asked && setFailed(true),
    );
    return () => {
      asked = false;
    };
  }, [locale, wanted, tries]);

  // Until another language is here, the call goes on in the one there was.
  last.current = loadedCallMessages(locale) ?? last.current;
  if (last.current !== null) return { state: "here", t: last.current };
  if (!failed) return { state: "coming" };
  return {
    state: "failed",
    retry: () => {
      setFailed(false);
      setTries(tries + 1);
    },
  };
}
