/** The whole site, built into memory and served on a port of its own, for tests that end it with a signal. */
import { Builder } from "fresh/dev";
import { app } from "../../../main.ts";

const apply = await new Builder().build({ mode: "production", snapshot: "memory" });
apply(app);
const server = Deno.serve({ hostname: "localhost", port: 0, onListen() {} }, app.handler());
// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${server.addr.port}`);
