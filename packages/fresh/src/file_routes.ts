import type { AnyComponent } from "preact";
import type { Command } from "./commands.ts";
import { fileFolders, filePattern } from "./file_pattern.ts";
import type { HandlerFn, RouteHandler } from "./handlers.ts";
import type { MaybeLazy } from "./lazy.ts";
import type { MaybeLazyMiddleware } from "./middleware.ts";
import type { PageProps } from "./page_props.ts";
import type { Route, RouteConfig } from "./route.ts";

/** What a file below `routes/` is for; its name says so. */
export type RouteFileKind =
  | "app"
  | "not-found"
  | "middleware"
  | "layout"
  | "error"
  | "route";

/** What a file below `routes/` may export. */
export interface RouteModule<State> {
  config?: RouteConfig;
  handler?: RouteHandler<unknown, State> | HandlerFn<unknown, State>[];
  handlers?: RouteHandler<unknown, State> | HandlerFn<unknown, State>[];
  default?: AnyComponent<PageProps<unknown, State>>;
}

/** A file below `routes/`, and its module. `id` is its path without the extension: `/blog/[slug]`. */
export interface RouteFile<State> {
  id: string;
  kind: RouteFileKind;
  module: MaybeLazy<RouteModule<State>>;
}

/** Turns files into what `App` would have been told by hand. The files come sorted: what applies to others first. */
export function fileCommands<State>(files: readonly RouteFile<State>[]): Command<State>[] {
  return files.flatMap((file) => fileCommand(file) ?? []);
}

function fileCommand<State>({ id, kind, module }: RouteFile<State>): Command<State> | null {
  const folder = fileFolders(id);
  if (kind === "route") {
    const pattern = filePattern(id);
    if (typeof module === "function") {
      const load = async () => toRoute(id, await module());
      return { type: "route", pattern, folder, route: load, config: {} };
    }
    return {
      type: "route",
      pattern,
      folder,
      route: toRoute(id, module),
      config: module.config ?? {},
    };
  }

  if (typeof module === "function") {
    throw new TypeError(`routes${id} applies to other files and cannot be lazy`);
  }
  const pattern = `/${folder.join("/")}`;
  switch (kind) {
    case "middleware":
      return { type: "middleware", pattern, middlewares: middlewaresOf(id, module) };
    case "not-found":
      return { type: "not-found", route: toRoute(id, module) };
    case "error":
      return { type: "error", pattern, route: toRoute(id, module) };
    case "app":
      return { type: "app", component: componentOf(id, module) };
    case "layout":
      return {
        type: "layout",
        pattern,
        component: componentOf(id, module),
        config: module.config ?? {},
      };
    default:
      throw new TypeError(`Unknown kind of route file: ${kind satisfies never}`);
  }
}

function toRoute<State>(id: string, module: RouteModule<State>): Route<State> {
  const handlers = module.handlers ?? module.handler;
  if (handlers === undefined && module.default === undefined) {
    throw new TypeError(`routes${id} must export handlers, or a component as its default`);
  }
  if (Array.isArray(handlers)) {
    throw new TypeError(`routes${id} exports a list of handlers; only _middleware may`);
  }
  return {
    ...(handlers === undefined ? {} : { handlers }),
    ...(module.default === undefined ? {} : { component: module.default }),
    ...(module.config === undefined ? {} : { config: module.config }),
  };
}

function middlewaresOf<State>(
  id: string,
  module: RouteModule<State>,
): MaybeLazyMiddleware<State>[] {
  const exported = module.handlers ?? module.handler ?? module.default;
  const list = Array.isArray(exported) ? exported : [exported];
  if (!list.every((item) => typeof item === "function")) {
    throw new TypeError(`routes${id} must export a middleware, or a list of them, as its default`);
  }
  return list as MaybeLazyMiddleware<State>[];
}

function componentOf<State>(
  id: string,
  module: RouteModule<State>,
): AnyComponent<PageProps<unknown, State>> {
  if (typeof module.default !== "function") {
    throw new TypeError(`routes${id} must export a component as its default`);
  }
  return module.default;
}
