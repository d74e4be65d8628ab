import type { StaticFile } from "./build_cache.ts";
import { buildId } from "./build_id.ts";
import { buildCacheOf, type Context } from "./context.ts";
import type { Middleware } from "./middleware.ts";
import { CACHE_KEY } from "./runtime/asset.ts";

const FOR_GOOD = "public, max-age=31536000, immutable";
const ASK_EACH_TIME = "no-cache, no-store, max-age=0, must-revalidate";

/** Serves `static/` and the built scripts. What carries the build in its address may be cached for good, nothing else. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const pathname = pathBelowBase(ctx);
    const file = pathname === null || pathname === "/"
      ? null
      : await buildCacheOf(ctx).readFile(pathname);
    if (file === null) {
      // Browsers ask for this one by themselves; drawing a whole page to say no would be waste.
      return pathname === "/favicon.ico" ? new Response(null, { status: 404 }) : await ctx.next();
    }

    return await answer(ctx, file);
  };
}

async function answer<State>(
  { req, url, config }: Context<State>,
  file: StaticFile,
): Promise<Response> {
  if (req.method !== "GET" && req.method !== "HEAD") {
    return new Response("Method Not Allowed", { status: 405, headers: { allow: "GET, HEAD" } });
  }

  const key = url.searchParams.get(CACHE_KEY);
  if (key !== null && key !== buildId()) {
    const current = new URL(url);
    current.searchParams.delete(CACHE_KEY);
    return new Response(null, {
      status: 307,
      headers: { location: current.pathname + current.search },
    });
  }

  const namesBuild = key !== null ||
    url.pathname.startsWith(`${config.basePath}/_fresh/js/${buildId()}/`);
  const headers = new Headers({
    "content-type": file.contentType,
    "cache-control": namesBuild && config.mode === "production" ? FOR_GOOD : ASK_EACH_TIME,
    "etag": `W/"${file.hash}"`,
    "vary": "If-None-Match",
  });
  if (alreadyHas(req, file.hash)) {
    return new Response(null, { status: 304, headers });
  }

  headers.set("content-length", String(file.size));
  return new Response(req.method === "HEAD" ? null : await file.open(), { headers });
}

function alreadyHas(req: Request, hash: string): boolean {
  const known = req.headers.get("if-none-match");
  if (known === null) return false;
  return known.split(",").some((tag) =>
    tag.trim().replace(/^W\//, "").replaceAll('"', "") === hash
  );
}

/** @throws {URIError} if the path does not decode. */
function pathBelowBase<State>({ url, config }: Context<State>): string | null {
  const pathname = decodeURIComponent(url.pathname);
  if (config.basePath === "") return pathname;
  return pathname.startsWith(`${config.basePath}/`) ? pathname.slice(config.basePath.length) : null;
}
