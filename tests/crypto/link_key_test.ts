import assert from "node:assert/strict";
import fc from "fast-check";
import { isLinkKey, linkKeyBytes, newLinkKey } from "../../crypto/link_key.ts";
import { LINK_KEY_BYTES } from "../../protocol/ids.ts";
import { fromHex, KEY } from "./support/vectors.ts";

Deno.test("a link key is the base64url of 16 random bytes, and nothing else is one", () => {
  const key = newLinkKey((length) => Uint8Array.from({ length }, (_, index) => index));
  assert.equal(key, KEY);
  assert.ok(isLinkKey(key));
  assert.deepEqual(linkKeyBytes(key), fromHex("000102030405060708090a0b0c0d0e0f"));
  const others = ["", "new", key.slice(1), `${key}A`, `${key}==`, key.replace("B", "+"), ` ${key}`];
  for (const other of others) assert.equal(isLinkKey(other), false, JSON.stringify(other));
});

Deno.test("a link key has one spelling: no other text gives the same bytes", () => {
  // The last of 22 characters carries four bits of the key and two of nothing.
  assert.equal(isLinkKey("AAECAwQFBgcICQoLDA0ODx"), false);
  const bytes = fc.uint8Array({ minLength: LINK_KEY_BYTES, maxLength: LINK_KEY_BYTES });
  fc.assert(fc.property(bytes, (bytes) => {
    const key = newLinkKey(() => bytes);
    assert.ok(isLinkKey(key));
    assert.deepEqual(Array.from(linkKeyBytes(key)), Array.from(bytes));
  }));
});
