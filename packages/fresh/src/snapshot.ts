import type { App } from "./app.ts";
import { setBuildCache } from "./app.ts";
import type { BuildCache, ClientEntry, StaticFile } from "./build_cache.ts";
import { setBuildId } from "./build_id.ts";
import { fileCommands, type RouteFile } from "./file_routes.ts";
import { type IslandChunk, registerIslands } from "./island_registry.ts";

/** A served file of a build on disk. */
export interface SnapshotFile {
  /** Where it lies, as a URL. */
  url: string;
  hash: string;
  contentType: string;
}

/** What `_fresh/snapshot.js` says: everything that was found and built. */
export interface Snapshot<State> {
  buildId: string;
  client: ClientEntry;
  islands: [IslandChunk, Record<string, unknown>][];
  routes: RouteFile<State>[];
  staticFiles: Record<string, SnapshotFile>;
}

/** Gives an app its build from disk, and makes the function that answers requests. */
export function serveSnapshot<State>(
  app: App<State>,
  snapshot: Snapshot<State>,
  root: string,
): Deno.ServeDefaultExport {
  setBuildId(snapshot.buildId);
  app.config.mode = "production";
  setBuildCache(app, snapshotCache(snapshot, root));
  return { fetch: app.handler() };
}

function snapshotCache<State>(snapshot: Snapshot<State>, root: string): BuildCache<State> {
  const files = new Map(Object.entries(snapshot.staticFiles));
  const commands = fileCommands(snapshot.routes);
  return {
    root,
    client: snapshot.client,
    islands: registerIslands(snapshot.islands),
    routes: () => commands,
    readFile: (pathname) => {
      const file = files.get(pathname);
      return file === undefined ? Promise.resolve(null) : staticFile(file);
    },
  };
}

async function staticFile({ url, hash, contentType }: SnapshotFile): Promise<StaticFile> {
  const path = new URL(url);
  const { size } = await Deno.stat(path);
  return { hash, size, contentType, open: async () => (await Deno.open(path)).readable };
}
