import assert from "node:assert/strict";
import { withSections } from "../../bench/report.ts";

const DOCUMENT = "# Benchmarks\n\nAbout them.\n\n## One\n\nold\n\n## Two\n\nkept\n";

Deno.test("a section that was measured anew takes the place of the old one, others stay", () => {
  const written = withSections(DOCUMENT, ["## One\n\nnew\n"]);
  assert.equal(written, DOCUMENT.replace("old", "new"));
});

Deno.test("a section that was never there comes last, whatever others are called", () => {
  const written = withSections(DOCUMENT, ["## One and more\n\nfirst\n"]);
  assert.equal(written, DOCUMENT + "\n## One and more\n\nfirst\n");
});
