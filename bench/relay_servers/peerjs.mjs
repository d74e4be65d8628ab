/** PeerJS's own server, as it comes: `npm:peer`. */
import { PeerServer } from "peer";

PeerServer({ port: 0, host: "localhost", path: "/", key: "peerjs" }, (server) => {
  // deno-lint-ignore no-console -- whoever started this reads the port.
  console.log(`port ${server.address().port}`);
});
