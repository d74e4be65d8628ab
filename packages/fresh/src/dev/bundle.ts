import * as esbuild from "esbuild";
import { basename, relative, resolve } from "node:path";
import type { ClientEntry } from "../build_cache.ts";
import { type IslandChunk, uniqueName } from "../island_registry.ts";
import { compact, type Script } from "./compact.ts";
import { hashOf } from "./hash.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { BUILD_ID_PLACEHOLDER, projectModules } from "./project_modules.ts";
import { transformed } from "./transformed_modules.ts";

/** An island module, as it is on the server and in the browser. */
export interface BundledIsland extends IslandChunk {
  path: string;
}

/** What browsers get. */
export interface Bundle {
  buildId: string;
  client: ClientEntry;
  islands: BundledIsland[];
  /** By the address they are served at. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
}

/**
 * Bundles the islands and the script that boots them. What several of them use becomes a chunk of its own, so no
 * browser loads anything twice. `otherContents` is what else is served, so that the build's name changes with it.
 * Production scripts are made as small as they get, unless they must fit a source map.
 */
export async function bundle(
  config: ResolvedBuildConfig,
  islandPaths: Iterable<string>,
  otherContents: Uint8Array<ArrayBuffer>[],
): Promise<Bundle> {
  const names = new Set(["boot", "live-reload"]);
  const islands = [...islandPaths].map((path) => ({
    path,
    name: uniqueName(identifier(path), names),
  }));
  const development = config.mode === "development";
  const entryPoints = {
    "boot": fileOf("../runtime/boot.ts"),
    ...(development ? { "live-reload": fileOf("../runtime/live_reload.ts") } : {}),
    ...Object.fromEntries(islands.map(({ name, path }) => [name, path])),
  };

  const outputs = await outputsOf(config, entryPoints).finally(() => esbuild.stop());
  const buildId = await hashOf(...outputs.map(({ contents }) => contents), ...otherContents);
  const folder = `/_fresh/js/${buildId}/`;
  const fileOfEntry = (name: string) => outputs.find(({ entries }) => entries.includes(name))!.name;
  const preload = (name: string) =>
    importsOf(outputs, fileOfEntry(name)).map((file) => folder + file);

  return {
    buildId,
    client: {
      boot: folder + fileOfEntry("boot"),
      preload: preload("boot"),
      liveReload: development ? folder + fileOfEntry("live-reload") : null,
    },
    islands: islands.map(({ name, path }) => ({
      name,
      path,
      file: folder + fileOfEntry(name),
      preload: preload(name),
    })),
    files: new Map(
      outputs.map(({ name, contents }) => [folder + name, withBuildId(contents, buildId)]),
    ),
  };
}

/** A file that browsers get: a script, or a map of one. */
interface Output extends Omit<Script, "text"> {
  contents: Uint8Array<ArrayBuffer>;
}

async function outputsOf(
  config: ResolvedBuildConfig,
  entryPoints: Record<string, string>,
): Promise<Output[]> {
  const { mode, target, transformModule } = config;
  const sourcemap = mode === "development" ? "linked" : config.sourceMap;
  const compacted = mode === "production" && sourcemap === false;
  const result = await esbuild.build({
    absWorkingDir: config.root,
    entryPoints,
    outdir: config.outDir,
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target,
    minify: mode === "production" && !compacted,
    minifySyntax: mode === "production",
    sourcemap,
    charset: "utf8",
    jsx: "transform",
    jsxFactory: "h",
    jsxFragment: "Fragment",
    inject: [fileOf("../runtime/jsx.ts")],
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    legalComments: "none",
    logLevel: "silent", // errors are thrown, with their place; warnings are said below
    plugins: [
      projectModules(config.root),
      ...(compacted && transformModule !== null ? [transformed(config.root, transformModule)] : []),
    ],
  });

  for (const { text, location } of result.warnings) {
    // deno-lint-ignore no-console -- a warning is for the person who builds
    console.warn(`${location?.file ?? "bundle"}:${location?.line ?? 0}: ${text}`);
  }

  const nameOf = (path: string) => relative(config.outDir, path);
  if (compacted) {
    const files = new Map(result.outputFiles.map(({ path, text }) => [nameOf(path), text]));
    const entries = Object.keys(entryPoints);
    const islands = entries.filter((name) => name !== "boot");
    const always = islands.length === 1 ? islands[0]! : null;
    const scripts = await compact(files, { entries, always, target });
    return scripts.map(({ text, ...script }) => ({
      ...script,
      contents: new TextEncoder().encode(text),
    }));
  }
  return result.outputFiles.map(({ path, contents }) => ({
    name: nameOf(path),
    contents: contents as Uint8Array<ArrayBuffer>,
    entries: Object.keys(entryPoints).filter((name) => `${name}.js` === nameOf(path)),
    imports: (result.metafile.outputs[relative(config.root, path)]?.imports ?? [])
      .filter(({ kind }) => kind === "import-statement")
      .map(({ path }) => nameOf(resolve(config.root, path))),
  }));
}

/** Every script that a script imports, at whatever depth; not what it loads only later. */
function importsOf(outputs: readonly Output[], name: string): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    for (const imported of outputs.find(({ name }) => name === file)?.imports ?? []) {
      if (found.has(imported)) continue;
      found.add(imported);
      visit(imported);
    }
  };
  visit(name);
  return [...found];
}

function withBuildId(contents: Uint8Array<ArrayBuffer>, buildId: string): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(contents);
  if (!text.includes(BUILD_ID_PLACEHOLDER)) return contents;
  return new TextEncoder().encode(text.replaceAll(BUILD_ID_PLACEHOLDER, buildId));
}

/** `my-island.tsx` is `my_island` in JavaScript. */
function identifier(path: string): string {
  const name = basename(path).replace(/\.\w+$/, "").replace(/[^\w$]/g, "_");
  return /^\d/.test(name) ? `_${name}` : name;
}

function fileOf(relativePath: string): string {
  return new URL(relativePath, import.meta.url).pathname;
}
