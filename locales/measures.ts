/** Times of day and sizes of files, the way the language writes them. */
import type { Locale } from "./locale.ts";

/** When something was said: `14:05`, `2:05 PM`. */
export function timeOfDay(locale: Locale, at: number): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(at);
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** How large a file is: `12 kB`, `3.4 MB`. */
export function fileSize(locale: Locale, bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step]!,
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: amount < 10 && step > 0 ? 1 : 0,
  }).format(amount);
}

/** How far something is: `40%`. */
export function percent(locale: Locale, part: number): string {
  return new Intl.NumberFormat(locale, { style: "percent" }).format(Math.floor(part * 100) / 100);
}
