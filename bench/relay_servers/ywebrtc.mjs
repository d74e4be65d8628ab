/** y-webrtc's own signaling server, as it comes: topics to subscribe to and to publish in. */
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { pathToFileURL } from "node:url";

/** It takes a port by name only, and says nothing that could be read when it listens. */
const port = await freePort();
process.env.PORT = String(port);
const library = createRequire(import.meta.url).resolve("y-webrtc");
await import(new URL("../bin/server.js", pathToFileURL(library)).href);
// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${port}`);

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "localhost", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
