/** The whole site as it is served, on a port of its own; whoever starts it says how much one address may do. */
import { Builder } from "fresh/dev";
import { app } from "../../main.ts";

const apply = await new Builder().build({ mode: "production", snapshot: "memory" });
apply(app);
const server = Deno.serve({ hostname: "localhost", port: 0, onListen() {} }, app.handler());
// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${server.addr.port}`);
