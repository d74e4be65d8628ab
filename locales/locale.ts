/** The languages that Lagoon speaks. */

export const LOCALES = ["en", "zh", "ar"] as const;
export type Locale = typeof LOCALES[number];
export const DEFAULT_LOCALE: Locale = "en";

/** What each language calls itself, and which way it is written. */
export const LOCALE_FACTS: Readonly<Record<Locale, { name: string; dir: "ltr" | "rtl" }>> = {
  en: { name: "English", dir: "ltr" },
  zh: { name: "中文", dir: "ltr" },
  ar: { name: "العربية", dir: "rtl" },
};

export function isLocale(text: string | null | undefined): text is Locale {
  return (LOCALES as readonly unknown[]).includes(text);
}
