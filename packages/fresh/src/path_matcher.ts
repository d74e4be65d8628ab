/** Finds the groups of a path, or null if it does not match. */
export type PathMatcher = (pathname: string) => Record<string, string | undefined> | null;

/** Segments that are plain, or a name and nothing else. */
const SIMPLE = /^(?:\/(?:[A-Za-z0-9_.~-]+|:[A-Za-z_]\w*))+$/;

/**
 * What a pattern matches. Most are plain segments and names: those are matched here, several times as fast as by
 * `URLPattern`, which takes each address apart anew. Everything else is left to it.
 */
export function pathMatcher(pattern: string): PathMatcher {
  if (!SIMPLE.test(pattern)) {
    const matcher = new URLPattern({ pathname: pattern });
    return (pathname) => matcher.exec({ pathname })?.pathname.groups ?? null;
  }

  const names: string[] = [];
  const source = pattern.replace(/:(\w+)|[.]/g, (found, name?: string) => {
    if (name === undefined) return `\\${found}`;
    names.push(name);
    return "([^/]+)";
  });
  if (new Set(names).size < names.length) throw new TypeError(`A name comes twice in ${pattern}`);
  const expression = new RegExp(`^${source}$`);
  return (pathname) => {
    const found = expression.exec(pathname);
    if (found === null) return null;
    const groups: Record<string, string> = {};
    for (let i = 0; i < names.length; i++) groups[names[i]!] = found[i + 1]!;
    return groups;
  };
}
