/**
 * What single keys do in a call. They can be turned off, and never act while somebody types, as WCAG 2.1.4 asks
 * ({@link https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts.html}).
 */

export const SHORTCUTS = [
  { key: "m", action: "mute" },
  { key: "v", action: "camera" },
  { key: "s", action: "share" },
  { key: "h", action: "hand" },
  { key: "c", action: "chat" },
  { key: "p", action: "people" },
  { key: "i", action: "invite" },
  { key: "l", action: "layout" },
  { key: "f", action: "fullscreen" },
  { key: "?", action: "help" },
] as const;

export type ShortcutAction = typeof SHORTCUTS[number]["action"];

/** The parts of a keyboard event that decide what it means. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "isComposing"
>;

/** What a press asks for; `null` for nothing of ours. */
export function shortcutOf(press: Press): ShortcutAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.isComposing) {
    return null;
  }
  const key = letterOf(press);
  return SHORTCUTS.find((shortcut) => shortcut.key === key)?.action ?? null;
}

/** Where the keyboard writes no Latin letters, the key that would have is meant. */
function letterOf({ key, code }: Press): string {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}
