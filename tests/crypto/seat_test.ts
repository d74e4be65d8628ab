import assert from "node:assert/strict";
import { newSeatSecret, peerIdOfSeat } from "../../crypto/seat.ts";
import { isId, isPeerId, SEAT_SECRET_BYTES } from "../../protocol/ids.ts";
import { ANNA, ANNAS_SEAT, BEN, BENS_SEAT } from "./support/vectors.ts";

Deno.test("a peer id is the first 16 bytes of the SHA-256 of its seat's secret", async () => {
  assert.equal(await peerIdOfSeat(ANNAS_SEAT), ANNA);
  assert.equal(await peerIdOfSeat(BENS_SEAT), BEN);
  assert.ok(isPeerId(ANNA) && isPeerId(BEN));
});

Deno.test("a seat's secret is 32 bytes from the source of randomness that was given", () => {
  const seat = newSeatSecret((length) => new Uint8Array(length).fill(0xa1));
  assert.equal(seat, ANNAS_SEAT);
  assert.ok(isId(seat, SEAT_SECRET_BYTES));
});
