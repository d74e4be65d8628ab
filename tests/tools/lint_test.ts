import assert from "node:assert/strict";
import plugin from "../../tools/lint/lagoon.ts";

function faultsIn(file: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, `/project/${file}`, source).map(({ id }) => id);
}

Deno.test("a signal at module level is a fault wherever a server might load it", () => {
  const faults = [
    "export const count = signal(0);",
    "const doubled = computed(() => count.value * 2);",
    "effect(() => console.log(count.value));",
    "const state = { level: signal(0) };",
    "class Call { static level = signal(0); }",
    "const count = new Signal(0);",
  ];
  for (const source of faults) {
    for (const file of ["client/a.ts", "components/A.tsx", "islands/A.tsx"]) {
      assert.deepEqual(faultsIn(file, source), ["lagoon/no-module-signals"], `${file}: ${source}`);
    }
    assert.deepEqual(faultsIn("tests/client/a_test.ts", source), []);
  }
});

Deno.test("a signal that is made with its owner is none", () => {
  const fine = [
    "class Call { readonly level = signal(0); #muted = signal(false); }",
    "export function newCall() { return { level: signal(0) }; }",
    "export const newLevel = () => signal(0);",
    'import { type Signal, signal } from "@preact/signals";',
    "export type Level = Signal<number>;",
  ];
  for (const source of fine) assert.deepEqual(faultsIn("client/a.ts", source), [], source);
});

Deno.test("a browser global in the client is a fault outside the one file that names them", () => {
  const faults = [
    "const socket = new WebSocket(url);",
    "setTimeout(go, 100);",
    "const at = Date.now();",
    "const luck = Math.random();",
    "const { location } = globalThis;",
    "const bytes = crypto.getRandomValues(new Uint8Array(8));",
    "const port = { timer: setTimeout };",
    "if (error instanceof MediaStream) go();",
  ];
  for (const source of faults) {
    assert.deepEqual(faultsIn("client/mesh.ts", source), ["lagoon/no-browser-globals"], source);
    assert.deepEqual(faultsIn("client/browser_ports.ts", source), []);
    assert.deepEqual(faultsIn("tests/client/mesh_test.ts", source), []);
  }
});

Deno.test("a type, a member or a port of the same name is no global", () => {
  const fine = [
    "let stream: MediaStream | null = null;",
    'export type Socket = Pick<WebSocket, "send">;',
    "options.setTimeout(go);",
    "const told = { location: 1 };",
    "interface Page { location: URL; history(): void }",
    "const largest = Math.max(1, 2);",
  ];
  for (const source of fine) assert.deepEqual(faultsIn("client/mesh.ts", source), [], source);
});
