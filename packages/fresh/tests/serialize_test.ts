import assert from "node:assert/strict";
import { computed, type Signal, signal } from "@preact/signals";
import { h } from "preact";
import { parse } from "../src/serialize/parse.ts";
import { stringify } from "../src/serialize/stringify.ts";

function roundTrip(props: Record<string, unknown>): Record<string, unknown> {
  const [read] = parse(stringify([{ island: "Test", props }])) as [Record<string, unknown>];
  return read;
}

Deno.test("what an island is given is what it gets", () => {
  const props = {
    text: 'quotes " and </script>',
    numbers: [0, -0, 1.5, NaN, Infinity, -Infinity],
    nothing: [null, undefined],
    yes: true,
    big: 2n ** 70n,
    date: new Date(86_400_000),
    url: new URL("https://example.org/a?b#c"),
    pattern: /a(b)/gi,
    bytes: new Uint8Array([0, 127, 255]),
    set: new Set([1, "two", [3]]),
    map: new Map<unknown, unknown>([["key", { deep: [] }], [1, undefined]]),
    nested: { letters: ["d", "S", "u"], tag: [["m"]], empty: {} },
  };
  assert.deepEqual(roundTrip(props), props);
});

Deno.test("a signal stays a signal, and one that two islands share stays one", () => {
  const shared = signal({ count: 1 });
  const text = stringify([
    { island: "A", props: { shared } },
    { island: "B", props: { shared, own: signal(1) } },
  ]);
  const [a, b] = parse(text) as [{ shared: Signal }, { shared: Signal; own: Signal }];
  assert.equal(a.shared, b.shared);
  assert.notEqual(b.shared, b.own);
  assert.deepEqual(a.shared.value, { count: 1 });
  b.shared.value = 2;
  assert.equal(a.shared.value, 2);
});

Deno.test("a computed signal arrives with its value, and read-only", () => {
  const { twice } = roundTrip({ twice: computed(() => 4) }) as { twice: Signal<number> };
  assert.equal(twice.value, 4);
  assert.throws(() => twice.value = 5, TypeError);
});

Deno.test("what cannot be sent is refused, with where it stands", () => {
  class Custom {}
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const refused: Record<string, unknown> = {
    "a function": { list: [() => {}] },
    "a symbol": { list: [Symbol("x")] },
    Custom: { list: [new Custom()] },
    JSX: { list: [h("p", null)] },
    "contains itself": { list: [circular] },
  };
  for (const [reason, props] of Object.entries(refused)) {
    assert.throws(
      () => stringify([{ island: "Test", props: props as Record<string, unknown> }]),
      (error: Error) => error.message.includes(reason) && error.message.includes("<Test>.list[0]"),
      reason,
    );
  }
});

Deno.test("the same object twice is fine when it does not contain itself", () => {
  const twin = { a: 1 };
  assert.deepEqual(roundTrip({ left: twin, right: twin }), { left: twin, right: twin });
});
