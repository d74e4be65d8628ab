import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeRelayFrame, splitRelayFrame } from "../../protocol/relay_frame.ts";

const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });

Deno.test("[R1] a frame is taken apart as it was put together", () => {
  fc.assert(fc.property(bytes(16, 16), bytes(1, 300), (peer, payload) => {
    const parts = splitRelayFrame(encodeRelayFrame(peer, payload));
    assert.ok(parts);
    assert.deepEqual(Array.from(parts.peer), Array.from(peer));
    assert.deepEqual(Array.from(parts.payload), Array.from(payload));
  }));
});

Deno.test("[R3] what names a peer and says nothing is no frame", () => {
  fc.assert(fc.property(bytes(0, 16), (frame) => {
    assert.equal(splitRelayFrame(new Uint8Array(frame)), null);
  }));
});

Deno.test("[R2] taking a frame apart copies nothing", () => {
  const frame = encodeRelayFrame(new Uint8Array(16), new Uint8Array(8));
  const parts = splitRelayFrame(frame);
  assert.equal(parts?.payload.buffer, frame.buffer);
  assert.equal(parts?.peer.buffer, frame.buffer);
});
