import { relative } from "node:path";
import { compareFiles } from "../file_pattern.ts";
import type { RouteFileKind } from "../file_routes.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { walk } from "./walk.ts";

/** A file below `routes/` that was found but not loaded. */
export interface FoundRoute {
  id: string;
  kind: RouteFileKind;
  path: string;
  /** Whether it can wait for its first visitor. What changes its own pattern, or applies to others, cannot. */
  lazy: boolean;
}

/** What the project's folders hold. */
export interface Crawl {
  routes: FoundRoute[];
  islands: string[];
}

const SPECIAL: Record<string, RouteFileKind> = {
  _app: "app",
  _404: "not-found",
  _middleware: "middleware",
  _layout: "layout",
  _error: "error",
  _500: "error",
};

/** Finds routes and islands. Folders such as `(_components)` are no routes, and `(_islands)` holds islands. */
export async function crawl(config: ResolvedBuildConfig): Promise<Crawl> {
  const [routeFiles, islandFiles] = await Promise.all([
    walk(config.routeDir),
    walk(config.islandDir),
  ]);
  const wanted = (path: string) =>
    /\.[tj]sx?$/.test(path) &&
    !config.ignore.some((pattern) => pattern.test(path));

  const islands = islandFiles.filter(wanted);
  const routes: Promise<FoundRoute>[] = [];
  for (const path of routeFiles.filter(wanted)) {
    const id = `/${relative(config.routeDir, path).replaceAll("\\", "/")}`
      .replace(/\.\w+$/, "");
    const local = /\/\((_[^/]+)\)\//.exec(id)?.[1];
    if (local === "_islands") islands.push(path);
    if (local === undefined) routes.push(foundRoute(id, path));
  }
  return { islands, routes: (await Promise.all(routes)).sort(byPrecedence) };
}

async function foundRoute(id: string, path: string): Promise<FoundRoute> {
  const kind = SPECIAL[id.slice(id.lastIndexOf("/") + 1)] ?? "route";
  const lazy = kind === "route" &&
    !(await Deno.readTextFile(path)).includes("routeOverride");
  return { id, kind, path, lazy };
}

/** What applies to other files comes first; routes follow from the most definite to the vaguest. */
function byPrecedence(a: FoundRoute, b: FoundRoute): number {
  const aRoute = a.kind === "route" ? 1 : 0;
  const bRoute = b.kind === "route" ? 1 : 0;
  return aRoute - bRoute || compareFiles(a.id, b.id);
}
