import assert from "node:assert/strict";
import { roomSeal } from "../../client/seal.ts";
import { newLinkKey } from "../../crypto/link_key.ts";
import { deriveRoomKeys } from "../../crypto/room_keys.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId } from "../../protocol/ids.ts";

const [ANNA, BEN] = [1, 2].map((byte) => toBase64Url(new Uint8Array(16).fill(byte)) as PeerId) as [
  PeerId,
  PeerId,
];
const WORDS = new TextEncoder().encode("words");

Deno.test("[X5] what is sealed for one peer opens once, whichever carriers bring it; what is for everyone, again", async () => {
  const key = newLinkKey((length) => crypto.getRandomValues(new Uint8Array(length)));
  const keys = await deriveRoomKeys(key);
  const [anna, ben] = [roomSeal(keys, ANNA), roomSeal(keys, BEN)];
  const forBen = await anna.seal(BEN, WORDS);
  assert.deepEqual(await ben.open(ANNA, forBen), { ok: true, plaintext: WORDS });
  assert.deepEqual(await ben.open(ANNA, forBen), { ok: false, reason: "replayed" });
  const forAll = await anna.seal("everyone", WORDS);
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(await ben.openShared(ANNA, forAll), { ok: true, plaintext: WORDS });
  }
  // Neither passes for the other.
  assert.equal((await ben.open(ANNA, forAll)).ok, false);
  assert.equal((await ben.openShared(ANNA, await anna.seal(BEN, WORDS))).ok, false);
});
