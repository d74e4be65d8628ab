import type { AnyComponent } from "preact";
import type { HandlerByMethod, HandlerFn, RouteHandler } from "./handlers.ts";
import type { Middleware } from "./middleware.ts";
import type { PageProps } from "./page_props.ts";

/** Functions that return what they are given and only tell TypeScript what it is. */
export interface Define<State> {
  /** Types the handlers of a route. */
  handlers<
    Data,
    Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>,
  >(handlers: Handlers): typeof handlers;

  /** Types the component of a route; `define.page<typeof handlers>` knows the data that the handlers return. */
  page<
    // deno-lint-ignore no-explicit-any -- what the handler's data is, is what the next parameter infers
    Handler extends RouteHandler<any, State> = never,
    Data = Handler extends HandlerFn<infer Data, State> ? Data
      : Handler extends HandlerByMethod<infer Data, State> ? Data
      : never,
  >(render: AnyComponent<PageProps<Data, State>>): typeof render;

  /** Types the component of a layout. */
  layout(render: AnyComponent<PageProps<unknown, State>>): typeof render;

  /** Types one middleware or a list of them. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): typeof middleware;
}

/** Makes the {@linkcode Define} helpers for an app whose requests carry `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
