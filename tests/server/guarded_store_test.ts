import assert from "node:assert/strict";
import { BackendUnavailable } from "../../server/backend.ts";
import { GuardedStore, STORE_DEADLINE_MS } from "../../server/guarded_store.ts";
import type { Kept, RoomStore } from "../../server/room_store.ts";
import { randomRoom } from "./support/test_peer.ts";
import { ManualClock } from "./support/manual_clock.ts";

const ROOM = randomRoom();

/** A store that is asked for one room, and answers when `answer` is called. */
function setUp() {
  const clock = new ManualClock();
  const reasons: string[] = [];
  const { promise, resolve: answer } = Promise.withResolvers<Kept | null>();
  const store: RoomStore = {
    beatMs: 2_000,
    read: () => promise,
    commit: () => assert.fail("Nothing is committed."),
    send: () => Promise.resolve(true),
    beat: () => Promise.resolve(new Set()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const guarded = new GuardedStore({ store, clock, onAway: (reason) => reasons.push(reason) });
  return { clock, guarded, reasons, answer };
}

Deno.test("a store that does not answer in time is away, and is asked nothing more", async () => {
  const { clock, guarded, reasons } = setUp();
  const late = assert.rejects(guarded.read(ROOM), BackendUnavailable);
  await clock.pass(STORE_DEADLINE_MS - 1);
  assert.equal(guarded.isAway, false);
  await clock.pass(1);
  await late;
  assert.equal(guarded.isAway, true);
  assert.deepEqual(reasons, ["Error: no answer in time"]);
  await assert.rejects(guarded.read(ROOM), BackendUnavailable);
});

Deno.test("a store is not away because we ourselves stood still", async () => {
  const { clock, guarded, reasons, answer } = setUp();
  const asked = guarded.read(ROOM);
  clock.stall(5 * STORE_DEADLINE_MS);
  // What has arrived meanwhile is read after the timers.
  answer(null);
  assert.equal(await asked, null);
  assert.equal(clock.waiting, 0);
  assert.deepEqual(reasons, []);
});
