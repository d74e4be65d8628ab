/** Finds the Redis server that several instances share, or gets it, or says in one sentence how to. */
import { findProgram, install } from "./debian.ts";

export const HOW_TO_GET_REDIS =
  "Several instances need a Redis server: install it (on Debian: apt-get install redis-server) or set REDIS_SERVER_PATH.";

/** The path of a Redis server, or `null`. `REDIS_SERVER_PATH` is taken at its word. */
export function findRedis(): string | null {
  return findProgram(["redis-server", "valkey-server"], "REDIS_SERVER_PATH");
}

/** As {@linkcode findRedis}, but on Debian, as root, installs what is missing. */
export async function ensureRedis(say: (line: string) => void): Promise<string | null> {
  const found = findRedis();
  if (found || Deno.env.get("REDIS_SERVER_PATH")) return found;
  return await install("redis-server", say) ? findRedis() : null;
}
