/** Names and other things in a row, the way the language writes them. */
import type { Locale } from "./locale.ts";

/** Several as one: `Anna, Ben and Carla`. */
export function list(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(locale).format(items);
}
