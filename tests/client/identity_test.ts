import assert from "node:assert/strict";
import { openIdentity } from "../../client/identity.ts";
import { writeSeat } from "../../client/remembered.ts";
import type { LinkKey } from "../../crypto/link_key.ts";
import {
  ANNA,
  ANNAS_SEAT,
  BEN,
  BENS_SEAT,
  fromHex,
  KEY,
  ROOM,
  SEALED_FOR_BEN_HEX,
  SECRET_TEXT,
} from "../crypto/support/vectors.ts";
import { memoryStorage } from "./support/memory_storage.ts";

const filled = (byte: number) => (length: number) => new Uint8Array(length).fill(byte);
const record = { inCall: true, muted: false, cameraOn: true, hand: null, charter: null, at: 1 };

Deno.test("who we are follows from the link and a new seat", async () => {
  const storage = memoryStorage();
  const identity = await openIdentity(KEY, { storage, randomBytes: filled(0xa1) });
  const { room, seat, self } = identity;
  assert.deepEqual({ room, seat, self }, { room: ROOM, seat: ANNAS_SEAT, self: ANNA });
  assert.equal(identity.record, null);
});

Deno.test("a tab that was in the room before is who it was, and knows how it left", async () => {
  const storage = memoryStorage();
  writeSeat(storage, { room: ROOM, seat: BENS_SEAT, ...record });
  const identity = await openIdentity(KEY, { storage, randomBytes: filled(0xa1) });
  assert.equal(identity.self, BEN);
  assert.deepEqual(identity.record, { room: ROOM, seat: BENS_SEAT, ...record });
});

Deno.test("in another room the same tab is somebody else", async () => {
  const storage = memoryStorage();
  writeSeat(storage, { room: ROOM, seat: BENS_SEAT, ...record });
  const elsewhere = "AQECAwQFBgcICQoLDA0ODw" as LinkKey;
  const identity = await openIdentity(elsewhere, { storage, randomBytes: filled(0xa1) });
  assert.notEqual(identity.room, ROOM);
  assert.equal(identity.seat, ANNAS_SEAT);
});

Deno.test("[X5] what is for us opens once; what is for everyone opens as often as it is told", async () => {
  const open = (seat: number) =>
    openIdentity(KEY, { storage: memoryStorage(), randomBytes: filled(seat) });
  const [anna, ben] = [await open(0xa1), await open(0xb2)];
  const plaintext = new TextEncoder().encode(SECRET_TEXT);

  const sealed = fromHex(SEALED_FOR_BEN_HEX);
  assert.deepEqual(await ben.seal.open(ANNA, sealed), { ok: true, plaintext });
  assert.deepEqual(await ben.seal.open(ANNA, sealed), { ok: false, reason: "replayed" });
  // Our own words do not open as anyone else's, nor those for one as those for everyone.
  assert.deepEqual(await anna.seal.open(BEN, sealed), { ok: false, reason: "spliced" });
  assert.deepEqual(await ben.seal.openShared(ANNA, sealed), { ok: false, reason: "spliced" });

  const shared = await anna.seal.seal("everyone", plaintext);
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(await ben.seal.openShared(ANNA, shared), { ok: true, plaintext });
  }
});
