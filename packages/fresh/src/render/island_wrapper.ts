import { type Attributes, type ComponentType, Fragment, h, type VNode } from "preact";
import type { Island } from "../build_cache.ts";
import { renderState } from "./render_state.ts";

/** A node as Preact keeps it: `__` is the node around it. */
interface LinkedVNode extends VNode {
  __?: LinkedVNode | null;
}

const wrapped = new WeakSet<VNode>();

/** Whether a node is an island that is drawn between its markers already. */
export function isWrappedIsland(vnode: VNode): boolean {
  return wrapped.has(vnode);
}

/** Inside an island, other islands are plain components: the outer one draws them in the browser too. */
export function isInsideIsland(vnode: LinkedVNode): boolean {
  for (let node = vnode.__; node; node = node.__) {
    if (wrapped.has(node)) return true;
  }
  return false;
}

/** Draws an island between the two markers by which the browser finds it again, and notes its props. */
export function islandWrapper(
  island: Island,
  vnode: VNode,
): (props: Record<string, unknown>) => VNode {
  const component = vnode.type as ComponentType;
  const key = String(vnode.key ?? "").replaceAll(":", "_");

  return (props) => {
    const state = renderState();
    if (state === null) return h(component, props);

    state.islands.add(island);
    const index = state.islandProps.push({ island: island.name, props }) - 1;
    const child = h(component, props);
    wrapped.add(child);
    return h(
      Fragment,
      null,
      comment(`frsh:island:${island.name}:${index}:${key}`),
      child,
      comment("/frsh:island"),
    );
  };
}

function comment(text: string): VNode {
  return h(Fragment, { UNSTABLE_comment: text } as Attributes); // the renderer's own way to write a comment
}
