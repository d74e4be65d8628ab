/** Finds the TURN server that the relay tests need, or gets it, or says in one sentence how to. */
import { findProgram, install } from "./debian.ts";

export const HOW_TO_GET_COTURN =
  "The relay tests need coturn: install it (on Debian: apt-get install coturn) or set TURNSERVER_PATH.";

/** The path of coturn's `turnserver`, or `null`. `TURNSERVER_PATH` is taken at its word. */
export function findCoturn(): string | null {
  return findProgram(["turnserver"], "TURNSERVER_PATH");
}

/** As {@linkcode findCoturn}, but on Debian, as root, installs what is missing. */
export async function ensureCoturn(say: (line: string) => void): Promise<string | null> {
  const found = findCoturn();
  if (found || Deno.env.get("TURNSERVER_PATH")) return found;
  return await install("coturn", say) ? findCoturn() : null;
}
