import { type ComponentType, h, render } from "preact";
import { parse } from "../serialize/parse.ts";

/** Brings the islands of a page to life. `props` holds those of every island, in the order of their markers. */
export function boot(islands: Record<string, ComponentType>, props: string): void {
  const allProps = parse(props) as Record<string, unknown>[];
  let start: Comment | null = null;

  for (const comment of comments()) {
    if (comment.data.startsWith("frsh:island:")) {
      start = comment;
    } else if (comment.data === "/frsh:island" && start !== null) {
      const [, , name = "", index = ""] = start.data.split(":");
      try {
        render(h(islands[name]!, allProps[+index]!), between(start, comment));
      } catch (error) {
        reportError(error); // one broken island leaves the others working
      }
      start = null;
    }
  }
}

function comments(): Comment[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  const found: Comment[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Comment);
  return found;
}

/**
 * What Preact takes for the parent of an island: just as much of the real parent as lies between the markers.
 * The end is an empty text because Preact, looking for the next sibling, steps over comments.
 */
function between(start: Comment, comment: Comment): Element {
  const parent = start.parentElement!;
  const end = document.createTextNode("");
  comment.replaceWith(end);

  return {
    nodeType: 1,
    parentNode: parent,
    namespaceURI: parent.namespaceURI,
    get firstChild() {
      return start.nextSibling === end ? null : start.nextSibling;
    },
    get childNodes() {
      const nodes: Node[] = [];
      for (
        let node = start.nextSibling;
        node && node !== end;
        node = node.nextSibling
      ) {
        nodes.push(node);
      }
      return nodes;
    },
    insertBefore: (node: Node, before: Node | null) => parent.insertBefore(node, before ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
    contains: (node: Node | null) => parent.contains(node),
  } as unknown as Element;
}
