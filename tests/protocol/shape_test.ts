import assert from "node:assert/strict";
import fc from "fast-check";
import {
  anything,
  either,
  fallback,
  flag,
  list,
  made,
  nullable,
  number,
  object,
  oneOf,
  optional,
  read,
  readJson,
  record,
  REFUSED,
  type Shape,
  text,
  variant,
  where,
  whole,
  wordOr,
} from "../../protocol/shape.ts";

/** Which of `values` a shape takes as they are. */
function taken(shape: Shape<unknown>, values: readonly unknown[]): unknown[] {
  return values.filter((value) => {
    const result = shape(value);
    if (result !== REFUSED) assert.deepEqual(result, value);
    return result !== REFUSED;
  });
}

Deno.test("[E1] a shape takes what is of it and refuses everything else", () => {
  const values = ["", "a", "abc", 0, 1, 2.5, -1, 1e999, true, false, null, [], ["a"], {}, { a: 1 }];
  assert.deepEqual(taken(text(), values), ["", "a", "abc"]);
  assert.deepEqual(taken(text(1), values), ["", "a"]);
  assert.deepEqual(taken(text(3, /^a/), values), ["a", "abc"]);
  assert.deepEqual(taken(number(0, 2.5), values), [0, 1, 2.5]);
  assert.deepEqual(taken(whole(), values), [0, 1, -1]);
  assert.deepEqual(taken(whole(1, 7), values), [1]);
  assert.deepEqual(taken(flag, values), [true, false]);
  assert.deepEqual(taken(oneOf(["a", "b"]), values), ["a"]);
  assert.deepEqual(taken(nullable(flag), values), [true, false, null]);
  assert.deepEqual(taken(either(flag, list(text())), values), [true, false, [], ["a"]]);
  assert.deepEqual(taken(list(text(), 0), values), [[]]);
  assert.deepEqual(taken(object({ a: whole() }), values), [{ a: 1 }]);
  assert.deepEqual(taken(record(text(1), whole(), 1), values), [{}, { a: 1 }]);
  assert.deepEqual(taken(where(text(), (text) => text !== "a"), values), ["", "abc"]);
  assert.deepEqual(taken(anything, [...values, undefined]), values);
});

Deno.test("[E1] one bad item, name or field refuses the whole", () => {
  assert.equal(read(list(flag), [true, 1]), null);
  assert.equal(read(record(text(1), flag, 9), { a: true, b: 1 }), null);
  assert.equal(read(record(text(1), flag, 9), { ab: true }), null);
  assert.equal(read(record(text(1), flag, 1), { a: true, b: true }), null);
  assert.equal(read(object({ a: flag, b: flag }), { a: true }), null);
  assert.equal(read(object({ a: anything }), {}), null);
});

Deno.test("[E1] a field that may be missing may not be wrong", () => {
  const shape = object({ a: optional(flag) });
  assert.deepEqual(read(shape, {}), {});
  assert.deepEqual(read(shape, { a: true }), { a: true });
  assert.equal(read(shape, { a: null }), null);
});

Deno.test("[V1] fields that nobody asked for are left out", () => {
  const given = { a: true, b: true };
  assert.deepEqual(read(object({ a: flag }), given), { a: true });
  const kinds = { one: { a: flag }, two: {} };
  assert.deepEqual(read(variant(kinds), { type: "one", ...given }), { type: "one", a: true });
});

Deno.test("[V2] of a type that is not among the kinds reads something else, if anything does", () => {
  const shape = variant({ one: { a: flag } }, () => "new" as const);
  for (const type of ["two", "", "toString", "__proto__"]) {
    assert.equal(read(shape, { type, a: 1 }), "new");
  }
  assert.equal(read(shape, { type: "one" }), null, "a known type is not excused from its fields");
  for (const value of [{}, { type: 1 }, { type: null }, [], "two", null]) {
    assert.equal(read(shape, value), null);
  }
});

Deno.test("[V3] a word that is not in the list counts as one that is; what is no word is refused", () => {
  const shape = wordOr(["left", "lost"], "lost");
  assert.deepEqual(["left", "lost", "moved", ""].map(shape), ["left", "lost", "lost", "lost"]);
  for (const value of [null, 1, undefined, ["left"]]) assert.equal(read(shape, value), null);
});

Deno.test("[E1] a kind has the fields of its type, and there is no other kind", () => {
  const shape = variant({ one: { a: flag }, two: {} });
  assert.deepEqual(read(shape, { type: "one", a: true }), { type: "one", a: true });
  assert.deepEqual(read(shape, { type: "two" }), { type: "two" });
  for (const type of ["three", "toString", "__proto__", 1, null, ["one"], undefined]) {
    assert.equal(read(shape, { type, a: true }), null);
  }
  assert.equal(read(shape, { type: "one", a: 1 }), null);
});

Deno.test("[E1] the names that objects have from birth are no fields, and change no prototype", () => {
  const text = '{"__proto__":{"admin":true}}';
  assert.deepEqual(readJson(object({}), text), {});
  const kept = readJson(record((name) => name as string, anything, 9), text)!;
  assert.equal(Object.getPrototypeOf(kept), Object.prototype);
  assert.deepEqual(read(object({ toString: optional(flag) }), {}), {});
});

Deno.test("what is made of a value takes its place, and a fallback that of what is refused", () => {
  const shout = made(text(), (text) => text.toUpperCase());
  assert.equal(read(shout, "a"), "A");
  assert.equal(read(shout, 1), null);
  assert.deepEqual(read(object({ a: fallback(shout, "none") }), {}), { a: "none" });
  assert.deepEqual(read(object({ a: fallback(shout, "none") }), { a: "b" }), { a: "B" });
});

Deno.test("[E1] reading JSON never throws", () => {
  const shape = variant({ a: { list: list(record(text(), nullable(whole()), 3)) } });
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
    assert.equal(readJson(shape, json), null);
  }));
  assert.equal(readJson(shape, null), null);
  assert.notEqual(readJson(shape, '{"type":"a","list":[{"b":null}]}'), null);
});
