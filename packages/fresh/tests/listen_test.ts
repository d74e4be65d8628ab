import assert from "node:assert/strict";
import { App } from "fresh";

/** Serves an app until `stop`, and gives the port it took. */
function serve(app: App<unknown>, stop: AbortSignal, port?: number) {
  const { promise: listening, resolve } = Promise.withResolvers<number>();
  const finished = app.listen({
    hostname: "127.0.0.1",
    signal: stop,
    onListen: (address) => resolve(address.port),
    ...(port === undefined ? {} : { port }),
  });
  return { listening, finished };
}

Deno.test("without a port the next free one is taken; one that is asked for must be free", async () => {
  const stop = new AbortController();
  const app = new App().get("/", (ctx) => ctx.text("x".repeat(1000)));
  const one = serve(app, stop.signal);
  const two = serve(app, stop.signal);
  const [first, second] = [await one.listening, await two.listening];
  assert.ok(second > first);
  await assert.rejects(serve(app, stop.signal, first).finished, Deno.errors.AddrInUse);
  stop.abort();
  await Promise.all([one.finished, two.finished]);
});

Deno.test("what is served is compressed for those who can read it", async () => {
  const stop = new AbortController();
  const { listening, finished } = serve(
    new App().get("/", (ctx) => ctx.text("x".repeat(1000))),
    stop.signal,
    0,
  );
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: await listening });
  const request =
    "GET / HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\nconnection: close\r\n\r\n";
  await connection.write(new TextEncoder().encode(request));
  const answer = await new Response(connection.readable).text();
  assert.match(answer, /^HTTP\/1\.1 200 .*content-encoding: gzip/s);
  stop.abort();
  await finished;
});
