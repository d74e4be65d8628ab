/** Finds the TURN server that the relay tests need, or gets it, or says in one sentence how to. */
import { findProgram, installPackage, mayInstall } from "./debian.ts";

export const HOW_TO_GET_COTURN =
  "The relay tests need coturn: install it so that turnserver is on the PATH (on Debian: apt-get install coturn).";

/** The path of coturn's `turnserver`, or `null`. */
export function findCoturn(): string | null {
  return findProgram(["turnserver"]);
}

/** As {@linkcode findCoturn}, but on Debian, as root, installs what is missing. */
export async function ensureCoturn(say: (line: string) => void): Promise<string | null> {
  const found = findCoturn();
  if (found !== null || !mayInstall()) return found;
  say("Installing coturn with apt-get…");
  return await installPackage("coturn") ? findCoturn() : null;
}
