/** What `new App()` accepts. */
export interface FreshConfig {
  /** Serve the whole app below this path, for instance `/meet`. */
  basePath?: string;
  /** Whether assets may be cached for good (`production`) or change under the page (`development`). */
  mode?: "development" | "production";
}

/** What an app runs with. */
export interface ResolvedFreshConfig {
  root: string;
  basePath: string;
  mode: "development" | "production";
}

/** Refuses a base path that would silently never match. */
export function resolveConfig(config: FreshConfig): ResolvedFreshConfig {
  const basePath = config.basePath === "/" ? "" : config.basePath ?? "";
  if (basePath !== "" && !/^(\/[\w.-]+)+$/.test(basePath)) {
    throw new TypeError(
      `The base path "${basePath}" must start with "/" and not end with one, as in "/meet"`,
    );
  }
  return { root: ".", basePath, mode: config.mode ?? "production" };
}
