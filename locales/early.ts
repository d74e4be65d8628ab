/** What the page of a call says before anybody is in it: that comes with the page, the rest with the call. */
import type { CallMessages } from "./en.ts";

/** What is said inside a call alone. */
const INSIDE = [
  "layout",
  "shortcuts",
  "sound",
  "notices",
  "tile",
  "quality",
  "stage",
  "announce",
  "chat",
  "files",
  "reactions",
  "heard",
  "doors",
] as const satisfies readonly (keyof CallMessages)[];

export type EarlyMessages = Omit<CallMessages, typeof INSIDE[number]>;

export function earlyMessages(call: CallMessages): EarlyMessages {
  const inside: ReadonlySet<string> = new Set(INSIDE);
  const early = Object.entries(call).filter(([section]) => !inside.has(section));
  return Object.fromEntries(early) as unknown as EarlyMessages;
}

/** Whether the words of a call are all there. */
export function isWhole(t: EarlyMessages): t is CallMessages {
  // One section tells: what is said inside comes all together.
  return "chat" in t;
}
