import { silentLog } from "../../server/log.ts";
import { openRedisStore } from "../../server/redis_store.ts";
import { SharedBackend } from "../../server/shared_backend.ts";
import { RedisServer } from "../support/redis_server.ts";
import { testBackendContract } from "./backend_contract.ts";
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
