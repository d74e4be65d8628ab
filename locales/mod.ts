/** Every catalogue at once, for the server. In the browser use `load.ts`. */
import { ar } from "./ar.ts";
import { en, type Messages } from "./en.ts";
import type { Locale } from "./locale.ts";
import { zh } from "./zh.ts";

export type { CallMessages, Messages } from "./en.ts";
export { DEFAULT_LOCALE, isLocale, type Locale, LOCALE_FACTS, LOCALES } from "./locale.ts";
export { askedLocale, keepLanguage } from "./language_link.ts";
export { negotiateLocale } from "./negotiate.ts";
export { requestLocale } from "./request_locale.ts";
export { duration, format, number, plural, type PluralForms } from "./format.ts";

const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, zh, ar };

/** The catalogue of a language. */
export function messages(locale: Locale): Messages {
  return CATALOGUES[locale];
}
