import assert from "node:assert/strict";
import type { Kept } from "../../server/room_store.ts";
import { SharedRoom } from "../../server/shared_room.ts";
import { roomOf } from "./support/ids.ts";
import { ManualClock } from "./support/manual_clock.ts";

Deno.test("[B4] who is asked to look at a room that they are just looking at looks again", async () => {
  const room = roomOf(1);
  const reads: PromiseWithResolvers<Kept | null>[] = [];
  const shared = new SharedRoom({
    id: room,
    instance: "one",
    capacity: 3,
    clock: new ManualClock(),
    random: () => 0.5,
    store: {
      read: () => {
        reads.push(Promise.withResolvers());
        return reads.at(-1)!.promise;
      },
      commit: () => Promise.reject(new Error("there is nothing to change")),
      send: () => Promise.resolve(true),
    },
    goneSince: () => null,
    carryOut: () => {},
    relayed: () => {},
    onIdle: () => {},
  });
  const looked = shared.reconcile();
  await Promise.resolve();
  shared.receive({ type: "news", room, revision: 1, after: 0, outputs: [] });
  reads[0]!.resolve(null);
  await looked;
  assert.ok(shared.isDoubtful);
  reads[1]?.resolve(null);
});
