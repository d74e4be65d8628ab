import { buildId } from "../build_id.ts";

/** The query that ties an address to one build, so that it may be cached for good. */
export const CACHE_KEY = "__frsh_c";

/** The address of a static file in this build: it changes when the build does, so browsers may keep it for a year. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://localhost");
  if (url.searchParams.has(CACHE_KEY)) return path;
  url.searchParams.set(CACHE_KEY, buildId());
  return url.pathname + url.search + url.hash;
}

/** Does for every address in a `srcset` what {@linkcode asset} does for one. */
export function assetSrcSet(srcset: string): string {
  if (srcset.includes("(")) return srcset; // not a plain list
  const candidates = srcset.split(",").map((candidate) => candidate.trim());
  if (candidates.includes("")) return srcset;
  return candidates.map((candidate) => {
    const [path = "", ...descriptors] = candidate.split(/\s+/);
    return [asset(path), ...descriptors].join(" ");
  }).join(", ");
}
