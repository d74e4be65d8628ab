import { type BuildCache, emptyBuildCache } from "./build_cache.ts";
import { applyCommands, type Chain, type Command } from "./commands.ts";
import { type FreshConfig, resolveConfig, type ResolvedFreshConfig } from "./config.ts";
import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import type { MaybeLazy } from "./lazy.ts";
import { listen, type ListenOptions } from "./listen.ts";
import { type Method, METHODS } from "./method.ts";
import { type MaybeLazyMiddleware, type Middleware, runChain } from "./middleware.ts";
import { patternFolders } from "./paths.ts";
import type { LayoutConfig, Route, RouteComponent, RouteConfig } from "./route.ts";
import { type RouteMatch, Router } from "./router.ts";
import { statusText } from "./status_text.ts";
import type { WebSocketHandlers, WebSocketUpgradeOptions } from "./upgrade.ts";

/** Answers one request. */
export type AppHandler = (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

/** Gives an app what was built for it. Not part of the public surface. */
export let setBuildCache: <State>(app: App<State>, cache: BuildCache<State>) => void;

/** Who asks, where nobody says: a request made by a test. */
const UNKNOWN_CLIENT: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

/** A site: middlewares, routes and layouts, applied from top to bottom. */
export class App<State> {
  /** What the app runs with. */
  readonly config: ResolvedFreshConfig;

  readonly #commands: Command<State>[] = [];
  #buildCache: BuildCache<State> | null = null;

  static {
    setBuildCache = (app, cache) => {
      app.#buildCache = cache;
      app.config.root = cache.root;
    };
  }

  constructor(config: FreshConfig = {}) {
    this.config = resolveConfig(config);
  }

  /** Adds middlewares to everything below, or to everything below a path. */
  use(...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(first: string | MaybeLazyMiddleware<State>, ...rest: MaybeLazyMiddleware<State>[]): this {
    return typeof first === "string"
      ? this.#add({ type: "middleware", pattern: first, middlewares: rest })
      : this.#add({ type: "middleware", pattern: "*", middlewares: [first, ...rest] });
  }

  /** Answers GET at a path, and HEAD unless something else does. */
  get(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["GET"], path, middlewares);
  }

  /** Answers POST at a path. */
  post(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["POST"], path, middlewares);
  }

  /** Answers PATCH at a path. */
  patch(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["PATCH"], path, middlewares);
  }

  /** Answers PUT at a path. */
  put(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["PUT"], path, middlewares);
  }

  /** Answers DELETE at a path. */
  delete(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["DELETE"], path, middlewares);
  }

  /** Answers HEAD at a path. */
  head(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["HEAD"], path, middlewares);
  }

  /** Answers every verb at a path. */
  all(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(METHODS, path, middlewares);
  }

  /** Upgrades GET at a path to a WebSocket that the handlers listen to. */
  ws(path: string, handlers: WebSocketHandlers, options?: WebSocketUpgradeOptions): this {
    return this.get(path, (ctx) => ctx.upgrade(handlers, options));
  }

  /** Answers a path with a component, handlers, or both. */
  route(path: string, route: MaybeLazy<Route<State>>, config?: RouteConfig): this {
    const own = typeof route === "function" ? config : route.config ?? config;
    return this.#add({
      type: "route",
      pattern: path,
      folder: patternFolders(path, true),
      route,
      config: own ?? {},
    });
  }

  /** Sets the component that draws everything around the pages. */
  appWrapper(component: RouteComponent<State>): this {
    return this.#add({ type: "app", component });
  }

  /** Sets what is drawn around the pages below a path. */
  layout(path: string, component: RouteComponent<State>, config: LayoutConfig = {}): this {
    return this.#add({ type: "layout", pattern: path, component, config });
  }

  /** Sets what answers when nothing is found. */
  notFound(routeOrMiddleware: Route<State> | Middleware<State>): this {
    return this.#add({ type: "not-found", route: toRoute(routeOrMiddleware) });
  }

  /** Sets what answers when something below a path throws. */
  onError(path: string, routeOrMiddleware: Route<State> | Middleware<State>): this {
    return this.#add({ type: "error", pattern: path, route: toRoute(routeOrMiddleware) });
  }

  /** Puts the routes that were found in files here. */
  fsRoutes(pattern = "*"): this {
    return this.#add({ type: "files", pattern, commands: () => this.#buildCache?.routes() ?? [] });
  }

  /** Makes the function that answers requests; what is added to the app later is not in it. */
  handler(): AppHandler {
    const buildCache = this.#buildCache ?? emptyBuildCache<State>();
    const router = new Router<Chain<State>>();
    const rootChain = applyCommands(router, this.#commands, this.config.basePath);

    return async (req, info = UNKNOWN_CLIENT) => {
      const url = new URL(req.url);
      if (url.pathname.includes("//")) {
        // Or `//evil.example` could come back as a redirect.
        url.pathname = url.pathname.replace(/\/+/g, "/");
      }
      const match = router.match(req.method as Method, url);
      const found = match.kind === "found";
      const ctx = new Context<State>({
        req,
        url,
        info,
        route: match.kind === "none" ? null : match.pattern,
        params: found ? match.params : {},
        config: this.config,
        buildCache,
      });

      try {
        const response = await runChain(
          found ? match.target : rootChain,
          ctx,
          endOfChain(match, req),
        );
        if (!(response instanceof Response)) {
          throw new TypeError(`${url.pathname} was not answered with a Response`);
        }
        // Whoever serves leaves off the body that HEAD must not have, and tells how long it would be.
        return response;
      } catch (error) {
        return plainError(error);
      }
    };
  }

  /** Serves the app. Without a port it takes the first free one from 8000 on. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await listen(this.handler(), this.config.basePath, options).finished;
  }

  #handle(
    methods: readonly Method[],
    path: string,
    middlewares: MaybeLazyMiddleware<State>[],
  ): this {
    return this.#add({ type: "handler", methods, pattern: path, middlewares });
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }
}

function toRoute<State>(routeOrMiddleware: Route<State> | Middleware<State>): Route<State> {
  return typeof routeOrMiddleware === "function"
    ? { handler: routeOrMiddleware }
    : routeOrMiddleware;
}

/** What answers when every middleware passed the request on. */
function endOfChain<T>(match: RouteMatch<T>, req: Request): () => Promise<Response> {
  return () => {
    if (match.kind !== "wrong-method") {
      return Promise.reject(new HttpError(404));
    }
    if (req.method !== "OPTIONS") return Promise.reject(new HttpError(405));
    return Promise.resolve(
      new Response(null, { status: 204, headers: { allow: match.allowed.join(", ") } }),
    );
  };
}

/** The answer to an error that no error page took: nothing of what went wrong, unless someone meant it to be read. */
function plainError(error: unknown): Response {
  const status = error instanceof HttpError ? error.status : 500;
  // deno-lint-ignore no-console -- the last place where anyone can learn of it
  if (status >= 500) console.error(error);
  const message = error instanceof HttpError
    ? error.message || statusText(status)
    : "Internal server error";
  return new Response(message, { status });
}
