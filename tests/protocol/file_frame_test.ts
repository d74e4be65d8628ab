import assert from "node:assert/strict";
import fc from "fast-check";
import { toBase64Url } from "../../protocol/base64url.ts";
import { decodeFileFrame, encodeFileFrame, FILE_HEADER_BYTES } from "../../protocol/file_frame.ts";
import { TALK_ID_BYTES, type TalkId } from "../../protocol/ids.ts";

const id = fc.uint8Array({ minLength: TALK_ID_BYTES, maxLength: TALK_ID_BYTES })
  .map((bytes) => toBase64Url(bytes) as TalkId);
const run = fc.integer({ min: 0, max: 0xffffffff });
const offset = fc.maxSafeNat();

Deno.test("[F5] every piece and every word about what is kept is read as it was written", () => {
  const piece = fc.record({
    kind: fc.constant("piece" as const),
    id,
    run,
    offset,
    bytes: fc.uint8Array({ minLength: 1 }),
  });
  const kept = fc.record({
    kind: fc.constant("kept" as const),
    id,
    run,
    offset,
    bytes: fc.constant(new Uint8Array()),
  });
  fc.assert(fc.property(fc.oneof(piece, kept), (frame) => {
    const read = decodeFileFrame(encodeFileFrame(structuredClone(frame)));
    assert.deepEqual({ ...read, bytes: [...read!.bytes] }, {
      ...structuredClone(frame),
      bytes: [...frame.bytes],
    });
  }));
});

Deno.test("[F5] [V4] what is too short, of no kind, empty where it should not be or beyond all files says nothing", () => {
  const id = toBase64Url(new Uint8Array(TALK_ID_BYTES)) as TalkId;
  const bytes = new Uint8Array([1, 2]);
  const piece = encodeFileFrame({ kind: "piece", id, run: 1, offset: 0, bytes });
  const kept = encodeFileFrame({ kind: "kept", id, run: 1, offset: 0 });
  const changed = (at: number, value: number) => {
    const copy = piece.slice();
    copy[at] = value;
    return copy;
  };
  assert.notEqual(decodeFileFrame(piece), null);
  assert.equal(decodeFileFrame(new Uint8Array()), null);
  assert.equal(decodeFileFrame(piece.slice(0, FILE_HEADER_BYTES - 1)), null);
  assert.equal(decodeFileFrame(piece.slice(0, FILE_HEADER_BYTES)), null);
  assert.equal(decodeFileFrame(changed(0, 2)), null);
  assert.equal(decodeFileFrame(changed(13, 0xff)), null);
  const talkative = new Uint8Array([...kept, 1]);
  assert.equal(decodeFileFrame(talkative), null);
});
