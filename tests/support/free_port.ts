/** Ports for servers that a test stops and starts again. */

/**
 * A port that nobody has, below those that systems hand out by themselves: while the server is stopped,
 * nobody else must be given it, least of all whoever is trying to reach it.
 */
export function freePort(): number {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
