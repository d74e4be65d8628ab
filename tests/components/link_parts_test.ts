import assert from "node:assert/strict";
import fc from "fast-check";
import { linkParts } from "../../components/link_parts.ts";

function linksIn(text: string): string[] {
  return linkParts(text).filter(({ href }) => href !== null).map(({ text }) => text);
}

Deno.test("addresses of pages and of mail become links, without the sentence around them", () => {
  assert.deepEqual(linksIn("See https://example.org/a?b=c#d, and write to mailto:a@b.org."), [
    "https://example.org/a?b=c#d",
    "mailto:a@b.org",
  ]);
  assert.deepEqual(linksIn("(https://example.org/wiki/Reef_(sea))."), [
    "https://example.org/wiki/Reef_(sea)",
  ]);
  assert.deepEqual(linksIn("看 https://example.org/路径，好吗？"), ["https://example.org/路径"]);
});

Deno.test("nothing else becomes a link, and no link hides where it leads", () => {
  for (
    const text of [
      "javascript:alert(1)",
      "data:text/html,<b>",
      "file:///etc/passwd",
      "https://",
      "https://bank.example@evil.example/",
      "notahttps://example.org",
    ]
  ) {
    assert.deepEqual(linksIn(text), [], text);
  }
  assert.deepEqual(linksIn('https://example.org/"onclick="x'), ["https://example.org/"]);
});

Deno.test("what is shown is what was written, whatever it is", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.equal(linkParts(text).map(({ text }) => text).join(""), text);
  }));
  fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
    for (const { href } of linkParts(`x ${url} y`)) {
      assert.ok(href === null || /^https?:/.test(href));
    }
  }));
});
