import assert from "node:assert/strict";
import { Intake } from "../../client/intake.ts";

Deno.test("[L11] what one peer may ask of us is bounded, and comes back with time", () => {
  const intake = new Intake();
  let taken = 0;
  while (intake.allows("description", 0)) taken += 1;
  assert.equal(taken, 40);
  assert.ok(!intake.allows("description", 50));
  assert.ok(intake.allows("description", 200));
  assert.ok(!intake.allows("connection", 300));
});

Deno.test("[L11] what is too dear takes nothing, and a clock that is set back gives nothing", () => {
  const intake = new Intake();
  while (intake.allows("connection", 10_000));
  assert.ok(!intake.allows("connection", 0));
  assert.ok(!intake.allows("connection", 300));
  assert.ok(intake.allows("connection", 800));
});

Deno.test("[L11] a flood costs no more than its purse, however long it lasts", () => {
  const intake = new Intake();
  let taken = 0;
  for (let at = 0; at < 10_000; at++) {
    // Fifty thousand a second for ten seconds.
    for (let i = 0; i < 50; i++) {
      if (intake.allows("payload", at)) taken += 1;
    }
  }
  assert.ok(taken <= 4 * (1_000 + 250 * 10), `${taken} were taken`);
});
