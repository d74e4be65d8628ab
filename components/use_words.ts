/** The words of a call, of which a page has only those that it needs before. */
import { useEffect, useState } from "preact/hooks";
import { type EarlyMessages, isWhole } from "../locales/early.ts";
import type { CallMessages } from "../locales/en.ts";
import { loadCallMessages } from "../locales/load.ts";
import type { Locale } from "../locales/locale.ts";

/** When they are asked for again, should they not come, in milliseconds. */
const AGAIN_MS = 3_000;

/** Fetches what is missing from the moment in which it is `wanted`; `null` until it is here. */
export function useWords(
  early: EarlyMessages,
  locale: Locale,
  wanted: boolean,
): CallMessages | null {
  const [fetched, setFetched] = useState<CallMessages | null>(null);
  const [tries, setTries] = useState(0);
  const missing = wanted && !isWhole(early);

  useEffect(() => {
    if (!missing) return;
    let asked = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    loadCallMessages(locale).then(
      (words) => asked && setFetched(words),
      () => {
        if (asked) timer = setTimeout(() => setTries(tries + 1), AGAIN_MS);
      },
    );
    return () => {
      asked = false;
      clearTimeout(timer);
    };
  }, [missing, locale, tries]);

  return isWhole(early) ? early : fetched;
}
