import assert from "node:assert/strict";
import { Router } from "../src/router.ts";

function find(router: Router<string>, path: string, method: "GET" | "POST" | "HEAD" = "GET") {
  return router.match(method, new URL(path, "http://localhost"));
}

function targetOf(match: ReturnType<typeof find>): string {
  return match.kind === "found" ? match.target : match.kind;
}

Deno.test("a plain path wins over a pattern that was added before it", () => {
  const router = new Router<string>();
  router.add(["GET"], "/:name", "pattern");
  router.add(["GET"], "/about", "plain");
  assert.equal(targetOf(find(router, "/about")), "plain");
  assert.equal(targetOf(find(router, "/other")), "pattern");
});

Deno.test("patterns are tried in the order they were added", () => {
  const router = new Router<string>();
  router.add(["GET"], "/:first", "first");
  router.add(["GET"], "/:second", "second");
  assert.equal(targetOf(find(router, "/x")), "first");
});

Deno.test("the first target for a pattern and verb stays", () => {
  const router = new Router<string>();
  router.add(["GET"], "/a", "first");
  router.add(["GET", "POST"], "/a", "second");
  assert.equal(targetOf(find(router, "/a")), "first");
  assert.equal(targetOf(find(router, "/a", "POST")), "second");
});

Deno.test("params are decoded, missing ones are empty, and a stray percent sign is kept", () => {
  const router = new Router<string>();
  router.add(["GET"], "/user/:name", "user");
  router.add(["GET"], "/docs{/:version}?", "docs");
  const paramsOf = (path: string) => {
    const match = find(router, path);
    assert.equal(match.kind, "found");
    return { ...(match.kind === "found" ? match.params : {}) };
  };
  assert.deepEqual(paramsOf("/user/J%C3%BCrgen"), { name: "Jürgen" });
  assert.deepEqual(paramsOf("/user/50%"), { name: "50%" });
  assert.deepEqual(paramsOf("/docs"), { version: "" });
});

Deno.test("HEAD falls back to GET, another verb is told what there is", () => {
  const router = new Router<string>();
  router.add(["GET"], "/a", "get");
  assert.equal(targetOf(find(router, "/a", "HEAD")), "get");
  assert.deepEqual(find(router, "/a", "POST"), {
    kind: "wrong-method",
    pattern: "/a",
    allowed: ["GET"],
  });
});

Deno.test("a trailing slash makes no difference to a plain path", () => {
  const router = new Router<string>();
  router.add(["GET"], "/a", "a");
  router.add(["GET"], "/b/", "b");
  assert.equal(targetOf(find(router, "/a/")), "a");
  assert.equal(targetOf(find(router, "/b")), "b");
  assert.equal(targetOf(find(router, "/")), "none");
});
