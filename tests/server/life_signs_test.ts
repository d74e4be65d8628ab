import assert from "node:assert/strict";
import { LifeSigns } from "../../server/life_signs.ts";

const BOTH = new Set(["one", "two"]);
const ONE = new Set(["one"]);

Deno.test("[B5] an instance that is not named any more is gone since it last was", () => {
  const signs = new LifeSigns(0);
  signs.hear(BOTH, 1_000);
  signs.hear(BOTH, 3_000);
  assert.equal(signs.goneSince("two"), null);
  signs.hear(ONE, 5_000);
  assert.equal(signs.goneSince("two"), 3_000);
});

Deno.test("[B5] after a store that may have forgotten something, everybody has time to say that they live", () => {
  const signs = new LifeSigns(0);
  signs.hear(BOTH, 1_000);
  signs.doubt();
  for (const now of [3_000, 5_000, 7_000]) {
    signs.hear(ONE, now);
    assert.equal(signs.goneSince("two"), null, `after ${now} ms`);
  }
  signs.hear(ONE, 9_000);
  assert.equal(signs.goneSince("two"), 1_000);
});

Deno.test("[B5] a store that is asked more often makes nobody say more often that they live", () => {
  const signs = new LifeSigns(0);
  signs.hear(BOTH, 1_000);
  signs.doubt();
  for (const now of [1_500, 2_000, 2_500, 3_000, 3_500]) signs.hear(ONE, now);
  assert.equal(signs.goneSince("two"), null);
});

Deno.test("[B5] a store that may have forgotten something again is given time again", () => {
  const signs = new LifeSigns(0);
  signs.hear(BOTH, 1_000);
  signs.doubt();
  for (const now of [3_000, 5_000, 7_000]) signs.hear(ONE, now);
  signs.doubt();
  signs.hear(ONE, 9_000);
  assert.equal(signs.goneSince("two"), null);
});

Deno.test("[B5] an instance that was never heard of may have begun a moment ago", () => {
  const signs = new LifeSigns(0);
  signs.hear(ONE, 1_000);
  for (const now of [3_000, 5_000, 7_000]) {
    assert.equal(signs.goneSince("two"), null);
    signs.hear(ONE, now);
  }
  assert.equal(signs.goneSince("two"), 1_000);
});

Deno.test("[B5] who is named again lives", () => {
  const signs = new LifeSigns(0);
  for (const alive of [BOTH, ONE, BOTH]) signs.hear(alive, 1_000);
  assert.equal(signs.goneSince("two"), null);
});
