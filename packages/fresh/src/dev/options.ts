import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What `new Builder()` accepts. Paths may be absolute, file URLs, or relative to `root`. */
export interface BuildOptions {
  /** The browsers to build for, as esbuild names them. */
  target?: string | string[];
  /** The project's folder. */
  root?: string;
  /** The module that exports `app`. */
  serverEntry?: string;
  /** Where the build is written. */
  outDir?: string;
  staticDir?: string;
  islandDir?: string;
  routeDir?: string;
  /** Files to leave out when looking for routes and islands. */
  ignore?: RegExp[];
  /** Whether production scripts come with source maps, as esbuild names the kinds. */
  sourceMap?: { kind?: boolean | "linked" | "inline" | "external" | "both" };
  /** Changes modules of the project on their way into production scripts. Upstream knows nothing of it. */
  transformModule?: TransformModule;
}

/** Makes the text of a module of what it was. */
export type TransformModule = (module: { path: string; text: string }) => string;

/** What a build runs with. */
export interface ResolvedBuildConfig {
  readonly target: string | string[];
  readonly root: string;
  readonly serverEntry: string;
  readonly outDir: string;
  readonly staticDir: string;
  readonly islandDir: string;
  readonly routeDir: string;
  readonly ignore: readonly RegExp[];
  readonly sourceMap: boolean | "linked" | "inline" | "external" | "both";
  readonly transformModule: TransformModule | null;
  mode: "development" | "production";
}

/** Fills in what was not said. */
export function resolveBuildConfig(options: BuildOptions): ResolvedBuildConfig {
  const root = toPath(options.root ?? ".", Deno.cwd());
  return {
    root,
    target: options.target ?? ["chrome99", "firefox99", "safari15"],
    serverEntry: toPath(options.serverEntry ?? "main.ts", root),
    outDir: toPath(options.outDir ?? "_fresh", root),
    staticDir: toPath(options.staticDir ?? "static", root),
    islandDir: toPath(options.islandDir ?? "islands", root),
    routeDir: toPath(options.routeDir ?? "routes", root),
    ignore: options.ignore ?? [/[._]test\.[mc]?[tj]sx?$/],
    sourceMap: options.sourceMap?.kind ?? false,
    transformModule: options.transformModule ?? null,
    mode: "production",
  };
}

/** A path or file URL as an absolute path. */
export function toPath(pathOrUrl: string, base: string): string {
  return pathOrUrl.startsWith("file:") ? fileURLToPath(pathOrUrl) : resolve(base, pathOrUrl);
}
