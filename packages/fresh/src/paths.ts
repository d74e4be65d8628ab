/** Puts a route's pattern below a base path or a mount point. `*` at either end means "everything below". */
export function joinPattern(base: string, pattern: string): string {
  const trimmed = base.replace(/\/?\*$/, "").replace(/^\/$/, "");
  if (pattern === "*") return trimmed === "" ? "*" : `${trimmed}/*`;
  return trimmed !== "" && pattern === "/" ? trimmed : trimmed + pattern;
}

/** The folders on the way to a pattern: what its middlewares, layouts and error pages hang on. */
export function patternFolders(pattern: string, includeLast: boolean): string[] {
  if (pattern === "*" || pattern === "/" || pattern === "/*") return [];
  const folders = pattern
    .replace(/\{[^}]*\}\??/g, "") // an optional part is not a folder of its own
    .replace(/^\//, "")
    .split("/");
  const last = folders.pop();
  return includeLast && last !== undefined && last !== "" ? [...folders, last] : folders;
}
