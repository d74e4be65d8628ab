/** Nobody's tile jumps because somebody else came or went. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { keepPlaces } from "../../client/places.ts";

const crowd = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 16 });

Deno.test("everyone present has one place, and nobody else has any", () => {
  fc.assert(fc.property(crowd, crowd, (before, present) => {
    assert.deepEqual(keepPlaces(before, present).toSorted(), present.toSorted());
  }));
});

Deno.test("whoever stays moves only if there are no longer as many places", () => {
  fc.assert(fc.property(crowd, crowd, (before, present) => {
    const after = keepPlaces(before, present);
    for (const [place, who] of before.entries()) {
      if (present.includes(who) && place < present.length) assert.equal(after[place], who);
    }
  }));
});

Deno.test("the place of one who left goes to whoever stood last, or to a newcomer", () => {
  assert.deepEqual(keepPlaces(["a", "b", "c", "d"], ["a", "c", "d"]), ["a", "d", "c"]);
  assert.deepEqual(keepPlaces(["a", "b", "c"], ["a", "c", "d"]), ["a", "d", "c"]);
  assert.deepEqual(keepPlaces(["a", "b"], ["a", "b", "c"]), ["a", "b", "c"]);
  assert.deepEqual(keepPlaces([], ["a", "b"]), ["a", "b"]);
});

Deno.test("the same people in another order change nothing", () => {
  assert.deepEqual(keepPlaces(["a", "b", "c"], ["c", "b", "a"]), ["a", "b", "c"]);
});
