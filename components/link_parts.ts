/** Finds the links in what somebody wrote. Everything else is text and stays text. */

export type TextPart = { text: string; href: string | null };

/** What begins like an address that may be opened, up to where no address goes on. */
const CANDIDATE =
  /\b(?:https?:\/\/|mailto:)[^\s<>"'`\u2066-\u2069\u200e\u200f\u3000-\u3002\uff0c\uff1b]+/giu;
/** Ends sentences more often than addresses. */
const TRAILING = /[.,;:!?…，。；：！？]+$/u;
const SAFE = new Set(["http:", "https:", "mailto:"]);

export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { index, 0: candidate } of text.matchAll(CANDIDATE)) {
    const found = trim(candidate);
    const href = safeHref(found);
    if (href === null) continue;
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    parts.push({ text: found, href });
    end = index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** Without what belongs to the sentence around it: its full stop, and the bracket that it stands in. */
function trim(candidate: string): string {
  let found = candidate;
  for (;;) {
    const shorter = found.replace(TRAILING, "");
    const closes = /[)\]}）】」]$/u.test(shorter) && !isBalanced(shorter);
    const next = closes ? shorter.slice(0, -1) : shorter;
    if (next === found) return found;
    found = next;
  }
}

function isBalanced(text: string): boolean {
  const count = (character: string) => text.split(character).length;
  return ["()", "[]", "{}", "（）", "【】", "「」"].every(([open, close]) =>
    count(open!) === count(close!)
  );
}

function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!SAFE.has(url.protocol)) return null;
  // Somebody's name and password before the host make one site look like another.
  if (url.username !== "" || url.password !== "") return null;
  return url.href;
}
