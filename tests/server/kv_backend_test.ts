import { silentLog } from "../../server/log.ts";
import { openKvStore } from "../../server/kv_store.ts";
import { SharedBackend } from "../../server/shared_backend.ts";
import { testBackendContract } from "./backend_contract.ts";
import { Tracker } from "./support/tracked_store.ts";

const tracker = new Tracker();
let tests = 0;
const kv = await Deno.openKv(":memory:");
addEventListener("unload", () => kv.close());

testBackendContract({
  name: "KV backend",
  open: (clock) => (events) => {
    return new SharedBackend(events, {
      capacity: 3,
      clock,
      random: Math.random,
      log: silentLog,
      instance: "one",
      // Each test has rooms of its own.
      openStore: tracker.track(openKvStore({ kv, root: `test-${++tests}`, clock, pollMs: 0 })),
    });
  },
  settle: () => tracker.settle(),
});
