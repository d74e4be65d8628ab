import assert from "node:assert/strict";
import { requestSite } from "./support/fixture_site.ts";
import { testWithBuild } from "./support/test_with_build.ts";

async function islandsPage() {
  const response = await requestSite("/islands");
  const html = await response.text();
  const scripts = [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/g)];
  return { response, html, scripts, script: scripts[0]?.[2] ?? "" };
}

testWithBuild("an island is drawn between markers that name it and count its props", async () => {
  const { html } = await islandsPage();
  const markers = [...html.matchAll(/<!--(frsh:island:[^>]*|\/frsh:island)-->/g)].map(([, text]) =>
    text
  );
  assert.deepEqual(markers.filter((text) => text !== "/frsh:island"), [
    "frsh:island:Counter:0:",
    "frsh:island:Counter:1:",
    "frsh:island:Counter:2:",
    "frsh:island:Left:3:",
    "frsh:island:Right:4:",
  ]);
  assert.equal(markers.length, 10);
  assert.match(html, /Counter:0:--><p class="counter" data-browser="false"><output>1<\/output>/);
  assert.match(html, /Counter:1:--><p class="counter" data-browser="false"><output>40<\/output>/);
});

testWithBuild("an island inside an island is part of the outer one", async () => {
  const { html } = await islandsPage();
  assert.match(html, /<time>1970-01-01T00:00:00.000Z<\/time><p class="counter"[^>]*><output>7/);
});

testWithBuild("one inline module script boots all islands, and carries the nonce", async () => {
  const { response, scripts, script } = await islandsPage();
  const policy = response.headers.get("content-security-policy") ?? "";
  const nonce = /script-src 'self' 'nonce-(\w+)'/.exec(policy)?.[1];
  assert.equal(scripts.length, 1);
  assert.equal(scripts[0]?.[1], ` type="module" nonce="${nonce}"`);
  assert.match(script, /^import \{ boot \} from "[^"]*\/boot\.js";/);
  assert.match(script, /boot\(\{Counter,Left,Right\},/);
});

testWithBuild("an island that is used three times is imported once", async () => {
  const { script } = await islandsPage();
  assert.equal(script.match(/import Counter from /g)?.length, 1);
  assert.equal(script.match(/Counter\.js/g)?.length, 1);
});

testWithBuild("props cannot end the script they stand in", async () => {
  const { html, script } = await islandsPage();
  assert.ok(script.includes("\\u003c/script>\\u003c!--"));
  assert.match(html, /boot\([^<]*<\/script><\/body>/);
});

testWithBuild("everything the islands need is asked for at once", async () => {
  const { response, script } = await islandsPage();
  const preloaded = [
    ...(response.headers.get("link") ?? "").matchAll(/<([^>]+)>; rel="modulepreload"/g),
  ]
    .map(([, path]) => path ?? "");
  for (const [, path = ""] of script.matchAll(/from "([^"]+)"/g)) {
    assert.ok(preloaded.includes(path), path);
  }

  const chunks = await Promise.all(
    preloaded.map(async (path) => await (await requestSite(path)).text()),
  );
  for (const chunk of chunks) {
    for (const [, name] of chunk.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
      assert.ok(preloaded.some((path) => path.endsWith(`/${name}`)), `${name} is not preloaded`);
    }
  }
});

testWithBuild("a page without islands ships no script and asks for none", async () => {
  const response = await requestSite("/");
  assert.doesNotMatch(await response.text(), /<script|modulepreload/);
  assert.equal(response.headers.get("link"), null);
});
