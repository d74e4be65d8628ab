import assert from "node:assert/strict";
import fc from "fast-check";
import { fromBase64Url, toBase64Url } from "../../protocol/base64url.ts";
import { isId, isPeerId, isRoomId } from "../../protocol/ids.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });

Deno.test("an id is what its bytes spell, and spells its bytes", () => {
  fc.assert(fc.property(bytes, (bytes) => {
    const id = toBase64Url(bytes);
    assert.ok(isId(id, bytes.length));
    assert.deepEqual(Array.from(fromBase64Url(id)!), Array.from(bytes));
  }));
});

Deno.test("no id has two spellings: what decodes to the same bytes in other characters is none", () => {
  fc.assert(fc.property(bytes, (bytes) => {
    const id = toBase64Url(bytes);
    for (const last of ALPHABET) {
      const other = id.slice(0, -1) + last;
      const same = toBase64Url(fromBase64Url(other)!) === other;
      assert.equal(isId(other, bytes.length), same, other);
    }
  }));
});

Deno.test("text of another length, with padding, or of other characters is no id", () => {
  const id = toBase64Url(new Uint8Array(16).fill(0xfb));
  assert.deepEqual([isId(id, 16), isRoomId(id), isPeerId(id)], [true, true, true]);
  for (const text of ["", id.slice(1), `${id}A`, `${id}==`, `+${id.slice(1)}`, `/${id.slice(1)}`]) {
    assert.equal(isId(text, 16), false, JSON.stringify(text));
  }
  assert.equal(isId(id, 15), false);
  assert.equal(isId(id, 17), false);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const spelled = /^[\w-]+$/.test(text) ? fromBase64Url(text) : null;
    if (spelled?.length !== 16) assert.equal(isId(text, 16), false);
  }));
});

Deno.test("text that is no base64url decodes to null, not to something near it", () => {
  for (const text of ["A", "AAAAA", "AA==", "A A", "AA+A", "é"]) {
    assert.equal(fromBase64Url(text), null, text);
  }
  assert.deepEqual(fromBase64Url(""), new Uint8Array());
});
