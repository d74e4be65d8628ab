import assert from "node:assert/strict";
import fc from "fast-check";
import { peerIdOfSeat } from "../../crypto/seat.ts";
import { fromBase64Url, toBase64Url } from "../../protocol/base64url.ts";
import type { SeatSecret } from "../../protocol/ids.ts";
import { seatIdOf } from "../../server/seat_id.ts";

Deno.test("[S8] the server finds the same id for a secret as the peer itself", async () => {
  const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });
  await fc.assert(fc.asyncProperty(secrets, async (bytes) => {
    const secret = toBase64Url(bytes) as SeatSecret;
    assert.equal(seatIdOf(secret), await peerIdOfSeat(secret));
  }));
});

Deno.test("[S8] a secret of zeros has a known id", () => {
  const id = seatIdOf(toBase64Url(new Uint8Array(32)) as SeatSecret);
  const bytes = fromBase64Url(id)!;
  // The beginning of what `sha256sum` says of 32 zeros.
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  assert.equal(hex, "66687aadf862bd776c8fc18b8e9f8e20");
});
