import assert from "node:assert/strict";
import fc from "fast-check";
import { safetyCode } from "../../crypto/safety_code.ts";
import { deriveRoomKeys } from "../../crypto/room_keys.ts";
import { FINGERPRINTS, KEY, SAFETY_CODE } from "./support/vectors.ts";

const keys = await deriveRoomKeys(KEY);
const [ours, theirs] = FINGERPRINTS;

Deno.test("[X6] the safety code of a room and two certificates is what it always was", async () => {
  assert.equal(await safetyCode(keys, FINGERPRINTS), SAFETY_CODE);
});

Deno.test("[X6] the safety code is the same from both sides, however fingerprints are spelled", async () => {
  assert.equal(await safetyCode(keys, [theirs, ours]), SAFETY_CODE);
  const loud = `SHA-256  ${ours.split(" ")[1]!.toLowerCase()} `;
  assert.equal(await safetyCode(keys, [loud, theirs]), SAFETY_CODE);
});

Deno.test("[X6] another certificate, hash or room gives another safety code", async () => {
  const codes = await Promise.all([
    safetyCode(keys, [ours, theirs]),
    safetyCode(keys, [ours, ours]),
    safetyCode(keys, [theirs, theirs]),
    safetyCode(keys, [ours.replace(/1F$/, "1E"), theirs]),
    safetyCode(keys, [ours.replace("sha-256", "sha-512"), theirs]),
    safetyCode({ roomBytes: new Uint8Array(16) }, [ours, theirs]),
  ]);
  assert.equal(new Set(codes).size, codes.length);
});

Deno.test("[X6] a safety code is four groups of five digits", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (one, other) => {
      assert.match(await safetyCode(keys, [one, other]), /^\d{5} \d{5} \d{5} \d{5}$/);
    }),
  );
});
