import assert from "node:assert/strict";
import fc from "fast-check";
import { fullBucket, takeTokens } from "../../server/rate_limiter.ts";

const LIMIT = { perSecond: 200, burst: 600 };

Deno.test("[E4] a full bucket gives its burst at once, and no more", () => {
  const bucket = fullBucket(LIMIT, 0);
  for (let i = 0; i < 600; i++) assert.ok(takeTokens(bucket, LIMIT, 1, 0));
  assert.ok(!takeTokens(bucket, LIMIT, 1, 0));
});

Deno.test("[E4] tokens come back at the steady rate, up to the burst", () => {
  const bucket = fullBucket(LIMIT, 0);
  assert.ok(takeTokens(bucket, LIMIT, 600, 0));
  assert.ok(!takeTokens(bucket, LIMIT, 1, 4));
  assert.ok(takeTokens(bucket, LIMIT, 1, 5));
  assert.ok(!takeTokens(bucket, LIMIT, 601, 1_000_000));
  assert.ok(takeTokens(bucket, LIMIT, 600, 1_000_000));
});

Deno.test("[E4] a clock that is set back takes nothing away", () => {
  const bucket = fullBucket(LIMIT, 10_000);
  assert.ok(takeTokens(bucket, LIMIT, 1, 0));
  assert.ok(takeTokens(bucket, LIMIT, 599, 0));
});

Deno.test("[E4] in any stretch of time nobody gets more than the burst and what came back", () => {
  const steps = fc.array(fc.record({ wait: fc.nat(50), cost: fc.integer({ min: 1, max: 17 }) }));
  fc.assert(fc.property(steps, (steps) => {
    const bucket = fullBucket(LIMIT, 0);
    let now = 0;
    let taken = 0;
    for (const { wait, cost } of steps) {
      now += wait;
      if (takeTokens(bucket, LIMIT, cost, now)) taken += cost;
      assert.ok(taken <= LIMIT.burst + (now * LIMIT.perSecond) / 1000 + 1e-6);
    }
  }));
});
