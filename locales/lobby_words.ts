/** The words that a page shows before anybody is in a call: only they are sent along with it. */
import type { CallMessages } from "./en.ts";

/** What is said inside a call alone: fetched with what draws it. */
const INSIDE = [
  "noScript",
  "layout",
  "shortcuts",
  "notices",
  "tile",
  "quality",
  "stage",
  "announce",
  "chat",
  "files",
  "reactions",
  "heard",
] as const satisfies readonly (keyof CallMessages)[];

export type LobbyMessages = Omit<CallMessages, typeof INSIDE[number]>;

export function lobbyWords(words: CallMessages): LobbyMessages {
  const inside: ReadonlySet<string> = new Set(INSIDE);
  const entries = Object.entries(words).filter(([part]) => !inside.has(part));
  return Object.fromEntries(entries) as unknown as LobbyMessages;
}
