import assert from "node:assert/strict";
import { requestSite } from "./support/fixture_site.ts";
import { testWithBuild } from "./support/test_with_build.ts";

async function bodyOf(path: string): Promise<string> {
  const html = await (await requestSite(path)).text();
  return /<body[^>]*>(.*)<\/body>/.exec(html)?.[1]?.replace(/<a .*?<\/a>/, "") ?? html;
}

testWithBuild("_app surrounds every page", async () => {
  const html = await (await requestSite("/")).text();
  assert.match(html, /^<!DOCTYPE html><html lang="en"><head>.*<title>Fixture<\/title>/);
  assert.match(html, /<body data-path="\/"[^>]*>.*<h1>Plain page<\/h1><\/body><\/html>$/);
});

testWithBuild("_layout surrounds the pages of its folder, unless a page steps out", async () => {
  assert.equal(await bodyOf("/blog/hello"), '<article class="blog"><h1>Post hello</h1></article>');
  assert.equal(await bodyOf("/blog/about"), "<h1>About</h1>");
});

testWithBuild("_middleware runs from the root to the page's folder", async () => {
  const html = await (await requestSite("/blog/hello")).text();
  assert.match(html, /data-trail="root-1 root-2 blog"/);
});

testWithBuild("a group has a layout and is not in the address", async () => {
  assert.equal(await bodyOf("/inside"), '<div class="grouped"><h1>Inside root-1 root-2</h1></div>');
  assert.equal((await requestSite("/(group)/inside")).status, 404);
});

testWithBuild("a handler's data, status and headers reach its page", async () => {
  const response = await requestSite("/blog/hello");
  assert.equal(response.status, 203);
  assert.equal(response.headers.get("x-slug"), "yes");
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
});

testWithBuild("a plain file wins over a dynamic one", async () => {
  assert.match(await bodyOf("/blog/about"), /About/);
});

testWithBuild("[...rest] takes the whole rest of the path", async () => {
  const response = await requestSite("/old/2020/hello");
  assert.equal(response.status, 301);
  assert.equal(response.headers.get("location"), "/blog/2020/hello?from=old");
});

testWithBuild("[[optional]] may be missing", async () => {
  assert.equal(await bodyOf("/docs"), "<h1>Docs latest</h1>");
  assert.equal(await bodyOf("/docs/1.2"), "<h1>Docs 1.2</h1>");
});

testWithBuild("routeOverride replaces the pattern that the file's name gives", async () => {
  assert.equal(await bodyOf("/x/preact@10"), "<h1>preact at 10</h1>");
  assert.equal((await requestSite("/overridden")).status, 404);
});

testWithBuild("_error draws what was thrown, with its status", async () => {
  const cases = { "/blog/gone": 410, "/blog/none": 404, "/nowhere": 404, "/blog/broken": 500 };
  for (const [path, status] of Object.entries(cases)) {
    const response = await requestSite(path);
    assert.equal(response.status, status, path);
    assert.match(
      await response.text(),
      status === 500 ? /Error broken inside/ : new RegExp(`Error ${status}`),
    );
  }
});

testWithBuild("a verb without a handler is 405", async () => {
  assert.equal((await requestSite("/api/echo", { method: "PUT" })).status, 405);
  const echoed = await requestSite("/api/echo", { method: "POST", body: "hi" });
  assert.equal(await echoed.text(), "hi");
});
