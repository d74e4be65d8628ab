import { Folder } from "./folder.ts";
import type { MaybeLazy } from "./lazy.ts";
import { type Method, METHODS } from "./method.ts";
import type { MaybeLazyMiddleware, Middleware } from "./middleware.ts";
import { joinPattern, patternFolders } from "./paths.ts";
import { renderRoute } from "./render/route_page.ts";
import type { LayoutConfig, Route, RouteComponent, RouteConfig } from "./route.ts";
import type { Router } from "./router.ts";

/** One thing an app was told. They are kept in order, and take effect when its handler is made. */
export type Command<State> =
  | { type: "app"; component: RouteComponent<State> }
  | { type: "not-found"; route: Route<State> }
  | {
    type: "middleware";
    pattern: string;
    middlewares: MaybeLazyMiddleware<State>[];
  }
  | {
    type: "layout";
    pattern: string;
    component: RouteComponent<State>;
    config: LayoutConfig;
  }
  | { type: "error"; pattern: string; route: Route<State> }
  | {
    type: "handler";
    pattern: string;
    methods: readonly Method[];
    middlewares: MaybeLazyMiddleware<State>[];
  }
  | RouteCommand<State>
  | { type: "files"; pattern: string; commands: () => Command<State>[] };

/** A route. `folder` is where it hangs, which for a file can differ from what it matches: groups count there. */
export interface RouteCommand<State> {
  type: "route";
  pattern: string;
  folder: string[];
  route: MaybeLazy<Route<State>>;
  config: RouteConfig;
}

/** A chain and all it needs to answer. */
export type Chain<State> = readonly MaybeLazyMiddleware<State>[];

/** Carries the commands out from top to bottom; each route gets what was said before it. Returns the root's chain. */
export function applyCommands<State>(
  router: Router<Chain<State>>,
  commands: readonly Command<State>[],
  basePath: string,
): Chain<State> {
  const root = new Folder<State>();
  const all = [...withFiles(commands, basePath)];
  // What is not found is so everywhere, also above the line that says it.
  for (const [command] of all) {
    if (command.type === "not-found") root.notFound = (ctx) => renderRoute(ctx, command.route, 404);
  }
  for (const [command, base] of all) applyCommand(root, router, command, base);
  return root.chain();
}

type PlainCommand<State> = Exclude<Command<State>, { type: "files" }>;

/** The commands with those of files in their place, each with the path below which it holds. */
function* withFiles<State>(
  commands: readonly Command<State>[],
  base: string,
): Generator<[PlainCommand<State>, string]> {
  for (const command of commands) {
    if (command.type === "files") {
      yield* withFiles(command.commands(), joinPattern(base, command.pattern));
    } else {
      yield [command, base];
    }
  }
}

function applyCommand<State>(
  root: Folder<State>,
  router: Router<Chain<State>>,
  command: PlainCommand<State>,
  basePath: string,
): void {
  switch (command.type) {
    case "app":
      root.app = command.component;
      return;
    case "not-found":
      // Known by now.
      return;
    case "middleware":
      root.at(patternFolders(command.pattern, true)).middlewares.push(...command.middlewares);
      return;
    case "layout":
      root.at(patternFolders(command.pattern, true)).layout = {
        component: command.component,
        config: command.config,
      };
      return;
    case "error":
      root.at(patternFolders(command.pattern, true)).errorRoute = command.route;
      return;
    case "handler": {
      const folder = root.at(patternFolders(command.pattern, true));
      const chain = [...folder.chain(), ...command.middlewares];
      router.add(command.methods, joinPattern(basePath, command.pattern), chain);
      return;
    }
    case "route": {
      const chain = [...root.at(command.folder).chain(), draw(command.route)];
      const methods = Array.isArray(command.config.methods) ? command.config.methods : METHODS;
      const pattern = command.config.routeOverride ?? command.pattern;
      router.add(methods, joinPattern(basePath, pattern), chain);
      return;
    }
    default:
      throw new TypeError(`Unknown command: ${JSON.stringify(command satisfies never)}`);
  }
}

function draw<State>(route: MaybeLazy<Route<State>>): Middleware<State> {
  if (typeof route !== "function") return (ctx) => renderRoute(ctx, route);
  let loaded: Route<State> | null = null;
  const load: Middleware<State> = async (ctx) => await renderRoute(ctx, loaded = await route());
  return (ctx) => loaded === null ? load(ctx) : renderRoute(ctx, loaded);
}
