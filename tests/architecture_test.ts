import assert from "node:assert/strict";
import { type Import, importsOf, importsUnder } from "./architecture/imports.ts";

/** What the modules of each folder may import of ours, besides each other; `types` only as types. */
const FOLDERS: Readonly<Record<string, { values: readonly string[]; types: readonly string[] }>> = {
  protocol: { values: [], types: [] },
  crypto: { values: ["protocol"], types: [] },
  client: { values: ["protocol", "crypto"], types: [] },
  server: { values: ["protocol", "crypto"], types: [] },
  locales: { values: ["protocol"], types: ["client"] },
  components: { values: ["locales", "protocol"], types: ["client", "crypto"] },
  islands: { values: ["components", "client", "locales", "protocol", "crypto"], types: [] },
  routes: {
    values: [
      "islands",
      "components",
      "server",
      "locales",
      "protocol",
      "state.ts",
      "fresh.config.ts",
    ],
    types: [],
  },
};

/** Arithmetic of what is drawn: values in, values out, so a component may as well do it itself. */
const PURE_OF_CLIENT = new Set(["client/layout.ts", "client/places.ts", "client/stage_plan.ts"]);

/** What may be loaded into a browser. Each costs everybody who opens a call. */
const BROWSER_LIBRARIES = new Set(["preact", "preact/hooks", "@preact/signals"]);
const BROWSER_FOLDERS = ["protocol", "crypto", "client", "locales", "components", "islands"];

const FRESH = new Set(["fresh", "fresh/runtime", "fresh/dev"]);
const FRAMEWORK = "packages/fresh/";

function folderOf(path: string): string {
  return path.split("/")[0]!;
}

function isOurs({ to }: Import): boolean {
  return /\.(tsx?|js|json)$/.test(to) && !to.includes(":");
}

function againstTheWay(one: Import): boolean {
  const from = folderOf(one.from);
  const allowed = FOLDERS[from];
  const to = folderOf(one.to);
  if (allowed === undefined || !isOurs(one) || to === from) return false;
  if (from === "components" && PURE_OF_CLIENT.has(one.to)) return false;
  return !allowed.values.includes(to) && !(one.typesOnly && allowed.types.includes(to));
}

function tell(imports: readonly Import[]): string {
  return imports.map(({ from, to }) => `${from} imports ${to}`).join("\n");
}

const all = importsUnder();
const site = all.filter(({ from }) => !from.startsWith(FRAMEWORK));

Deno.test("imports go one way: routes and islands, components, client or server, protocol", () => {
  for (const folder of Object.keys(FOLDERS)) {
    assert.ok(all.some(({ from }) => folderOf(from) === folder), `no imports found in ${folder}/`);
  }
  assert.equal(tell(all.filter(againstTheWay)), "");
});

Deno.test("client and server never import each other, not even types", () => {
  const crossing = all.filter(({ from, to }) =>
    [folderOf(from), folderOf(to)].sort().join() === "client,server"
  );
  assert.equal(tell(crossing), "");
});

Deno.test("what is loaded into a browser brings along only preact and signals", () => {
  const foreign = all.filter((one) =>
    BROWSER_FOLDERS.includes(folderOf(one.from)) && !isOurs(one) && !BROWSER_LIBRARIES.has(one.to)
  );
  assert.equal(tell(foreign), "");
});

Deno.test("the site uses Fresh by its public names alone, and only where pages are made", () => {
  const fresh = site.filter(({ to }) =>
    to === "fresh" || to.startsWith("fresh/") || to.includes("@fresh/")
  );
  assert.equal(tell(fresh.filter(({ to }) => !FRESH.has(to))), "");
  const elsewhere = fresh.filter(({ from }) =>
    folderOf(from) in FOLDERS && folderOf(from) !== "routes"
  );
  assert.equal(tell(elsewhere), "");
});

Deno.test("nothing reaches into packages/fresh, and packages/fresh reaches for nothing of ours", () => {
  const inward = site.filter(({ to }) => to.startsWith(FRAMEWORK));
  const outward = all.filter((one) =>
    one.from.startsWith(FRAMEWORK) && isOurs(one) && !one.to.startsWith(FRAMEWORK)
  );
  assert.equal(tell([...inward, ...outward]), "");
});

Deno.test("what runs imports nothing of what tests it", () => {
  const backwards = all.filter(({ from, to }) =>
    folderOf(from) in FOLDERS && /^(tests|bench|tools)\//.test(to)
  );
  assert.equal(tell(backwards), "");
});

Deno.test("each kind of import is seen, types are told from values, and the wrong way is noticed", () => {
  const source = [
    'import { hub } from "../server/hub.ts";',
    'import type { State } from "../state.ts";',
    'import { type A, type B } from "../client/call.ts";',
    'export * from "../client/layout.ts";',
    'export type { C } from "../client/ports.ts";',
    'const later = () => import("./panel.ts");',
    'const text = "import x from \\"../server/room.ts\\"";',
  ].join("\n");
  const imports = importsOf("components/probe.ts", source);
  assert.deepEqual(imports.map(({ to, typesOnly }) => [to, typesOnly]), [
    ["server/hub.ts", false],
    ["state.ts", true],
    ["client/call.ts", true],
    ["client/layout.ts", false],
    ["client/ports.ts", true],
    ["components/panel.ts", false],
  ]);
  assert.deepEqual(imports.filter(againstTheWay).map(({ to }) => to), [
    "server/hub.ts",
    "state.ts",
  ]);
});
