import type { FunctionComponent, VNode } from "preact";
import type { BuildCache } from "./build_cache.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import { renderPage } from "./render/page.ts";
import type { LayoutConfig, RouteComponent } from "./route.ts";
import {
  attachHandlers,
  isWebSocketHandlers,
  upgradeRequest,
  type WebSocketHandlers,
  type WebSocketUpgradeOptions,
} from "./upgrade.ts";

/** What is drawn around a page, from the outside in. */
export interface Layers<State> {
  app: RouteComponent<State> | null;
  layouts: RouteComponent<State>[];
}

/** What a context is made from. */
export interface ContextInit<State> {
  req: Request;
  url: URL;
  info: Deno.ServeHandlerInfo;
  route: string | null;
  params: Record<string, string>;
  config: ResolvedFreshConfig;
  buildCache: BuildCache<State>;
}

/** The layers of a request; not part of the public surface. */
export let layersOf: <State>(ctx: Context<State>) => Layers<State>;
/** The assets a request may use; not part of the public surface. */
export let buildCacheOf: <State>(ctx: Context<State>) => BuildCache<State>;

/** What is known about one request, and the ways to answer it. Every middleware and handler gets the same one. */
export class Context<State> {
  /** The request as it came. */
  readonly req: Request;
  /** Its address, with repeated slashes in the path made one. */
  readonly url: URL;
  /** Where it came from. */
  readonly info: Deno.ServeHandlerInfo;
  /** The pattern that matched, or null. */
  readonly route: string | null;
  /** The dynamic parts of the path. */
  readonly params: Record<string, string>;
  /** The app's configuration. */
  readonly config: ResolvedFreshConfig;
  /** Carried from one middleware to the next, and to the page. */
  readonly state: State = {} as State;
  /** What the handler gave the page. */
  data: unknown = undefined;
  /** What was thrown, where an error page is drawn. */
  error: unknown = null;
  /** Partials are not part of this implementation, so this is always false. */
  readonly isPartial = false;
  /** What a layout or the app wrapper puts its content with. */
  Component!: FunctionComponent;
  /** Passes the request on. */
  next: () => Promise<Response> = nothingLeft;

  readonly #buildCache: BuildCache<State>;
  readonly #layers: Layers<State> = { app: null, layouts: [] };

  static {
    layersOf = (ctx) => ctx.#layers;
    buildCacheOf = (ctx) => ctx.#buildCache;
  }

  constructor(init: ContextInit<State>) {
    this.req = init.req;
    this.url = init.url;
    this.info = init.info;
    this.route = init.route;
    this.params = init.params;
    this.config = init.config;
    this.#buildCache = init.buildCache;
  }

  /** Sends the visitor elsewhere. A path stays on this site: `//evil.example` becomes `/evil.example`. */
  redirect(pathOrUrl: string, status = 302): Response {
    return new Response(null, { status, headers: { location: withoutRepeatedSlashes(pathOrUrl) } });
  }

  /** Draws a page inside its layouts and the app wrapper. */
  render(
    // deno-lint-ignore no-explicit-any -- whatever props its component takes
    vnode: VNode<any> | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    const layers: Layers<State> = {
      app: config.skipAppWrapper ? null : this.#layers.app,
      layouts: config.skipInheritedLayouts ? [] : this.#layers.layouts,
    };
    return renderPage(this, vnode, layers, init);
  }

  /** Answers with text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** Answers with markup that is ready. */
  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  /** Answers with JSON. */
  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** Upgrades to a WebSocket and gives it out, with the response to return. */
  upgrade(options?: WebSocketUpgradeOptions): { socket: WebSocket; response: Response };
  /** Upgrades to a WebSocket that the handlers listen to, and gives the response to return. */
  upgrade(handlers: WebSocketHandlers, options?: WebSocketUpgradeOptions): Response;
  upgrade(
    first?: WebSocketHandlers | WebSocketUpgradeOptions,
    second?: WebSocketUpgradeOptions,
  ): { socket: WebSocket; response: Response } | Response {
    if (isWebSocketHandlers(first)) {
      const { socket, response } = upgradeRequest(this.req, second);
      attachHandlers(socket, first);
      return response;
    }
    return upgradeRequest(this.req, first);
  }
}

function nothingLeft(): Promise<Response> {
  return Promise.reject(new Error("Nothing is left to answer this request"));
}

function withoutRepeatedSlashes(target: string): string {
  if (!target.startsWith("/")) return target;
  const end = target.search(/[?#]/);
  const path = end === -1 ? target : target.slice(0, end);
  return path.replace(/\/+/g, "/") + target.slice(path.length);
}
