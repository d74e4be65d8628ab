/** Classes have short names in scripts; the stylesheet knows both. */
import assert from "node:assert/strict";
import { shortened, shortNames, withShortNames } from "../../short_classes.ts";

const NAMES = new Map([["flex", "a"], ["p-2", "b"], ["sm:p-2", "c"], ["w-[50%]", "d"]]);

Deno.test("what is said most has the shortest name, and always the same one", () => {
  const counts = new Map(Array.from({ length: 30 }, (_, index) => [`class-${index}`, index]));
  const names = shortNames(counts, new Set());
  assert.equal(names.get("class-29"), "a");
  assert.equal(names.get("class-3"), "a0");
  assert.deepEqual(shortNames(new Map([...counts].reverse()), new Set()), names);
  assert.equal(new Set(names.values()).size, 30);
});

Deno.test("a short name is no other class, and no word that blockers of advertisements look for", () => {
  const counts = new Map(Array.from({ length: 2_000 }, (_, index) => [`class-${index}`, 1]));
  counts.set("b", 1);
  const names = new Set(shortNames(counts, new Set(["a"])).values());
  assert.ok(!names.has("a") && !names.has("b"));
  for (const name of names) assert.match(name, /^[a-z]\d*$/);
});

Deno.test("every rule is there by the long name and by the short one", () => {
  assert.equal(withShortNames(".flex{display:flex}", NAMES), ".flex,.a{display:flex}");
  assert.equal(
    withShortNames("@media (min-width:600px){.sm\\:p-2:hover{padding:.5rem}}", NAMES),
    "@media (min-width:600px){.sm\\:p-2:hover,.c:hover{padding:.5rem}}",
  );
  assert.equal(withShortNames(".w-\\[50\\%\\]{width:50%}", NAMES), ".w-\\[50\\%\\],.d{width:50%}");
  assert.equal(
    withShortNames(".group[open] .p-2{padding:.5rem}", NAMES),
    ".group[open] .p-2,.group[open] .b{padding:.5rem}",
  );
  assert.equal(withShortNames(".flexible{margin:0}", NAMES), ".flexible{margin:0}");
});

Deno.test("a component says its classes short, and nothing else differently", () => {
  assert.equal(
    shortened(
      `const flex = "flex"; <p class={cx("flex tile", on && "p-2")} title="flex" />`,
      NAMES,
    ),
    `const flex = "flex"; <p class={cx("a tile", on && "b")} title="flex" />`,
  );
  assert.equal(shortened(`<p class="sm:p-2 flex">p-2</p>`, NAMES), `<p class="c a">p-2</p>`);
});
