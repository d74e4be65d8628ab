import assert from "node:assert/strict";
import { createClient } from "@redis/client";
import { socketId } from "../../server/backend.ts";
import { chooseBackend } from "../../server/choose_backend.ts";
import { systemClock } from "../../server/clock.ts";
import { silentLog } from "../../server/log.ts";
import { openRedisStore } from "../../server/redis_store.ts";
import { SharedBackend } from "../../server/shared_backend.ts";
import { RedisServer } from "../support/redis_server.ts";
import { testBackendContract } from "./backend_contract.ts";
import { peerOf, roomOf } from "./support/ids.ts";
import { Tracker } from "./support/tracked_store.ts";

const redis = await RedisServer.start();
addEventListener("unload", () => redis.kill());

const tracker = new Tracker();
let tests = 0;

testBackendContract({
  name: "Redis backend",
  open: (clock) => {
    // Each test has rooms of its own.
    const prefix = `test-${++tests}`;
    const openStore = tracker.track(openRedisStore({ url: redis.url, prefix }));
    const options = { capacity: 3, clock, random: Math.random, log: silentLog, openStore };
    return (events) => new SharedBackend(events, { ...options, instance: "one" });
  },
  settle: () => tracker.settle(),
});

Deno.test("[B2] what is said to an instance in one turn is one message, and comes in its order", async () => {
  const heard: number[] = [];
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const open = openRedisStore({ url: redis.url, prefix: `test-${++tests}` });
  await using reader = open("reader", {
    received: (mail) => {
      heard.push(mail[1]!);
      if (heard.length === 50) resolve();
    },
    gap() {},
  });
  await using writer = open("writer", { received() {}, gap() {} });
  // Both have subscribed to their mail when they are answered.
  await Promise.all([reader.beat(), writer.beat()]);
  const before = await publishes();
  const numbers = Array.from({ length: 50 }, (_, number) => number);
  const taken = numbers.map((number) =>
    writer.send({ to: "reader", mail: Uint8Array.of(1, number) })
  );
  assert.deepEqual(await Promise.all(taken), numbers.map(() => true));
  await all;
  assert.deepEqual(heard, numbers);
  assert.equal(await publishes() - before, 1);
  assert.equal(await writer.send({ to: "nobody", mail: Uint8Array.of(1, 0) }), false);
});

Deno.test("[V8] every key has the number of its make", async () => {
  const prefix = `test-${++tests}`;
  const needs = { capacity: 3, clock: systemClock, log: silentLog };
  const open = await chooseBackend({ type: "redis", url: redis.url, prefix }, needs);
  await using backend = open({ deliver() {}, relayed: () => false });
  const socket = socketId(backend.instance, 1);
  await backend.step(roomOf(1), { type: "hello", peer: peerOf(1), socket, profile: "" });
  const keys = await keysBelow(prefix);
  assert.deepEqual(keys.map((key) => key.split(":")[1]), ["1", "1"], keys.join());
});

async function keysBelow(prefix: string): Promise<string[]> {
  const client = await createClient({ url: redis.url }).connect();
  const keys = await client.keys(`${prefix}:*`);
  client.destroy();
  return keys;
}

/** How often something was published so far. */
async function publishes(): Promise<number> {
  const client = await createClient({ url: redis.url }).connect();
  const told = await client.info("commandstats");
  client.destroy();
  return Number(/cmdstat_publish:calls=(\d+)/.exec(told)?.[1] ?? 0);
}
