import type { Method } from "./method.ts";
import { type PathMatcher, pathMatcher } from "./path_matcher.ts";

/** What the router found for a request. */
export type RouteMatch<T> =
  | { kind: "none" }
  | { kind: "wrong-method"; pattern: string; allowed: Method[] }
  | {
    kind: "found";
    pattern: string;
    params: Record<string, string>;
    target: T;
  };

interface Entry<T> {
  pattern: string;
  byMethod: Map<Method, T>;
}

interface DynamicEntry<T> extends Entry<T> {
  groupsOf: PathMatcher;
  /** What every path that matches begins with. Comparing is far cheaper than matching. */
  prefix: string;
}

/**
 * Finds what answers a path. Plain paths are looked up, and win; patterns are tried in the order they were added.
 * Where two targets are added for the same pattern and verb, the first stays.
 */
export class Router<T> {
  readonly #plain = new Map<string, Entry<T>>();
  /** The plain ones by their other spelling, with a last slash or without, so that none is put together for a request. */
  readonly #slashed = new Map<string, Entry<T>>();
  readonly #dynamic = new Map<string, DynamicEntry<T>>();

  add(methods: readonly Method[], pattern: string, target: T): void {
    const { byMethod } = this.#entry(pattern);
    for (const method of methods) {
      if (!byMethod.has(method)) byMethod.set(method, target);
    }
  }

  match(method: Method, url: URL): RouteMatch<T> {
    const { pathname } = url;
    const plain = this.#plain.get(pathname) ?? this.#slashed.get(pathname);
    if (plain !== undefined) return pick(plain, method, {});

    for (const entry of this.#dynamic.values()) {
      if (!pathname.startsWith(entry.prefix)) continue;
      const groups = entry.groupsOf(pathname);
      if (groups !== null) return pick(entry, method, groups);
    }
    return { kind: "none" };
  }

  #entry(pattern: string): Entry<T> {
    if (!/[*:{}+?()]/.test(pattern)) {
      const entry = getOrAdd(this.#plain, pattern, () => ({ pattern, byMethod: new Map() }));
      this.#slashed.set(otherTrailingSlash(pattern), entry);
      return entry;
    }
    return getOrAdd(
      this.#dynamic,
      pattern,
      () => ({
        pattern,
        byMethod: new Map(),
        groupsOf: pathMatcher(pattern),
        prefix: plainPrefix(pattern),
      }),
    );
  }
}

function pick<T>(
  entry: Entry<T>,
  method: Method,
  groups: Record<string, string | undefined>,
): RouteMatch<T> {
  const { pattern, byMethod } = entry;
  const target = byMethod.get(method) ??
    (method === "HEAD" ? byMethod.get("GET") : undefined);
  if (target === undefined) {
    return { kind: "wrong-method", pattern, allowed: [...byMethod.keys()] };
  }

  const params: Record<string, string> = Object.create(null);
  for (const name in groups) params[name] = decode(groups[name] ?? "");
  return { kind: "found", pattern, params, target };
}

function decode(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURI(value);
  } catch {
    return value; // a stray percent sign is the visitor's, not an error of ours
  }
}

/** The characters before anything special, without a last slash, which may belong to an optional part. */
function plainPrefix(pattern: string): string {
  return /^[A-Za-z0-9/_.-]*/.exec(pattern)![0].replace(/\/$/, "");
}

function otherTrailingSlash(pathname: string): string {
  if (pathname === "/") return pathname;
  return pathname.endsWith("/") ? pathname.slice(0, -1) : `${pathname}/`;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
