import assert from "node:assert/strict";
import { asset } from "fresh/runtime";
import { requestSite } from "./support/fixture_site.ts";
import { testWithBuild } from "./support/test_with_build.ts";

const FOR_GOOD = "public, max-age=31536000, immutable";
const NOT_AT_ALL = "no-cache, no-store, max-age=0, must-revalidate";

/** The build's name is known once the site is built. */
async function builtAsset(path: string): Promise<string> {
  await (await requestSite("/")).body?.cancel();
  return asset(path);
}

async function cacheControl(path: string): Promise<string | null> {
  const response = await requestSite(path);
  await response.body?.cancel();
  assert.equal(response.status, 200, path);
  return response.headers.get("cache-control");
}

testWithBuild("what names the build may be kept for good, nothing else", async () => {
  assert.equal(await cacheControl("/dot.svg"), NOT_AT_ALL);
  assert.equal(await cacheControl(await builtAsset("/dot.svg")), FOR_GOOD);
  const html = await (await requestSite("/islands")).text();
  const script = /from "(\/_fresh\/js\/[^"]+)"/.exec(html)?.[1] ?? "";
  assert.equal(await cacheControl(script), FOR_GOOD);
});

testWithBuild("the name of another build leads to the file without one", async () => {
  const response = await requestSite("/dot.svg?size=1&__frsh_c=older");
  assert.equal(response.status, 307);
  assert.equal(response.headers.get("location"), "/dot.svg?size=1");
});

testWithBuild("a file comes with its type, length and tag", async () => {
  const response = await requestSite("/dot.svg");
  const body = await response.bytes();
  assert.equal(response.headers.get("content-type"), "image/svg+xml; charset=UTF-8");
  assert.equal(response.headers.get("content-length"), String(body.byteLength));
  assert.match(response.headers.get("etag") ?? "", /^W\/"[0-9a-f]{32}"$/);
});

testWithBuild("a browser that has the file is told so and sent nothing", async () => {
  const etag = (await requestSite("/dot.svg")).headers.get("etag") ?? "";
  for (const known of [etag, etag.replace("W/", ""), `"other", ${etag}`]) {
    const response = await requestSite("/dot.svg", { headers: { "if-none-match": known } });
    assert.equal(response.status, 304, known);
    assert.equal(response.body, null);
    assert.equal(response.headers.get("etag"), etag);
  }
  const changed = await requestSite("/dot.svg", { headers: { "if-none-match": 'W/"other"' } });
  assert.equal(changed.status, 200);
});

testWithBuild("HEAD gives the headers of GET and no body; other verbs are refused", async () => {
  const head = await requestSite("/dot.svg", { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(head.body, null);
  assert.notEqual(head.headers.get("content-length"), null);
  assert.equal((await requestSite("/dot.svg", { method: "POST" })).status, 405);
});

testWithBuild("hidden files are not served, .well-known is", async () => {
  assert.equal((await requestSite("/.hidden/key.txt")).status, 404);
  assert.equal(await (await requestSite("/.well-known/note.txt")).text(), "ok\n");
});

testWithBuild("names are decoded, and what does not decode is an error, as upstream", async () => {
  assert.equal(await (await requestSite("/with%20space.txt")).text(), "hi\n");
  assert.equal((await requestSite("/%E0%A4%A")).status, 500);
  assert.equal((await requestSite("/..%2fmain.ts")).status, 404);
});

testWithBuild("a missing favicon is 404 without a page", async () => {
  const response = await requestSite("/favicon.ico");
  assert.equal(response.status, 404);
  assert.equal(response.body, null);
});
