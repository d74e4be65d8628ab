/** PeerJS's own server, as it comes but for the number of sockets it takes: `npm:peer`. */
import { PeerServer } from "peer";

const options = { port: 0, host: "localhost", path: "/", key: "peerjs", concurrent_limit: 20_000 };

PeerServer(options, (server) => {
  // deno-lint-ignore no-console -- whoever started this reads the port.
  console.log(`port ${server.address().port}`);
});
