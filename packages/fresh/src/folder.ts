import { type Context, layersOf } from "./context.ts";
import { HttpError } from "./error.ts";
import type { MaybeLazyMiddleware, Middleware } from "./middleware.ts";
import { renderRoute } from "./render/route_page.ts";
import type { LayoutConfig, Route, RouteComponent } from "./route.ts";

/** A layout and what it leaves out. */
export interface Layout<State> {
  component: RouteComponent<State>;
  config: LayoutConfig;
}

/** One folder of the tree of routes: what it adds to every route below it. */
export class Folder<State> {
  readonly middlewares: MaybeLazyMiddleware<State>[] = [];
  layout: Layout<State> | null = null;
  errorRoute: Route<State> | null = null;
  /** Only the root has an app wrapper. */
  app: RouteComponent<State> | null = null;
  /** Only the root has a page for what is not found. It is known before any chain is made. */
  notFound: Middleware<State> | null = null;

  readonly #parent: Folder<State> | null;
  readonly #children = new Map<string, Folder<State>>();

  constructor(parent: Folder<State> | null = null) {
    this.#parent = parent;
  }

  /** The folder at the end of a path of names, made if it is new. */
  at(names: readonly string[]): Folder<State> {
    const [name, ...rest] = names;
    if (name === undefined) return this;
    let child = this.#children.get(name);
    if (child === undefined) {
      child = new Folder(this);
      this.#children.set(name, child);
    }
    return child.at(rest);
  }

  /** Everything a request meets on its way from the root to this folder, as things stand now. */
  chain(): MaybeLazyMiddleware<State>[] {
    const outer = this.#parent === null ? [] : this.#parent.chain();
    return [...outer, ...this.#surround(), ...this.middlewares];
  }

  #surround(): Middleware<State>[] {
    const { app, layout, errorRoute } = this;
    const { notFound } = this.#root();
    // Most folders add nothing.
    if (app === null && layout === null && errorRoute === null && notFound === null) return [];

    return [async (ctx) => {
      const layers = layersOf(ctx);
      const before = { ...layers };
      if (app !== null) layers.app = app;
      if (layout !== null) {
        if (layout.config.skipAppWrapper) layers.app = null;
        layers.layouts = layout.config.skipInheritedLayouts
          ? [layout.component]
          : [...layers.layouts, layout.component];
      }

      try {
        return await ctx.next();
      } catch (error) {
        return await answerError(ctx, error, notFound, errorRoute);
      } finally {
        Object.assign(layers, before);
      }
    }];
  }

  #root(): Folder<State> {
    return this.#parent === null ? this : this.#parent.#root();
  }
}

async function answerError<State>(
  ctx: Context<State>,
  error: unknown,
  notFound: Middleware<State> | null,
  errorRoute: Route<State> | null,
): Promise<Response> {
  const status = error instanceof HttpError ? error.status : 500;
  if (status === 404 && notFound !== null) return await notFound(ctx);
  if (errorRoute !== null) return await renderRoute(ctx, errorRoute, status);
  throw error;
}
