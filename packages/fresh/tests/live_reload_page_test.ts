import assert from "node:assert/strict";
import fakeTimers from "@sinonjs/fake-timers";

/** A socket whose server is this test. */
class FakeSocket {
  static readonly opened: FakeSocket[] = [];
  onmessage: (event: { data: string }) => void = () => {};
  onclose: () => void = () => {};

  constructor(readonly address: URL) {
    FakeSocket.opened.push(this);
  }
}

Deno.test("a page reloads when the server that comes back is another one", async () => {
  const clock = fakeTimers.install();
  let reloads = 0;
  const page = {
    href: "https://localhost:8000/some/page",
    protocol: "https:",
    reload: () => reloads++,
  };
  const { WebSocket, location } = globalThis;
  Object.assign(globalThis, { WebSocket: FakeSocket, location: page });
  try {
    await import("../src/runtime/live_reload.ts");
    const [first] = FakeSocket.opened;
    assert.equal(first?.address.href, "wss://localhost:8000/_frsh/alive");
    first?.onmessage({ data: "one" });

    first?.onclose();
    assert.equal(FakeSocket.opened.length, 1, "it waits before it asks again");
    clock.tick(300);
    FakeSocket.opened[1]?.onmessage({ data: "one" });
    assert.equal(reloads, 0, "the same server is no reason to reload");

    FakeSocket.opened[1]?.onclose();
    clock.tick(300);
    FakeSocket.opened[2]?.onmessage({ data: "two" });
    assert.equal(reloads, 1);
  } finally {
    Object.assign(globalThis, { WebSocket, location });
    clock.uninstall();
  }
});
