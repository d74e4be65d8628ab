import { Fragment, h, isValidElement, type VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { buildCacheOf, type Context, type Layers } from "../context.ts";
import { renderComponent } from "./component.ts";
import "./hooks.ts";
import { rememberNonce } from "./nonce.ts";
import { PageScripts, preloadHeader } from "./page_scripts.ts";
import { RenderState, whileRendering } from "./render_state.ts";

/** Draws a whole page as a response. A layout or app wrapper that answers with a response has the last word. */
export async function renderPage<State>(
  ctx: Context<State>,
  vnode: VNode | null,
  layers: Layers<State>,
  init: ResponseInit,
): Promise<Response> {
  if (vnode !== null && !isValidElement(vnode)) {
    throw new TypeError("ctx.render() draws JSX; it was given something else");
  }

  let page: VNode | null = vnode;
  for (const layout of layers.layouts.toReversed()) {
    const child = page;
    const drawn = await renderComponent(ctx, layout, null, () => child);
    if (drawn instanceof Response) return drawn;
    page = drawn;
  }

  // The page is drawn before the app wrapper, whose <head> holds what the page's <Head> collected.
  let content: VNode | null = null;
  let wrapper: VNode | null = null;
  if (layers.app !== null) {
    const drawn = await renderComponent(ctx, layers.app, null, () => content);
    if (drawn instanceof Response) return drawn;
    wrapper = drawn;
  }

  const state = new RenderState(ctx.url.pathname, ctx.config.basePath, buildCacheOf(ctx));
  const html = whileRendering(state, () => {
    const inner = renderToString(page ?? h(Fragment, null));
    if (wrapper === null) return completeDocument(inner, state);
    content = raw(inner);
    return completeDocument(renderToString(wrapper), state);
  });

  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  const preload = preloadHeader(state);
  if (preload !== null) headers.append("link", preload);

  const response = new Response(`<!DOCTYPE html>${html}`, { ...init, headers });
  rememberNonce(response, state.nonce);
  return response;
}

/** Browsers would move island markers of a page without `<body>`, so what is missing is added around it. */
function completeDocument(html: string, { seen }: RenderState): string {
  if (seen.html && seen.head && seen.body) return html;

  let vnode = raw(html);
  if (!seen.body) vnode = h("body", null, vnode, h(PageScripts, null));
  if (!seen.head) {
    vnode = h(Fragment, null, h("head", null, h("meta", { charset: "utf-8" })), vnode);
  }
  if (!seen.html) vnode = h("html", null, vnode);
  return renderToString(vnode);
}

function raw(html: string): VNode {
  return jsxTemplate([html]);
}
