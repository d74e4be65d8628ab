/** The end of an instance: everybody is told, and it does not take long. */
import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import { RedisServer } from "../support/redis_server.ts";
import { type AppProcess, startApp } from "./support/app_process.ts";
import { PATIENCE_MS, within } from "./support/shared_site.ts";
import { openPeer, randomRoom, type TestPeer } from "./support/test_peer.ts";

const SOCKETS = 1_000;
const PER_ROOM = 4;
/** What hosts allow, and what we promise. */
const PROMISED_MS = 5_000;
/** All of them come from one address. */
const MANY = {
  ADDRESS_SOCKETS: "100000",
  ADDRESS_ROOMS: "100000",
  ADDRESS_CONNECTS_PER_SECOND: "100000",
  ADDRESS_CONNECTS_AT_ONCE: "100000",
  ADDRESS_FRAMES_PER_SECOND: "1000000",
  ADDRESS_FRAMES_AT_ONCE: "1000000",
};

async function fill(app: AppProcess): Promise<TestPeer[]> {
  const rooms = Array.from({ length: SOCKETS / PER_ROOM }, randomRoom);
  const peers: TestPeer[] = [];
  for (const room of rooms) {
    const four = await Promise.all(Array.from({ length: PER_ROOM }, () => openPeer(app, room)));
    for (const peer of four) await peer.join();
    peers.push(...four);
  }
  return peers;
}

async function testDrain(app: AppProcess, signal: Deno.Signal): Promise<void> {
  const peers = await fill(app);
  const start = performance.now();
  app.kill(signal);
  const { code } = await app.status;
  const took = performance.now() - start;
  const codes = await Promise.all(peers.map(({ closed }) => closed));
  assert.equal(codes.filter((code) => code === CloseCode.draining).length, SOCKETS);
  const told = peers.filter(({ unread }) => unread.some(({ type }) => type === "draining"));
  assert.equal(told.length, SOCKETS);
  assert.equal(code, 0);
  assert.ok(took <= PROMISED_MS, `It took ${Math.round(took)} ms.`);
}

Deno.test("[S21] SIGTERM: a thousand sockets are told, and the process ends within five seconds", async () => {
  await using app = await startApp(MANY);
  await testDrain(app, "SIGTERM");
});

Deno.test("[S21] SIGINT: so it does with its rooms in Redis", async () => {
  await using redis = await RedisServer.start();
  await using app = await startApp({ ...MANY, REDIS_URL: redis.url });
  await testDrain(app, "SIGINT");
});

Deno.test("[S21] so it does while Redis answers nothing", async () => {
  await using redis = await RedisServer.start();
  await using app = await startApp({ ...MANY, REDIS_URL: redis.url });
  const peer = await openPeer(app, randomRoom());
  await peer.join();
  redis.pause();
  const start = performance.now();
  app.kill("SIGTERM");
  const closed = await within(PATIENCE_MS, "the peer is told", peer.closed);
  assert.equal(closed, CloseCode.draining);
  assert.equal((await within(PATIENCE_MS, "it ends", app.status)).code, 0);
  const took = performance.now() - start;
  assert.ok(took <= PROMISED_MS, `It took ${Math.round(took)} ms.`);
});
