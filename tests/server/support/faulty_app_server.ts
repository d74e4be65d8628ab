/**
 * The whole site, in which a test can have anything go wrong: a request that says `x-fault` cannot be read at first, and
 * `/drain` sends everybody elsewhere without ending the process.
 */
import { Builder } from "fresh/dev";
import { app } from "../../../main.ts";

app.get("/drain", async ({ state }) => {
  await state.hub.drain();
  return new Response("drained");
});
const apply = await new Builder().build({ mode: "production", snapshot: "memory" });
apply(app);
const handler = app.handler();

/** Whatever reads a header first fails; whoever then says so does not. */
function unreadable(request: Request): Request {
  let isBroken = true;
  const headers = new Proxy(request.headers, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (name === "get" && isBroken) {
          isBroken = false;
          throw new Error("This header cannot be read");
        }
        return value.apply(target, args);
      };
    },
  });
  return new Proxy(request, {
    get(target, name) {
      if (name === "headers") return headers;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const server = Deno.serve(
  { hostname: "localhost", port: 0, onListen() {} },
  (request, info) => handler(request.headers.has("x-fault") ? unreadable(request) : request, info),
);
// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${server.addr.port}`);
