import { pathToFileURL } from "node:url";
import type { BuildCache, StaticFile } from "../build_cache.ts";
import { contentType } from "../content_type.ts";
import { fileCommands, type RouteFile, type RouteModule } from "../file_routes.ts";
import { registerIslands } from "../island_registry.ts";
import type { BuildOutput } from "./build_output.ts";
import type { FoundRoute } from "./crawl.ts";
import { hashOf } from "./hash.ts";
import type { ResolvedBuildConfig } from "./options.ts";

/** Keeps a build in memory: for development, and for tests. Static files that nothing transforms stay on disk. */
export async function memoryBuild<State>(
  config: ResolvedBuildConfig,
  { bundle, statics }: BuildOutput,
  routes: readonly FoundRoute[],
): Promise<BuildCache<State>> {
  const files = new Map<string, () => Promise<Uint8Array<ArrayBuffer>>>();
  for (const { pathname, path, transformed } of statics) {
    files.set(
      pathname,
      () => transformed === null ? Deno.readFile(path) : Promise.resolve(transformed),
    );
  }
  for (const [pathname, contents] of bundle.files) {
    files.set(pathname, () => Promise.resolve(contents));
  }

  const [modules, islands] = await Promise.all([
    Promise.all(routes.map(loadRoute<State>)),
    Promise.all(bundle.islands.map(async (island) => [island, await load(island.path)] as const)),
  ]);
  const commands = fileCommands(modules);

  return {
    root: config.root,
    client: bundle.client,
    islands: registerIslands(islands),
    routes: () => commands,
    readFile: async (pathname) => {
      const read = files.get(pathname);
      return read === undefined ? null : await toStaticFile(pathname, await read());
    },
  };
}

async function loadRoute<State>({ id, kind, path, lazy }: FoundRoute): Promise<RouteFile<State>> {
  const module = () => load(path) as Promise<RouteModule<State>>;
  return { id, kind, module: lazy ? module : await module() };
}

function load(path: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(path).href);
}

async function toStaticFile(
  pathname: string,
  contents: Uint8Array<ArrayBuffer>,
): Promise<StaticFile> {
  return {
    hash: await hashOf(contents),
    size: contents.byteLength,
    contentType: contentType(pathname),
    open: () => Promise.resolve(contents),
  };
}
