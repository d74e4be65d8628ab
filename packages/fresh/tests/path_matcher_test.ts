import assert from "node:assert/strict";
import { pathMatcher } from "../src/path_matcher.ts";

const PATTERNS = [
  "/:name",
  "/r/:slug",
  "/api/signal/:room",
  "/a.b/:file",
  "/:a/x/:b_2",
  "/user-1/~me/:id",
  "/blog/:rest*",
  "/docs{/:version}?",
  "/*",
];
const PATHS = [
  "/",
  "/x",
  "/r/calm-blue-bay",
  "/r/calm-blue-bay/",
  "/r/",
  "/r",
  "/R/x",
  "/api/signal/AAAA",
  "/api/signal/AAAA/more",
  "/a.b/c.d",
  "/aXb/c.d",
  "/1/x/2",
  "/user-1/~me/%C3%BC",
  "/blog/2026/11",
  "/docs/v1",
  "/r/a:b",
  "/r/line%0Abreak",
];

Deno.test("a matcher finds what URLPattern finds, and nothing else", () => {
  for (const pattern of PATTERNS) {
    const reference = new URLPattern({ pathname: pattern });
    for (const pathname of PATHS) {
      const groups = reference.exec({ pathname })?.pathname.groups ?? null;
      assert.deepEqual(
        pathMatcher(pattern)(pathname),
        groups && { ...groups },
        `${pattern} ${pathname}`,
      );
    }
  }
});

Deno.test("a pattern that names two groups alike is refused, as URLPattern refuses it", () => {
  assert.throws(() => pathMatcher("/:a/:a"), TypeError);
  assert.throws(() => pathMatcher("/:a/:a*"), TypeError);
});
