import type { ComponentType } from "preact";
import type { Command } from "./commands.ts";

/** An island, as the page that uses it needs to know it. */
export interface Island {
  /** How the page's script names it. */
  name: string;
  /** What its module calls it. */
  exportName: string;
  /** Where its chunk is served. */
  file: string;
  /** Chunks that its chunk imports, to be asked for at the same time. */
  preload: readonly string[];
}

/** A file from `static/` or from the build. */
export interface StaticFile {
  hash: string;
  size: number;
  contentType: string;
  /** Its contents. They are asked for only when they are sent, so that nothing is left open. */
  open(): Promise<BodyInit>;
}

/** The scripts that boot islands, and those every page gets while developing. */
export interface ClientEntry {
  boot: string;
  /** Chunks that the boot script imports. */
  preload: readonly string[];
  /** Reloads the page when the server restarts; development only. */
  liveReload: string | null;
}

/** What was built, wherever it is kept. */
// deno-lint-ignore no-explicit-any -- a build serves any app
export interface BuildCache<State = any> {
  readonly root: string;
  readonly client: ClientEntry;
  readonly islands: ReadonlyMap<ComponentType, Island>;
  routes(): Command<State>[];
  readFile(pathname: string): Promise<StaticFile | null>;
}

/** What an app has that was never built: no files, no islands. */
export function emptyBuildCache<State>(): BuildCache<State> {
  return {
    root: ".",
    client: { boot: "", preload: [], liveReload: null },
    islands: new Map(),
    routes: () => [],
    readFile: () => Promise.resolve(null),
  };
}
