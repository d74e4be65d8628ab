/** The whole site as it is built and served, on a port of its own; whoever starts it says how much one address may do. */
const built: { default: Deno.ServeDefaultExport } = await import(
  new URL("../../_fresh/server.js", import.meta.url).href
);
const server = Deno.serve(
  { hostname: "localhost", port: 0, onListen() {} },
  built.default.fetch,
);
// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${server.addr.port}`);
