import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { BlockHashes } from "../../crypto/block_hashes.ts";
import { toBase64Url } from "../../protocol/base64url.ts";

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

const ONE = new TextEncoder().encode("one");
const TWO = new TextEncoder().encode("two");

Deno.test("[F6] the hash of a file is the SHA-256 of the SHA-256s of its blocks", async () => {
  const hashes = new BlockHashes();
  await hashes.put(0, ONE);
  await hashes.put(1, TWO);
  const expected = sha256(new Uint8Array([...sha256(ONE), ...sha256(TWO)]));
  assert.equal(await hashes.whole(), toBase64Url(expected));
});

Deno.test("[F6] a block that is read again takes its own place, and none can be left out", async () => {
  const once = new BlockHashes();
  const twice = new BlockHashes();
  for (const [index, block] of [ONE, TWO].entries()) {
    await once.put(index, block);
    await twice.put(index, block);
  }
  await twice.put(0, ONE);
  await twice.put(1, TWO);
  assert.equal(twice.count, 2);
  assert.equal(await twice.whole(), await once.whole());
  await assert.rejects(twice.put(3, ONE));
});
