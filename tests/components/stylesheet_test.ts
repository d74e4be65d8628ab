/** The one stylesheet: whole, light, and readable by everyone. */
import assert from "node:assert/strict";
import { stop } from "esbuild";
import { buildStylesheet, classNames, readClasses, rules } from "../../twind_build.ts";

const base = await Deno.readTextFile(new URL("../../static/styles.css", import.meta.url));

Deno.test("the stylesheet is at most 12 kB on the wire and needs nothing from elsewhere", async () => {
  const css = await buildStylesheet(base, await readClasses());
  await stop();
  const packed = new Blob([css]).stream().pipeThrough(new CompressionStream("gzip"));
  const { byteLength } = await new Response(packed).arrayBuffer();
  assert.ok(byteLength <= 12_000, `${byteLength} bytes`);
  assert.doesNotMatch(css, /@import|url\(/);
  assert.match(css, /\.bg-accent[,{]/);
});

Deno.test("class names are found in attributes, expressions and cx, and nowhere else", () => {
  const source = `
    const mode = "not-a-class";
    <p class="flex gap-2"><b class={cx("p-2", on && "font-strong", off ? "m-1" : 'm-2')} title="no-class" /></p>;
    label("nor-this"); cx("grid", nested("hidden"))
  `;
  assert.deepEqual(
    classNames(source).sort(),
    ["flex", "font-strong", "gap-2", "grid", "hidden", "m-1", "m-2", "p-2"],
  );
});

Deno.test("a class that has no rule stops the build and is named", () => {
  assert.throws(() => rules(["flex", "bg-surfce", "p-2"]), /no rule for bg-surfce$/);
});

Deno.test("sides follow the direction of writing", () => {
  assert.match(rules(["ps-4"]), /padding-inline-start:1rem/);
  assert.match(rules(["end-2"]), /inset-inline-end:0.5rem/);
});

/** The custom properties of the first block of `css` that `selector` opens. */
function colors(selector: RegExp): Map<string, string> {
  const block = selector.exec(base)?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#\w+)/g)].map(([, name, hex]) => [name!, hex!]),
  );
}

const dark = colors(/:root,\s*\.dusk \{([^}]*)\}/);
const light = new Map([...dark, ...colors(/light\) \{\s*:root \{([^}]*)\}/)]);

/** Relative luminance, {@link https://www.w3.org/TR/WCAG22/#dfn-relative-luminance WCAG 2.2}. */
function luminance(hex: string): number {
  const digits = hex.length === 4
    ? [...hex.slice(1)].map((digit) => digit + digit).join("")
    : hex.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const share = parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
}

const TEXT_ON_GROUND: [text: string, ground: string][] = [
  ["ink", "canvas"],
  ["ink", "surface"],
  ["ink", "raised"],
  ["quiet", "canvas"],
  ["quiet", "surface"],
  ["quiet", "raised"],
  ["accent", "canvas"],
  ["accent", "raised"],
  ["on-accent", "accent"],
  ["on-danger", "danger"],
  ["alarm", "canvas"],
  ["warning", "surface"],
  ["warning", "canvas"],
  ["canvas", "ink"],
];

for (const [theme, palette] of [["dark", dark], ["light", light]] as const) {
  for (const [text, ground] of TEXT_ON_GROUND) {
    Deno.test(`${theme}: ${text} on ${ground} can be read (WCAG AA)`, () => {
      const ratio = contrast(palette.get(text)!, palette.get(ground)!);
      // Marks and icons of the accent on raised ground are no text: 3 is asked of them.
      const asked = text === "accent" && ground === "raised" ? 3 : 4.5;
      assert.ok(ratio >= asked, `${ratio.toFixed(2)}:1`);
    });
  }
}
