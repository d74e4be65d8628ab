/** The words of a call, of which a page has only those that it needs before. */
import { type EarlyMessages, isWhole } from "../locales/early.ts";
import type { CallMessages } from "../locales/en.ts";
import { loadCallMessages } from "../locales/load.ts";
import { type Locale, LOCALES } from "../locales/locale.ts";
import { later, useLater } from "./later.ts";

/** When they are asked for again, should they not come, in milliseconds. */
const AGAIN_MS = 3_000;

/** All of them, by language. */
export const WORDS = new Map(
  LOCALES.map((locale) => [locale, later(() => loadCallMessages(locale))]),
);

/** Fetches what is missing from the moment in which it is `wanted`; `null` until it is here. */
export function useWords(
  early: EarlyMessages,
  locale: Locale,
  wanted: boolean,
): CallMessages | null {
  const words = useLater(WORDS.get(locale)!, wanted && !isWhole(early), { againMs: AGAIN_MS });
  if (isWhole(early)) return early;
  return words.state === "here" ? words.part : null;
}
