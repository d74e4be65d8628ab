import { dirname, join, relative } from "node:path";
import { contentType } from "../content_type.ts";
import type { BuildOutput } from "./build_output.ts";
import type { FoundRoute } from "./crawl.ts";
import { hashOf } from "./hash.ts";
import type { ResolvedBuildConfig } from "./options.ts";

const HEADER = "// Written by the build. Changes are lost with the next one.\n";

/** Writes a build to `outDir`: what browsers load, a snapshot of what was found, and the `server.js` that serves both. */
export async function writeBuild(
  config: ResolvedBuildConfig,
  output: BuildOutput,
  routes: readonly FoundRoute[],
): Promise<void> {
  const staticOut = join(config.outDir, "static");
  await Deno.remove(staticOut, { recursive: true }).catch(ignoreMissing);

  const served = await Promise.all(
    [...filesOf(output)].map(async ([pathname, { path, contents }]) => {
      const target = path ?? join(staticOut, pathname);
      if (path === null) {
        await Deno.mkdir(dirname(target), { recursive: true });
        await Deno.writeFile(target, contents);
      }
      const hash = await hashOf(path === null ? contents : await Deno.readFile(path));
      return { pathname, url: specifier(config, target), hash, contentType: contentType(pathname) };
    }),
  );

  await Deno.mkdir(config.outDir, { recursive: true });
  await Promise.all([
    Deno.writeTextFile(
      join(config.outDir, "snapshot.js"),
      snapshotModule(config, output, routes, served),
    ),
    Deno.writeTextFile(join(config.outDir, "server.js"), serverModule(config)),
  ]);
}

interface ServedFile {
  pathname: string;
  url: string;
  hash: string;
  contentType: string;
}

type PlacedFile = { path: string; contents: null } | {
  path: null;
  contents: Uint8Array<ArrayBuffer>;
};

/** What is unchanged is served from where it lies; what was made has contents and no place yet. */
function filesOf({ bundle, statics }: BuildOutput): Map<string, PlacedFile> {
  const files = new Map<string, PlacedFile>();
  for (const { pathname, path, transformed } of statics) {
    files.set(
      pathname,
      transformed === null ? { path, contents: null } : { path: null, contents: transformed },
    );
  }
  for (const [pathname, contents] of bundle.files) {
    files.set(pathname, { path: null, contents });
  }
  return files;
}

function snapshotModule(
  config: ResolvedBuildConfig,
  { bundle }: BuildOutput,
  routes: readonly FoundRoute[],
  served: readonly ServedFile[],
): string {
  const imports: string[] = [];
  const importAll = (name: string, path: string) => {
    imports.push(`import * as ${name} from ${JSON.stringify(specifier(config, path))};`);
    return name;
  };

  const islands = bundle.islands.map(({ path, ...chunk }, index) =>
    `  [${JSON.stringify(chunk)}, ${importAll(`island${index}`, path)}],`
  );
  const files = routes.map(({ id, kind, path, lazy }, index) => {
    const module = lazy
      ? `() => import(${JSON.stringify(specifier(config, path))})`
      : importAll(`route${index}`, path);
    return `  { id: ${JSON.stringify(id)}, kind: ${JSON.stringify(kind)}, module: ${module} },`;
  });
  const statics = served.map(({ pathname, url, ...file }) =>
    `  ${JSON.stringify(pathname)}: { url: at(${JSON.stringify(url)}), ...${
      JSON.stringify(file)
    } },`
  );

  return [
    HEADER + imports.join("\n"),
    "const at = (path) => new URL(path, import.meta.url).href;",
    `export const buildId = ${JSON.stringify(bundle.buildId)};`,
    `export const client = ${JSON.stringify(bundle.client)};`,
    `export const islands = [\n${islands.join("\n")}\n];`,
    `export const routes = [\n${files.join("\n")}\n];`,
    `export const staticFiles = {\n${statics.join("\n")}\n};`,
    "",
  ].join("\n\n");
}

function serverModule(config: ResolvedBuildConfig): string {
  return `${HEADER}import { serveSnapshot } from "fresh/internal";
import { app } from ${JSON.stringify(specifier(config, config.serverEntry))};
import * as snapshot from "./snapshot.js";

const root = new URL(${
    JSON.stringify(`${specifier(config, config.root)}/`)
  }, import.meta.url).pathname;
export default serveSnapshot(app, snapshot, root);
`;
}

/** A path as a module in `outDir` would import it, so that a build can move with its project. */
function specifier(config: ResolvedBuildConfig, path: string): string {
  const relativePath = relative(config.outDir, path).split(/[\\/]/).map(encodeURIComponent).join(
    "/",
  );
  return relativePath.startsWith("..") ? relativePath : `./${relativePath}`;
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
