import assert from "node:assert/strict";
import { Builder } from "fresh/dev";
import { SITE } from "./support/fixture_site.ts";
import { testWithBuild } from "./support/test_with_build.ts";

/** Runs the fixture site's development server on a free port. */
async function whileDeveloping(visit: (address: string) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const { promise: address, resolve } = Promise.withResolvers<string>();
  const served = new Builder({ root: SITE }).listen(() => import("./fixtures/site/main.ts"), {
    hostname: "127.0.0.1",
    port: 0,
    signal: stop.signal,
    onListen: ({ hostname, port }) => resolve(`${hostname}:${port}`),
  });
  try {
    await visit(await address);
  } finally {
    stop.abort();
    await served;
  }
}

/** What a page hears when it connects. */
async function revisionAt(address: string): Promise<string> {
  const socket = new WebSocket(`ws://${address}/_frsh/alive`);
  const closed = new Promise((resolve) => socket.onclose = resolve);
  const revision = await new Promise<string>((resolve) =>
    socket.onmessage = ({ data }) => resolve(data)
  );
  socket.close();
  await closed;
  return revision;
}

testWithBuild(
  "while developing every page gets the reload script, and nothing is kept",
  async () => {
    await whileDeveloping(async (address) => {
      const html = await (await fetch(`http://${address}/`)).text();
      const [, script] = /<script type="module" nonce="\w+" src="([^"]+)"><\/script>/.exec(html) ??
        [];
      assert.ok(script, html);
      const response = await fetch(`http://${address}${script}`);
      assert.match(await response.text(), /_frsh\/alive/);
      assert.match(response.headers.get("cache-control") ?? "", /no-store/);
    });
  },
);

testWithBuild("a restarted server tells pages of another revision", async () => {
  const revisions: string[] = [];
  await whileDeveloping(async (address) => {
    revisions.push(await revisionAt(address), await revisionAt(address));
  });
  await whileDeveloping(async (address) => {
    revisions.push(await revisionAt(address));
  });
  assert.equal(revisions[0], revisions[1]);
  assert.notEqual(revisions[1], revisions[2]);
});

testWithBuild("what is no socket is told what to speak", async () => {
  await whileDeveloping(async (address) => {
    const response = await fetch(`http://${address}/_frsh/alive`);
    await response.body?.cancel();
    assert.equal(response.status, 501);
  });
});
