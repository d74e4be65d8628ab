import assert from "node:assert/strict";
import { createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { newLinkKey } from "../../crypto/link_key.ts";
import { deriveRoomKeys } from "../../crypto/room_keys.ts";
import { fromHex, KEY, KEY_ID_HEX, ROOM, SEALING_KEY_HEX, toHex } from "./support/vectors.ts";

Deno.test("[X1] the room id and the key id follow from the link key as they always have", async () => {
  const keys = await deriveRoomKeys(KEY);
  assert.equal(keys.room, ROOM);
  assert.equal(toHex(keys.roomBytes), "4ee9f11340b894e857ae1ba06a3e0f20");
  assert.equal(toHex(keys.keyId), KEY_ID_HEX);
});

Deno.test("[X1] the derivation is plain HKDF-SHA-256 with an empty salt, as RFC 5869 writes it", async () => {
  // Extract and expand by hand, §2.2 and §2.3: an empty salt is as many zeros as the hash has bytes.
  const secret = fromHex("000102030405060708090a0b0c0d0e0f");
  const extracted = createHmac("sha256", new Uint8Array(32)).update(secret).digest();
  const expand = (info: string, length: number) =>
    createHmac("sha256", extracted).update(info).update(Uint8Array.of(1)).digest("hex")
      .slice(0, length * 2);

  const keys = await deriveRoomKeys(KEY);
  assert.equal(toHex(keys.roomBytes), expand("lagoon room id", 16));
  assert.equal(toHex(keys.keyId), expand("lagoon key id", 4));
  assert.equal(expand("lagoon sealing key", 32), SEALING_KEY_HEX);
});

Deno.test("[X1] the derivation agrees with another implementation for any key", async () => {
  const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(secrets, async (secret) => {
      const keys = await deriveRoomKeys(newLinkKey(() => secret));
      const salt = new Uint8Array();
      const room = new Uint8Array(hkdfSync("sha256", secret, salt, "lagoon room id", 16));
      assert.equal(toHex(keys.roomBytes), toHex(room));
    }),
    { numRuns: 50 },
  );
});

Deno.test("[X1] the sealing key cannot be taken out of the browser's keeping", async () => {
  const { sealing } = await deriveRoomKeys(KEY);
  assert.equal(sealing.extractable, false);
  assert.deepEqual(sealing.algorithm, { name: "AES-GCM", length: 256 });
  await assert.rejects(() => crypto.subtle.exportKey("raw", sealing));
});
