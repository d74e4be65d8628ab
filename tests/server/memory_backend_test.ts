import assert from "node:assert/strict";
import { RESUME_GRACE_MS } from "../../protocol/limits.ts";
import { MemoryBackend } from "../../server/memory_backend.ts";
import { testBackendContract } from "./backend_contract.ts";
import { peerOf, roomOf } from "./support/ids.ts";
import { ManualClock } from "./support/manual_clock.ts";

testBackendContract({
  name: "memory backend",
  open: (clock) => (events) => new MemoryBackend(events, { capacity: 3, clock }),
  settle: () => Promise.resolve(),
});

Deno.test("[S18] memory backend: an empty room takes no memory", () => {
  const clock = new ManualClock();
  const events = { deliver() {}, relayed: () => false };
  const backend = new MemoryBackend(events, { capacity: 3, clock });
  const [peer, socket] = [peerOf(1), "memory/1"];
  backend.step(roomOf(1), { type: "hello", peer, socket, profile: "" });
  backend.step(roomOf(1), { type: "dropped", peer, socket, now: clock.now() });
  assert.equal(backend.rooms, 1);
  clock.advance(RESUME_GRACE_MS);
  assert.equal(backend.rooms, 0);
  assert.equal(clock.waiting, 0);
});
