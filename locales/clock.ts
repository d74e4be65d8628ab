/** How long something has been going, the way the language writes it. */
import { number } from "./format.ts";
import type { Locale } from "./locale.ts";

/** A running time as a clock shows it: `4:05`, `1:04:05`. */
export function clock(locale: Locale, milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const [first, ...others] = hours > 0 ? [hours, minutes, seconds % 60] : [minutes, seconds % 60];
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return [number(locale, first!), ...others.map((part) => two.format(part))].join(":");
}
