import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import { nonceOf } from "../../server/security_headers.ts";
import { type AppProcess, startApp } from "./support/app_process.ts";
import { roomOf } from "./support/ids.ts";
import { openPeer, randomRoom } from "./support/test_peer.ts";

Deno.test("the site as it is served", async (t) => {
  await using app = await startApp({
    METRICS_TOKEN: "south",
    ROOM_CAPACITY: "3",
    STUN_URLS: "stun:stun.example.org",
    ADDRESS_SOCKETS: "3",
  });

  await t.step("[S9] [R1] two peers meet and talk over its signaling route", async () => {
    const room = randomRoom();
    await using anna = await openPeer(app, room);
    await using ben = await openPeer(app, room);
    const welcome = await anna.join();
    assert.equal(welcome.capacity, 3);
    assert.deepEqual(welcome.iceServers, [{ urls: ["stun:stun.example.org"] }]);
    const { self } = await ben.join();
    anna.relay(self, "sealed");
    assert.equal((await ben.next("relayed")).text, "sealed");
    await assertHealth(app, { status: "ok", rooms: 1, seats: 2, sockets: 2 });
  });

  await t.step("[S1] [S2] [S3] what may not become a socket is told so", async () => {
    const path = `/api/signal/${roomOf(1)}`;
    assert.equal(await statusOf(app, "/api/signal/blue", { upgrade: "websocket" }), 404);
    assert.equal(await statusOf(app, path), 400);
    const origin = "https://evil.example";
    assert.equal(await statusOf(app, path, { upgrade: "websocket", origin }), 403);
  });

  await t.step("every page forbids what is inline and names no referrer", async () => {
    for (const [path, status] of [["/", 200], ["/api/health", 200], ["/nowhere", 404]] as const) {
      const response = await fetch(`http://${app.host}${path}`);
      await response.body?.cancel();
      assert.equal(response.status, status, path);
      const policy = response.headers.get("content-security-policy") ?? "";
      assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/, path);
      assert.ok(!policy.includes("unsafe"), path);
      assert.equal(response.headers.get("referrer-policy"), "no-referrer", path);
      assert.equal(response.headers.get("x-content-type-options"), "nosniff", path);
      assert.match(response.headers.get("permissions-policy") ?? "", /camera=\(self\)/, path);
    }
  });

  await t.step("the script that boots the call carries the nonce of the policy", async () => {
    const response = await fetch(`http://${app.host}/r/calm-blue-bay`);
    const html = await response.text();
    const nonce = nonceOf(response.headers.get("content-security-policy"));
    assert.ok(nonce);
    const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag);
    assert.ok(inline.length > 0);
    for (const tag of inline) assert.ok(tag.includes(`nonce="${nonce}"`), tag);
  });

  await t.step("figures are for whoever knows the token", async () => {
    const url = `http://${app.host}/api/metrics`;
    for (const headers of [{}, { authorization: "Bearer north" }, { authorization: "south" }]) {
      const refused = await fetch(url, { headers });
      assert.equal(refused.status, 401);
      assert.ok(!(await refused.text()).includes("lagoon_"));
    }
    const response = await fetch(url, { headers: { authorization: "Bearer south" } });
    assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
    assert.match(await response.text(), /^lagoon_joins_total\{resumed="no"\} \d+$/m);
  });

  await t.step("[C4] who asks is told when they may open a socket, if not now", async () => {
    const ask = async () => {
      const url = `http://${app.host}/api/health?room=${roomOf(1)}`;
      const response = await fetch(url, { method: "HEAD" });
      assert.equal(response.status, 200);
      return response.headers.get("retry-after");
    };
    assert.equal(await ask(), null);
    const peers = await Promise.all([1, 2, 3].map(() => openPeer(app, randomRoom())));
    assert.equal(await ask(), "30");
    for (const peer of peers) await peer[Symbol.asyncDispose]();
  });

  await t.step("it is alive and ready", async () => {
    for (const path of ["/api/health", "/api/health?live"]) {
      const response = await fetch(`http://${app.host}${path}`);
      await response.body?.cancel();
      assert.equal(response.status, 200);
    }
  });

  await t.step("[S21] SIGTERM sends everybody elsewhere and ends the process", async () => {
    await using anna = await openPeer(app, randomRoom());
    await anna.join();
    app.kill("SIGTERM");
    await anna.next("draining");
    assert.equal(await anna.closed, CloseCode.draining);
    assert.equal((await app.status).code, 0);
  });
});

async function assertHealth(app: AppProcess, expected: unknown): Promise<void> {
  const response = await fetch(`http://${app.host}/api/health`);
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), expected);
}

/** Over a plain connection: `fetch` would not ask for an upgrade. */
async function statusOf(
  app: AppProcess,
  path: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const [hostname, port] = app.host.split(":");
  using connection = await Deno.connect({ hostname: hostname!, port: Number(port) });
  const lines = Object.entries({ host: app.host, connection: "close", ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`).join("");
  await connection.write(new TextEncoder().encode(`GET ${path} HTTP/1.1\r\n${lines}\r\n`));
  const answer = new Uint8Array(64);
  const length = await connection.read(answer) ?? 0;
  const [, status] = new TextDecoder().decode(answer.subarray(0, length)).split(" ");
  return Number(status);
}

Deno.test("[B3] without its store a site is alive, not ready, and serves pages", async () => {
  // Nobody listens there.
  await using app = await startApp({ REDIS_URL: "redis://127.0.0.1:9" });
  await using early = await openPeer(app, randomRoom());
  early.hello();
  assert.equal((await early.next("error")).code, "unavailable");
  assert.equal(await early.closed, CloseCode.unavailable);
  const statuses = await Promise.all(
    ["/api/health", "/api/health?live", "/"].map(async (path) => {
      const response = await fetch(`http://${app.host}${path}`);
      await response.body?.cancel();
      return response.status;
    }),
  );
  assert.deepEqual(statuses, [503, 200, 200]);
});
