import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { bundleMail, decodeMail, encodeMail, type Mail, unbundleMail } from "../../server/mail.ts";
import { peerOf, roomOf } from "./support/ids.ts";

const letter = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 90_000, size: "max" }).map((bytes): Mail => {
    const frame = new Uint8Array(bytes).buffer;
    return { type: "frame", room: roomOf(1), to: peerOf(3), frame };
  }),
  fc.nat().map((revision): Mail => {
    return { type: "news", room: roomOf(1), revision, after: 0, outputs: [] };
  }),
);

Deno.test("[B2] what is written into letters is what is read, bundled or not, and in its order", () => {
  fc.assert(
    fc.property(fc.array(letter, { minLength: 1, maxLength: 6 }), (letters) => {
      const bundle = bundleMail(letters.map(encodeMail));
      assert.deepEqual(unbundleMail(bundle).map(decodeMail), letters);
    }),
    { numRuns: 50 },
  );
});

Deno.test("a frame holds on to nothing of what it came in", () => {
  const frame = Uint8Array.of(1, 2, 3).buffer;
  const written = encodeMail({ type: "frame", room: roomOf(1), to: peerOf(3), frame });
  // As a store hands it over: a part of what a socket brought.
  const brought = Buffer.concat([new Uint8Array(1_000), written, new Uint8Array(1_000)]);
  const [part] = unbundleMail(brought.subarray(1_000, 1_000 + written.length));
  const read = decodeMail(part!);
  brought.fill(0);
  assert.ok(read?.type === "frame");
  assert.deepEqual(read.frame, frame);
});

Deno.test("a letter of another make is none", () => {
  assert.equal(decodeMail(Uint8Array.of(7, 1, 2)), null);
});
