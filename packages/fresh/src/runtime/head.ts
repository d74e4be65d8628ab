import { type ComponentChildren, createContext, h } from "preact";

/** True below a {@linkcode Head}. */
export const HeadContext = createContext(false);

/** Puts its children in the document's `<head>`, wherever it stands. A title, and elements with a key, replace the earlier one. */
export function Head(props: { children?: ComponentChildren }): ComponentChildren {
  return h(HeadContext.Provider, { value: true }, props.children);
}
