/** The part of Fresh that a site's server code uses. */
export { App } from "./app.ts";
export type { FreshConfig, ResolvedFreshConfig } from "./config.ts";
export type { Context } from "./context.ts";
export { csp, type CSPOptions } from "./csp.ts";
export { createDefine, type Define } from "./define.ts";
export { HttpError } from "./error.ts";
export {
  type HandlerByMethod,
  type HandlerFn,
  page,
  type PageResponse,
  type RouteData,
  type RouteHandler,
} from "./handlers.ts";
export type { Lazy, MaybeLazy } from "./lazy.ts";
export type { ListenOptions } from "./listen.ts";
export type { Method } from "./method.ts";
export type { Middleware, MiddlewareFn } from "./middleware.ts";
export type { PageProps } from "./page_props.ts";
export type { LayoutConfig, RouteConfig } from "./route.ts";
export { staticFiles } from "./static_files.ts";
export type { WebSocketHandlers, WebSocketUpgradeOptions } from "./upgrade.ts";
