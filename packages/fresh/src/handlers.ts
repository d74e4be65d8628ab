import type { Context } from "./context.ts";
import type { Method } from "./method.ts";

/** What a handler returns when the route's component should draw the answer. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit;
  status?: number;
}

/** How {@linkcode page} may shape the answer around the component. */
export interface PageOptions {
  headers?: HeadersInit;
  status?: number;
}

/** Hands `data` to the route's component and lets it draw the answer. */
export function page<T>(data: T, options?: PageOptions): PageResponse<T>;
export function page(): PageResponse<undefined>;
export function page<T>(data?: T, options?: PageOptions): PageResponse<T | undefined> {
  return { data, ...options };
}

/** Answers a request: with a response, or with data for the route's component. */
export interface HandlerFn<Data, State> {
  (ctx: Context<State>): Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;
}

/** One handler for each verb. A missing `HEAD` is answered by `GET` without its body. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

/** One handler for every verb, or one for each. */
export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

/** The data that a route's handlers hand to its component. */
export type RouteData<Handler extends RouteHandler<unknown, unknown>> = Handler extends
  RouteHandler<infer Data, unknown> ? Data : never;
