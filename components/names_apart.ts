/** Names that tell people apart: of those who are called the same, all but the first carry a number. */
import type { Guest } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { number } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { displayName } from "./display_name.ts";

export interface NamePlate {
  /** As they gave it. */
  name: string;
  /** Which of those of that name they are, from 1. */
  number: number;
  /** As it is shown. */
  shown: string;
}

export type NamePlates = ReadonlyMap<string, NamePlate>;

/**
 * The plates of `people`, by their peer, who are given in the order in which they came. Whoever has one `before`
 * keeps it as long as their name is the same: nobody becomes another because somebody else came or went.
 */
export function tellApart(
  before: NamePlates,
  people: readonly Guest[],
  t: Pick<CallMessages, "guest">,
  locale: Locale,
): NamePlates {
  const plates = new Map<string, NamePlate>();
  const taken = new Set<string>();
  for (const guest of people) {
    const known = before.get(guest.peer);
    if (known?.name === guest.name) give(guest, known.number);
  }
  for (const guest of people) give(guest, 1);
  return plates;

  function give({ peer, name }: Guest, number: number): void {
    if (plates.has(peer)) return;
    // Somebody may have chosen just the name that a number would make.
    while (taken.has(plate(name, number))) number++;
    const shown = plate(name, number);
    taken.add(shown);
    plates.set(peer, { name, number, shown });
  }

  function plate(name: string, nth: number): string {
    const shown = displayName({ name }, t);
    return nth === 1 ? shown : `${shown} ${number(locale, nth)}`;
  }
}
