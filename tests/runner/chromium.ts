/** Finds the Chromium that the browser tests need, or gets it, or says in one sentence how to. */
import { findProgram, install, isFile } from "./debian.ts";

/** What Chromium and its kin are called, the first that is there being taken. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

export const HOW_TO_GET_CHROMIUM =
  "The browser tests need Chromium: install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.";

/** The path of a Chromium, or `null`. `CHROMIUM_PATH` is taken at its word. */
export function findChromium(): string | null {
  const found = findProgram(NAMES, "CHROMIUM_PATH");
  if (found || Deno.env.get("CHROMIUM_PATH")) return found;
  return ELSEWHERE.find(isFile) ?? null;
}

/** As {@linkcode findChromium}, but on Debian, as root, installs what is missing. */
export async function ensureChromium(
  say: (line: string) => void,
): Promise<string | null> {
  const found = findChromium();
  if (found || Deno.env.get("CHROMIUM_PATH")) return found;
  return await install("chromium", say) ? findChromium() : null;
}
