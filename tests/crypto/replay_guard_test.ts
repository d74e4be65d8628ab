import assert from "node:assert/strict";
import { type Opened, ReplayGuard, SEAL_OVERHEAD_BYTES } from "../../crypto/seal.ts";

const OPENED: Opened = { ok: true, plaintext: new Uint8Array() };
const REPLAYED: Opened = { ok: false, reason: "replayed" };

/** A payload that is told from others by its nonce alone. */
function payload(number: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(SEAL_OVERHEAD_BYTES);
  new DataView(bytes.buffer).setUint32(9, number);
  return bytes;
}

Deno.test("[X5] replayed: what opened once does not open again", () => {
  const guard = new ReplayGuard();
  assert.deepEqual(guard.admit(payload(1), OPENED), OPENED);
  assert.deepEqual(guard.admit(payload(2), OPENED), OPENED);
  assert.deepEqual(guard.admit(payload(1), OPENED), REPLAYED);
  assert.deepEqual(guard.admit(payload(1), OPENED), REPLAYED);
});

Deno.test("[X5] a refusal keeps its name and uses up no nonce", () => {
  const guard = new ReplayGuard();
  const forged: Opened = { ok: false, reason: "forged" };
  // Otherwise whoever sees a payload first could spend its nonce on a forgery.
  assert.deepEqual(guard.admit(payload(1), forged), forged);
  assert.deepEqual(guard.admit(payload(1), OPENED), OPENED);
});

Deno.test("[X5] the guard remembers as many as it was told, and forgets the oldest first", () => {
  const guard = new ReplayGuard(3);
  for (const number of [1, 2, 3]) assert.deepEqual(guard.admit(payload(number), OPENED), OPENED);
  assert.deepEqual(guard.admit(payload(1), OPENED), REPLAYED);
  assert.deepEqual(guard.admit(payload(4), OPENED), OPENED);
  // 1 made room for 4; being refused a moment ago has not made it any younger.
  assert.deepEqual(guard.admit(payload(1), OPENED), OPENED);
  assert.deepEqual(guard.admit(payload(3), OPENED), REPLAYED);
  assert.deepEqual(guard.admit(payload(4), OPENED), REPLAYED);
});
