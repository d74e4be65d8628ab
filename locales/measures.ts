/** Times and sizes of files, the way the language writes them. */
import { number } from "./format.ts";
import type { Locale } from "./locale.ts";

/** When something was said: `14:05`, `2:05 PM`. */
export function timeOfDay(locale: Locale, at: number): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(at);
}

/** A running time as a clock shows it: `4:05`, `1:04:05`. */
export function clock(locale: Locale, milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const [first, ...others] = hours > 0 ? [hours, minutes, seconds % 60] : [minutes, seconds % 60];
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return [number(locale, first!), ...others.map((part) => two.format(part))].join(":");
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

/** Several as one: `Anna, Ben and Carla`. */
export function list(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(locale).format(items);
}
