import { type ComponentChildren, Fragment, h, options, type VNode } from "preact";
import { asset, assetSrcSet } from "../runtime/asset.ts";
import { currentPage } from "./current_page.ts";
import { HEAD_ELEMENTS, headElement, HeadElements } from "./head_elements.ts";
import { isInsideIsland, islandWrapper, isWrappedIsland } from "./island_wrapper.ts";
import { PageScripts } from "./page_scripts.ts";
import { type RenderState, renderState } from "./render_state.ts";

/** Preact's hook that runs before a node is drawn, under the name its builds give it. */
interface DiffHook {
  __b?: (vnode: VNode) => void;
}

/** The author's props of nodes whose props were replaced: a node that is kept and drawn again starts from them. */
const authored = new WeakMap<VNode, Props>();

type Props = Record<string, unknown> & { children?: ComponentChildren };

const hooks = options as DiffHook;
const before = hooks.__b;
hooks.__b = (vnode) => {
  const state = renderState();
  if (state !== null) prepare(vnode, state);
  before?.(vnode);
};

function prepare(vnode: VNode, state: RenderState): void {
  if (typeof vnode.type === "function") {
    if (vnode.type !== Fragment) prepareIsland(vnode, state);
  } else {
    prepareElement(vnode, vnode.type, state);
  }
}

function prepareIsland(vnode: VNode, state: RenderState): void {
  const island = state.buildCache.islands.get(vnode.type as never);
  if (island === undefined || isWrappedIsland(vnode) || isInsideIsland(vnode)) {
    return;
  }
  vnode.type = islandWrapper(island, vnode);
}

function prepareElement(vnode: VNode, type: string, state: RenderState): void {
  switch (type) {
    case "html":
      state.seen.html = true;
      return;
    case "head":
      state.seen.head = true;
      amend(vnode, (props) => ({ children: [props.children, h(HeadElements, null)] }));
      return;
    case "body":
      state.seen.body = true;
      amend(vnode, (props) => ({ children: [props.children, h(PageScripts, null)] }));
      return;
    case "a":
      amend(vnode, (props) => currentPage(props.href, state.pathname));
      return;
    case "img":
    case "source":
      amend(vnode, (props) => lockedAssets(props));
      return;
    case "script":
    case "style":
      amend(vnode, (props) => ({ nonce: props.nonce ?? state.nonce }));
      break;
  }
  if (HEAD_ELEMENTS.has(type)) headElement(vnode, type);
}

function amend(vnode: VNode, extra: (props: Props) => Props): void {
  const own = authored.get(vnode) ?? vnode.props;
  authored.set(vnode, own);
  vnode.props = { ...own, ...extra(own) } as typeof vnode.props;
}

function lockedAssets({ src, srcset, ...props }: Props): Props {
  if (props["data-fresh-disable-lock"]) return {};
  return {
    ...(typeof src === "string" ? { src: asset(src) } : {}),
    ...(typeof srcset === "string" ? { srcset: assetSrcSet(srcset) } : {}),
  };
}
