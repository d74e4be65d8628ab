import { Fragment, h, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { HeadContext } from "../runtime/head.ts";
import { renderState } from "./render_state.ts";

/** What can stand in `<head>`. */
export const HEAD_ELEMENTS: ReadonlySet<string> = new Set([
  "title",
  "meta",
  "link",
  "script",
  "style",
  "base",
  "noscript",
  "template",
]);

const settled = new WeakSet<VNode>();

/**
 * Lets `<Head>` take an element out of the page's body. The same element in the app wrapper's head, if there is one,
 * makes way for it; what finds no such place is put at the end by {@linkcode HeadElements}.
 */
export function headElement(vnode: VNode, type: string): void {
  if (settled.has(vnode)) return;
  const identity = identityOf(vnode, type);
  const authorKey = vnode.key;

  vnode.type = ((props: Record<string, unknown>) => {
    const element = h(type, authorKey ? { ...props, "data-key": authorKey } : props) as VNode;
    settled.add(element);

    const insideHead = useContext(HeadContext);
    const collected = renderState()?.headElements;
    if (collected === undefined) return element;
    if (insideHead) {
      collected.set(identity, element);
      return null;
    }
    const better = collected.get(identity);
    collected.delete(identity);
    return better ?? element;
  }) as typeof vnode.type;
}

/** What `<Head>` collected and the app wrapper's head had no place for. */
export function HeadElements(): VNode | null {
  const collected = renderState()?.headElements;
  if (collected === undefined || collected.size === 0) return null;
  const elements = [...collected.values()];
  collected.clear();
  return h(Fragment, null, elements);
}

/** Two elements are the same by key; else a title is the title, and others compare by their attributes. */
function identityOf(vnode: VNode, type: string): string {
  if (vnode.key != null) return String(vnode.key);
  if (type === "title") return "title";

  const props = vnode.props as Record<string, unknown>;
  const single = type === "link" &&
    (props.rel === "canonical" || props.rel === "manifest");
  const parts = Object.keys(props).sort().flatMap((name) => {
    if (name === "children" || name === "nonce" || name === "ref") return [];
    if (name === "content" && type === "meta") return [];
    if (name === "href" && single) return [];
    if (name === "dangerouslySetInnerHTML") {
      return [(props[name] as { __html: string }).__html];
    }
    return [`${name}=${props[name]}`];
  });
  return [type, ...parts].join("::");
}
