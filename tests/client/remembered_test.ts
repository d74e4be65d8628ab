import assert from "node:assert/strict";
import fc from "fast-check";
import {
  continuesCall,
  readSeat,
  readWishes,
  RESUME_WITHIN_MS,
  type SeatRecord,
  type Wishes,
  writeSeat,
  writeWishes,
} from "../../client/remembered.ts";
import type { PeerId, RoomId } from "../../protocol/ids.ts";
import { ANNAS_SEAT, ROOM } from "../crypto/support/vectors.ts";
import { memoryStorage, noStorage } from "./support/memory_storage.ts";

const NOTHING: Wishes = {
  name: "",
  camera: "",
  microphone: "",
  speaker: "",
  relayOnly: false,
  cameraOn: true,
  screenHint: "detail",
};
const RECORD: SeatRecord = {
  room: ROOM,
  seat: ANNAS_SEAT,
  inCall: true,
  muted: true,
  cameraOn: false,
  hand: 4_000,
  charter: null,
  at: 5_000,
};

Deno.test("what was wished for last time is there next time, on this device", () => {
  const storage = memoryStorage();
  assert.deepEqual(readWishes(storage), NOTHING);
  const wishes: Wishes = {
    ...NOTHING,
    name: "Anna",
    camera: "cam-1",
    microphone: "mic-1",
    relayOnly: true,
    cameraOn: false,
    screenHint: "motion",
  };
  writeWishes(storage, wishes);
  assert.deepEqual(readWishes(storage), wishes);
  assert.equal(storage.read("tab", "lagoon:wishes"), null);
});

Deno.test("a wish that cannot be read is no wish, and spoils none beside it", () => {
  const storage = memoryStorage();
  const kept = { name: "\u202e Anna", camera: 7, microphone: "mic-1" };
  storage.write("device", "lagoon:wishes", JSON.stringify(kept));
  assert.deepEqual(readWishes(storage), { ...NOTHING, name: "Anna", microphone: "mic-1" });
});

Deno.test("a tab keeps its seat in a room, and only in that room", () => {
  const storage = memoryStorage();
  assert.equal(readSeat(storage, ROOM), null);
  writeSeat(storage, RECORD);
  assert.deepEqual(readSeat(storage, ROOM), RECORD);
  assert.equal(readSeat(storage, "another" as RoomId), null);
  // A new tab is a new seat: two tabs with one would throw each other out.
  assert.equal(storage.read("device", `lagoon:seat:${ROOM}`), null);
});

Deno.test("a seat with anything wrong in it is no seat", () => {
  const storage = memoryStorage();
  const wrong: Record<string, unknown>[] = [
    { seat: ANNAS_SEAT.slice(1) },
    { seat: null },
    { inCall: "yes" },
    { at: "now" },
    { muted: undefined },
  ];
  for (const change of wrong) {
    storage.write("tab", `lagoon:seat:${ROOM}`, JSON.stringify({ ...RECORD, ...change }));
    assert.equal(readSeat(storage, ROOM), null, JSON.stringify(change));
  }
});

Deno.test("[V6] a seat that a page of a later version left is this page's too", () => {
  const storage = memoryStorage();
  const founder = "AAAAAAAAAAAAAAAAAAAAAA" as PeerId;
  const charter = { founder, began: 1, locked: true, line: [founder], removed: [] };
  const later = { ...RECORD, charter: { ...charter, topic: "tides" }, blurred: true };
  storage.write("tab", `lagoon:seat:${ROOM}`, JSON.stringify(later));
  assert.deepEqual(readSeat(storage, ROOM), { ...RECORD, charter });
});

Deno.test("[V6] in a seat that a page of an earlier version left the hand is down", () => {
  const storage = memoryStorage();
  const { hand: _, ...earlier } = RECORD;
  storage.write("tab", `lagoon:seat:${ROOM}`, JSON.stringify(earlier));
  assert.deepEqual(readSeat(storage, ROOM), { ...RECORD, hand: null });
});

Deno.test("wishes that are no object are none", () => {
  const storage = memoryStorage();
  for (const text of ["0", "null", '"Anna"', "[]", "{", ""]) {
    storage.write("device", "lagoon:wishes", text);
    assert.deepEqual(readWishes(storage), NOTHING, text);
  }
});

Deno.test("whatever is in the storage, reading it throws nothing", () => {
  const storage = memoryStorage();
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
    storage.write("tab", `lagoon:seat:${ROOM}`, text);
    storage.write("device", "lagoon:wishes", text);
    assert.equal(readSeat(storage, ROOM), null);
    assert.deepEqual(Object.keys(readWishes(storage)).sort(), Object.keys(NOTHING).sort());
  }));
});

Deno.test("without storage nothing is remembered, and that is all", () => {
  writeSeat(noStorage, RECORD);
  writeWishes(noStorage, { ...NOTHING, name: "Anna" });
  assert.equal(readSeat(noStorage, ROOM), null);
  assert.deepEqual(readWishes(noStorage), NOTHING);
});

Deno.test("a page continues the call that its tab was in a moment ago, and no other", () => {
  const { at } = RECORD;
  assert.equal(continuesCall(RECORD, at + RESUME_WITHIN_MS - 1), true);
  assert.equal(continuesCall(RECORD, at + RESUME_WITHIN_MS), false);
  assert.equal(continuesCall({ ...RECORD, inCall: false }, at), false);
  assert.equal(continuesCall(null, at), false);
});
