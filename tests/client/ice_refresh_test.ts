import assert from "node:assert/strict";
import fc from "fast-check";
import { ASK_AGAIN_MS, isOld, waitToAsk } from "../../client/ice_refresh.ts";

const HOUR = { takenAt: 1_000, lifeMs: 3_600_000 };

Deno.test("new credentials are asked for when three quarters of the life of the old ones have passed", () => {
  assert.equal(waitToAsk(HOUR, null, 1_000), 2_700_000);
  assert.equal(waitToAsk(HOUR, null, 2_701_000), 0);
  assert.equal(isOld(HOUR, 2_700_999), false);
  assert.equal(isOld(HOUR, 2_701_000), true);
});

Deno.test("after a sleep through the end of the credentials new ones are asked for at once", () => {
  assert.equal(waitToAsk(HOUR, null, 1_000 + 9 * HOUR.lifeMs), 0);
});

Deno.test("a question without an answer is asked again, and not before it could be answered", () => {
  const asked = 2_701_000;
  assert.equal(waitToAsk(HOUR, asked, asked), ASK_AGAIN_MS);
  assert.equal(waitToAsk(HOUR, asked, asked + ASK_AGAIN_MS), 0);
});

Deno.test("what was asked before these credentials came does not delay the next question", () => {
  assert.equal(waitToAsk(HOUR, 999, 2_701_000), 0);
});

Deno.test("whatever the times are, asking comes before the end of the credentials, and waiting is no debt", () => {
  fc.assert(fc.property(
    fc.nat(1e12),
    fc.integer({ min: 60_000, max: 604_800_000 }),
    fc.nat(1e9),
    (takenAt, lifeMs, passed) => {
      const wait = waitToAsk({ takenAt, lifeMs }, null, takenAt + passed);
      assert.ok(wait >= 0);
      assert.ok(passed >= lifeMs || takenAt + passed + wait < takenAt + lifeMs);
    },
  ));
});
