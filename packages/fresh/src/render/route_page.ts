import type { VNode } from "preact";
import { type Context, layersOf } from "../context.ts";
import type { PageResponse } from "../handlers.ts";
import type { Method } from "../method.ts";
import { handlerFor, type Route } from "../route.ts";
import { renderComponent } from "./component.ts";

/** Lets a route answer: its handler first, then its component unless the handler answered by itself. */
export async function renderRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const layers = layersOf(ctx);
  if (route.config?.skipAppWrapper) layers.app = null;
  if (route.config?.skipInheritedLayouts) layers.layouts = [];

  const answer = await handlerFor(route, ctx.req.method as Method)(ctx);
  if (answer instanceof Response) return answer;
  if (!isPageResponse(answer)) {
    throw new TypeError(
      `The handler of ${ctx.route ?? ctx.url.pathname} must return a Response or page(data)`,
    );
  }

  let vnode: VNode | null = null;
  if (route.component !== undefined) {
    const drawn = await renderComponent(ctx, route.component, answer.data, () => null);
    if (drawn instanceof Response) return drawn;
    vnode = drawn;
  }
  return await ctx.render(vnode, {
    status: answer.status ?? status,
    ...(answer.headers === undefined ? {} : { headers: answer.headers }),
  });
}

function isPageResponse(value: unknown): value is PageResponse<unknown> {
  return typeof value === "object" && value !== null && "data" in value;
}
