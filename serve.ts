/** Serves what `dev.ts build` made. The host may as well run `_fresh/server.js` by itself, with `deno serve`. */
import { config } from "./fresh.config.ts";
import { exitIfPortTaken } from "./port_taken.ts";

const { fetch } = await loadBuild(new URL("./_fresh/server.js", import.meta.url));

// Newer versions of Deno compress only when asked to; older ones always do, and do not know the option.
const options = {
  hostname: config.host,
  port: config.port,
  onListen: announce,
  automaticCompression: true,
};

try {
  Deno.serve(options, fetch);
} catch (error) {
  exitIfPortTaken(error, config.port);
  throw error;
}

async function loadBuild(entry: URL): Promise<Deno.ServeDefaultExport> {
  try {
    await Deno.stat(entry);
  } catch {
    // deno-lint-ignore no-console -- a person is waiting for this sentence
    console.error("The site is not built yet. Build it first: deno task build");
    Deno.exit(1);
  }
  return (await import(entry.href)).default;
}

function announce({ hostname, port }: Partial<Deno.NetAddr>): void {
  // A host may put a listener of its own in the place of ours (`DENO_SERVE_ADDRESS`), and knows where it is.
  if (hostname === undefined) return;
  const nearby = ["0.0.0.0", "127.0.0.1", "::", "::1"].includes(hostname);
  const host = nearby ? "localhost" : hostname.includes(":") ? `[${hostname}]` : hostname;
  // deno-lint-ignore no-console -- says where to look
  console.log(`Lagoon listens on http://${host}:${port}`);
}
