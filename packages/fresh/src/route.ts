import type { ComponentChildren, ComponentClass, RenderableProps, VNode } from "preact";
import type { HandlerFn, RouteHandler } from "./handlers.ts";
import type { Method } from "./method.ts";
import type { PageProps } from "./page_props.ts";
import { HttpError } from "./error.ts";

/** A function that draws at once, or fetches first; one that fetches may answer with something else than a page. */
export type DrawFunction<Props> = (
  props: RenderableProps<Props>,
  // deno-lint-ignore no-explicit-any -- Preact's own signature
  context?: any,
) => ComponentChildren | Promise<VNode | Response | null>;

/** What can be drawn as a page, a layout or the app wrapper. */
export type RouteComponent<State> =
  // deno-lint-ignore no-explicit-any -- each route has data of its own; `define.page` types it where it is written
  | ComponentClass<PageProps<any, State>>
  // deno-lint-ignore no-explicit-any -- as above
  | DrawFunction<PageProps<any, State>>;

/** What a layout may leave out. */
export interface LayoutConfig {
  /** Do not wrap in the layouts further out. */
  skipInheritedLayouts?: boolean;
  /** Do not wrap in the app wrapper. */
  skipAppWrapper?: boolean;
}

/** What a route may say about itself. */
export interface RouteConfig extends LayoutConfig {
  /** A URL pattern to use instead of the one that the file's name gives. */
  routeOverride?: string;
  /** The verbs a lazily loaded route answers. */
  methods?: "ALL" | Method[];
}

/** A component, handlers, or both. */
export interface Route<State> {
  component?: RouteComponent<State>;
  config?: RouteConfig;
  handler?: RouteHandler<unknown, State>;
  /** The spelling that file routes use. */
  handlers?: RouteHandler<unknown, State>;
}

/** Finds what answers `method`, or says why nothing does. */
export function handlerFor<State>(route: Route<State>, method: Method): HandlerFn<unknown, State> {
  const handlers = route.handlers ?? route.handler;
  if (typeof handlers === "function") return handlers;

  const draws = route.component !== undefined;
  if (handlers === undefined) {
    if (!draws) throw new HttpError(404);
    return drawWithoutData;
  }
  const own = handlers[method] ??
    (method === "HEAD" ? handlers.GET : undefined);
  if (own !== undefined) return own;
  if (draws && (method === "GET" || method === "HEAD")) return drawWithoutData;
  throw new HttpError(405);
}

function drawWithoutData() {
  return { data: {} };
}
