import assert from "node:assert/strict";
import { compareFiles, fileFolders, filePattern } from "../src/file_pattern.ts";

Deno.test("a file's path becomes the pattern that upstream documents", () => {
  const documented = {
    "/index": "/",
    "/about": "/about",
    "/blog/index": "/blog",
    "/blog/[slug]": "/blog/:slug",
    "/blog/[slug]/comments": "/blog/:slug/comments",
    "/old/[...path]": "/old/:path*",
    "/docs/[[version]]/index": "/docs{/:version}?",
    "/[[lang]]": "/{:lang}?",
    "/(site)/about": "/about",
    "/(site)/index": "/",
    "/file/[name].[extension]": "/file/:name.:extension",
  };
  for (const [id, pattern] of Object.entries(documented)) {
    assert.equal(filePattern(id), pattern, id);
  }
});

Deno.test("a path that cannot be matched is refused by name", () => {
  for (const part of ["[a][b]", "[a", "x[[b]]"]) {
    assert.throws(() => filePattern(`/x/${part}`), (error: Error) => error.message.includes(part));
  }
});

Deno.test("middlewares and layouts hang on folders, groups included", () => {
  assert.deepEqual(fileFolders("/_layout"), []);
  assert.deepEqual(fileFolders("/(site)/blog/[slug]/index"), ["(site)", "blog", ":slug"]);
  assert.deepEqual(fileFolders("/docs/[[version]]/index"), ["docs"]);
});

Deno.test("the more definite file comes first", () => {
  const sorted = [
    "/index",
    "/blog/index",
    "/(site)/blog/about",
    "/blog/[z]-[name]",
    "/blog/[slug]",
    "/blog/[[page]]",
    "/blog/[...rest]",
    "/[slug]",
    "/[...all]",
  ];
  assert.deepEqual(sorted.toReversed().sort(compareFiles), sorted);
});
