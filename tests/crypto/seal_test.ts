import assert from "node:assert/strict";
import fc from "fast-check";
import { newLinkKey } from "../../crypto/link_key.ts";
import { deriveRoomKeys } from "../../crypto/room_keys.ts";
import {
  type Route,
  SEAL_OVERHEAD_BYTES,
  SEAL_VERSION,
  Sealer,
  type SealRefusal,
} from "../../crypto/seal.ts";
import {
  ANNA,
  BEN,
  fromHex,
  KEY,
  NONCE_HEX,
  SEALED_FOR_BEN_HEX,
  SEALED_FOR_EVERYONE_HEX,
  SECRET_TEXT,
  toHex,
} from "./support/vectors.ts";

const ANNA_TO_BEN: Route = { from: ANNA, to: BEN };
const plaintext = new TextEncoder().encode(SECRET_TEXT);
const keys = await deriveRoomKeys(KEY);
const sealer = new Sealer(keys);

async function assertRefused(sealed: Uint8Array<ArrayBuffer>, reason: SealRefusal, route?: Route) {
  assert.deepEqual(await sealer.open(route ?? ANNA_TO_BEN, sealed), { ok: false, reason });
}

/** A sealer whose key differs though what it says in the clear is the same. */
async function sealerOfOtherKey(shown: Partial<typeof keys>): Promise<Sealer> {
  const other = await deriveRoomKeys(newLinkKey((length) => new Uint8Array(length).fill(7)));
  return new Sealer({ ...other, ...shown });
}

Deno.test("[X2] a payload is version, key id, context, nonce and ciphertext, to the byte", async () => {
  const fixed = new Sealer(keys, { randomBytes: () => fromHex(NONCE_HEX) });
  assert.equal(toHex(await fixed.seal(ANNA_TO_BEN, plaintext)), SEALED_FOR_BEN_HEX);
  const everyone = await fixed.seal({ from: ANNA, to: "everyone" }, plaintext);
  assert.equal(toHex(everyone), SEALED_FOR_EVERYONE_HEX);
});

Deno.test("[X2] a payload that another implementation sealed opens", async () => {
  const opened = await sealer.open(ANNA_TO_BEN, fromHex(SEALED_FOR_BEN_HEX));
  assert.deepEqual(opened, { ok: true, plaintext });
});

Deno.test("[X2] whatever is sealed opens to the same, and is longer by the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
      const text = Uint8Array.from(bytes);
      const sealed = await sealer.seal(ANNA_TO_BEN, text);
      assert.equal(sealed.length, text.length + SEAL_OVERHEAD_BYTES);
      assert.deepEqual(await sealer.open(ANNA_TO_BEN, sealed), { ok: true, plaintext: text });
    }),
    { numRuns: 100 },
  );
});

Deno.test("[X3] sealing the same twice gives two payloads, and no nonce comes twice", async () => {
  const nonces = new Set<string>();
  const payloads = new Set<string>();
  for (let count = 0; count < 1_000; count++) {
    const hex = toHex(await sealer.seal(ANNA_TO_BEN, plaintext));
    payloads.add(hex);
    nonces.add(hex.slice(2 * 9, 2 * 21));
  }
  assert.equal(nonces.size, 1_000);
  assert.equal(payloads.size, 1_000);
});

Deno.test("[X4] truncated: shorter than an empty payload", async () => {
  const sealed = await sealer.seal(ANNA_TO_BEN, new Uint8Array());
  assert.equal(sealed.length, SEAL_OVERHEAD_BYTES);
  assert.equal((await sealer.open(ANNA_TO_BEN, sealed)).ok, true);
  for (let length = 0; length < sealed.length; length++) {
    await assertRefused(sealed.slice(0, length), "truncated");
  }
});

Deno.test("[X4] truncated behind the header or lengthened is forged", async () => {
  const sealed = fromHex(SEALED_FOR_BEN_HEX);
  await assertRefused(sealed.slice(0, -1), "forged");
  await assertRefused(Uint8Array.of(...sealed, 0), "forged");
});

Deno.test("[X4] version: sealed by another version", async () => {
  const sealed = fromHex(SEALED_FOR_BEN_HEX);
  sealed[0] = SEAL_VERSION + 1;
  await assertRefused(sealed, "version");
});

Deno.test("[X4] wrong-key: sealed with the key of another link", async () => {
  const stranger = await sealerOfOtherKey({});
  await assertRefused(await stranger.seal(ANNA_TO_BEN, plaintext), "wrong-key");
});

Deno.test("[X4] forged: sealed with another key that passes itself off as this one", async () => {
  const { room, roomBytes, keyId } = keys;
  const impostor = await sealerOfOtherKey({ room, roomBytes, keyId });
  await assertRefused(await impostor.seal(ANNA_TO_BEN, plaintext), "forged");
});

Deno.test("[X4] spliced: sealed for another sender, addressee, audience or direction", async () => {
  const routes: Route[] = [
    { from: BEN, to: ANNA },
    { from: BEN, to: BEN },
    { from: ANNA, to: ANNA },
    { from: ANNA, to: "everyone" },
  ];
  for (const route of routes) {
    await assertRefused(await sealer.seal(route, plaintext), "spliced");
    // And the other way round: what was meant for Ben opens on no other route.
    await assertRefused(fromHex(SEALED_FOR_BEN_HEX), "spliced", route);
  }
});

Deno.test("[X4] spliced: sealed for another room under the same key", async () => {
  const elsewhere = new Sealer({ ...keys, roomBytes: new Uint8Array(16).fill(9) });
  await assertRefused(await elsewhere.seal(ANNA_TO_BEN, plaintext), "spliced");
});

Deno.test("[X4] forged: spliced with the context rewritten to fit", async () => {
  // The context is in the clear, so whoever splices can write it. The tag is what holds.
  const fitting = fromHex(SEALED_FOR_BEN_HEX).subarray(5, 9);
  for (const route of [{ from: BEN, to: BEN }, { from: ANNA, to: "everyone" }] as Route[]) {
    const spliced = await sealer.seal(route, plaintext);
    spliced.set(fitting, 5);
    await assertRefused(spliced, "forged");
  }
});

/** What a change of each byte of a payload is called. */
function reasonAt(byte: number): SealRefusal {
  if (byte < 1) return "version";
  if (byte < 5) return "wrong-key";
  return byte < 9 ? "spliced" : "forged";
}

Deno.test("[X4] one flipped bit anywhere is refused, by the name of what it hit", async () => {
  const sealed = fromHex(SEALED_FOR_BEN_HEX);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const flipped = sealed.slice();
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    await assertRefused(flipped, reasonAt(bit >> 3));
  }
});

Deno.test("[X4] one flipped bit of any payload is refused", async () => {
  const cases = fc.record({ bytes: fc.uint8Array({ maxLength: 400 }), luck: fc.nat() });
  await fc.assert(
    fc.asyncProperty(cases, async ({ bytes, luck }) => {
      const sealed = await sealer.seal(ANNA_TO_BEN, Uint8Array.from(bytes));
      const bit = luck % (sealed.length * 8);
      sealed[bit >> 3]! ^= 1 << (bit & 7);
      await assertRefused(sealed, reasonAt(bit >> 3));
    }),
    { numRuns: 200 },
  );
});

Deno.test("[X4] bytes that were never sealed are refused, and nothing throws", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      assert.equal((await sealer.open(ANNA_TO_BEN, Uint8Array.from(bytes))).ok, false);
    }),
  );
});
