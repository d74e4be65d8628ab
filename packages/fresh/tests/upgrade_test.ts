import assert from "node:assert/strict";
import { App } from "fresh";
import { exchange, whileServing } from "./support/serve.ts";

Deno.test("ctx.upgrade() gives the socket and the response", async () => {
  const app = new App().get("/", (ctx) => {
    const { socket, response } = ctx.upgrade({ idleTimeout: 0 });
    socket.onmessage = ({ data }) => socket.send(`bare ${data}`);
    return response;
  });
  await whileServing(app.handler(), async (address) => {
    assert.equal(await exchange(`ws://${address}/`, "hi"), "bare hi");
  });
});

Deno.test("ctx.upgrade(handlers) listens by itself", async () => {
  const seen: unknown[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const app = new App().get("/", (ctx) =>
    ctx.upgrade({
      open: () => seen.push("open"),
      message: (socket, { data }) => socket.send(`managed ${data}`),
      close: (_socket, code) => {
        seen.push(code);
        resolve();
      },
    }, { protocol: "test" }));
  await whileServing(app.handler(), async (address) => {
    const socket = new WebSocket(`ws://${address}/`, "test");
    const answer = await new Promise((done) => {
      socket.onopen = () => socket.send("hi");
      socket.onmessage = ({ data }) => done(data);
    });
    assert.equal(answer, "managed hi");
    assert.equal(socket.protocol, "test");
    socket.close(4001);
    await closed;
  });
  assert.deepEqual(seen, ["open", 4001]);
});

Deno.test("app.ws() is an upgrade at a path, behind the app's middlewares", async () => {
  const passed: string[] = [];
  const app = new App()
    .use((ctx) => {
      passed.push(ctx.url.pathname);
      return ctx.next();
    })
    .ws("/echo", { message: (socket, { data }) => socket.send(data) });
  await whileServing(app.handler(), async (address) => {
    assert.equal(await exchange(`ws://${address}/echo`, "hi"), "hi");
  });
  assert.deepEqual(passed, ["/echo"]);
});

Deno.test("binary messages pass unchanged", async () => {
  const app = new App().get("/", (ctx) => {
    const { socket, response } = ctx.upgrade();
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => socket.send(data);
    return response;
  });
  await whileServing(app.handler(), async (address) => {
    const socket = new WebSocket(`ws://${address}/`);
    socket.binaryType = "arraybuffer";
    const data = await new Promise<ArrayBuffer>((done) => {
      socket.onopen = () => socket.send(new Uint8Array([1, 0, 255]));
      socket.onmessage = (event) => done(event.data);
    });
    const closed = new Promise((done) => socket.onclose = done);
    socket.close();
    await closed;
    assert.deepEqual(new Uint8Array(data), new Uint8Array([1, 0, 255]));
  });
});

Deno.test("a request that does not ask for a socket is 400 in every form", async () => {
  const app = new App()
    .get("/bare", (ctx) => ctx.upgrade().response)
    .get("/managed", (ctx) => ctx.upgrade({ message() {} }))
    .ws("/ws", { message() {} });
  for (const path of ["/bare", "/managed", "/ws"]) {
    const response = await app.handler()(new Request(`http://localhost${path}`));
    assert.equal(response.status, 400, path);
    assert.equal(await response.text(), "Expected a WebSocket upgrade request");
  }
});
