import { type AnyComponent, type FunctionComponent, h, type VNode } from "preact";
import type { Context } from "../context.ts";
import type { PageProps } from "../page_props.ts";
import type { DrawFunction, RouteComponent } from "../route.ts";

/** Draws a page, layout or app wrapper one step: async ones are awaited and may answer with a response instead. */
export async function renderComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  data: unknown,
  child: FunctionComponent,
): Promise<VNode | Response | null> {
  const props = pageProps(ctx, data, child);
  if (isAsync<State>(component)) {
    ctx.Component = child;
    return await component(props) as VNode | Response | null;
  }
  return h(component as AnyComponent<PageProps<unknown, State>>, props) as VNode;
}

function isAsync<State>(
  component: RouteComponent<State>,
): component is DrawFunction<PageProps<unknown, State>> {
  return component.constructor.name === "AsyncFunction";
}

function pageProps<State>(
  ctx: Context<State>,
  data: unknown,
  child: FunctionComponent,
): PageProps<unknown, State> {
  const { config, url, req, route, params, info, state, isPartial, error } = ctx;
  return {
    config,
    url,
    req,
    route,
    params,
    info,
    state,
    isPartial,
    error,
    data,
    Component: child,
  };
}
