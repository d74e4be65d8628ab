/** What others write, made fit to be shown: whatever is left is text and nothing else. */
import { MAX_FILE_NAME_CHARS } from "./limits.ts";

/** Characters that turn the direction of what surrounds them, and so could make one thing look like another. */
const OVERRIDES = /[\u202D\u202E]/g;
/** Control characters except the tab and the line feed, which have their place in a message. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;
const SHOWS_SOMETHING = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** A message as it may be shown: lines of text; empty if nothing of it could be seen. */
export function cleanText(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(CONTROLS, "")
    .replace(OVERRIDES, "")
    // Nobody needs to scroll past nothing.
    .replace(/\n{3,}/g, "\n\n");
  const trimmed = clean.replace(/^\s*\n/, "").trimEnd();
  return SHOWS_SOMETHING.test(trimmed) ? trimmed : "";
}

/** The name of a file that is one: no path, no line, nothing that hides how it ends. */
export function cleanFileName(name: string): string {
  const line = name.toWellFormed().normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[/\\:*?"<>|]/g, "_")
    .replace(/\s+/g, " ")
    .trim();
  const end = /\.[\p{L}\p{N}]{1,12}$/u.exec(line)?.[0] ?? "";
  const stem = [...line.slice(0, line.length - end.length)];
  while (stem.length > 0 && stem.join("").length + end.length > MAX_FILE_NAME_CHARS) stem.pop();
  const kept = stem.join("").replace(/^\.+/, "") + end;
  return kept.replace(/^\.+/, "") === "" ? "file" : kept;
}
