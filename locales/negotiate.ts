/** Which language to answer in. */
import { DEFAULT_LOCALE, isLocale, type Locale } from "./locale.ts";

/**
 * The best of our languages for an `Accept-Language` header, by its weights
 * ({@link https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4 RFC 9110 §12.5.4}). `zh-TW` is met by
 * `zh`: a near language beats a foreign one.
 */
export function negotiateLocale(header: string | null): Locale {
  let best: { locale: Locale; weight: number } | null = null;
  for (const part of (header ?? "").split(",")) {
    const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = range.trim().split("-")[0];
    const locale = language === "*" ? DEFAULT_LOCALE : language;
    const weight = weightOf(parameters);
    if (isLocale(locale) && weight > (best?.weight ?? 0)) best = { locale, weight };
  }
  return best?.locale ?? DEFAULT_LOCALE;
}

function weightOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const [name, value] = parameter.split("=");
    if (name?.trim() === "q") return Number(value) || 0;
  }
  return 1;
}
