import assert from "node:assert/strict";
import { type FileInfo, homesOf } from "../src/dev/homes.ts";

/** A bundle of files, each with what it imports and, behind `later`, what it loads by which name. */
function bundleOf(
  files: Record<string, { now?: string[]; later?: [file: string, chunk?: string][] }>,
) {
  return new Map<string, FileInfo>(
    Object.entries(files).map(([name, { now = [], later = [] }]) => [name, {
      importedIds: now,
      dynamicallyImportedIds: later.map(([file]) => file),
      code: later.map(([file, chunk]) =>
        chunk === undefined
          ? `import("./${file}")`
          : `import(\n  /* chunk: "${chunk}" */\n  "./${file}"\n)`
      ).join(";"),
    }]),
  );
}

Deno.test("what is loaded later is a script of its own, and what it shares with its island stays there", () => {
  const files = bundleOf({
    "Island.js": { now: ["shared.js"], later: [["Panel.js"]] },
    "Panel.js": { now: ["shared.js", "own.js"] },
    "shared.js": {},
    "own.js": {},
  });
  assert.deepEqual(Object.fromEntries(homesOf(files, ["Island.js"], "Island")), {
    "Island.js": "Island",
    "shared.js": "Island",
    "Panel.js": "Panel",
    "own.js": "Panel",
  });
});

Deno.test("what is loaded under one name is one script", () => {
  const files = bundleOf({
    "Island.js": { later: [["one.js", "both"], ["two.js", "both"]] },
    "one.js": {},
    "two.js": {},
  });
  const homes = homesOf(files, ["Island.js"], "Island");
  assert.deepEqual([homes.get("one.js"), homes.get("two.js")], ["both", "both"]);
});

Deno.test("what two later scripts use is in the one that is there before the other", () => {
  const files = bundleOf({
    "Island.js": { later: [["room.js"]] },
    "room.js": { now: ["part.js"], later: [["panel.js"]] },
    "panel.js": { now: ["part.js"] },
    "part.js": {},
  });
  assert.equal(homesOf(files, ["Island.js"], "Island").get("part.js"), "room");
});

Deno.test("what two later scripts use comes with the island if neither is there before the other", () => {
  const files = bundleOf({
    "Island.js": { later: [["room.js"], ["check.js"]] },
    "room.js": { now: ["part.js"], later: [["panel.js"]] },
    "check.js": { now: ["part.js"], later: [["panel.js"]] },
    "panel.js": { now: ["part.js"] },
    "part.js": {},
  });
  assert.equal(homesOf(files, ["Island.js"], "Island").get("part.js"), "Island");
});

Deno.test("scripts that ask for each other do not wait for an answer", () => {
  const files = bundleOf({
    "Island.js": { later: [["a.js"]] },
    "a.js": { now: ["part.js"], later: [["b.js"]] },
    "b.js": { now: ["part.js"], later: [["a.js"]] },
    "part.js": {},
  });
  assert.ok(homesOf(files, ["Island.js"], "Island").has("part.js"));
});
