import { Fragment, h, type VNode } from "preact";
import type { Island } from "../build_cache.ts";
import { stringify } from "../serialize/stringify.ts";
import { type RenderState, renderState } from "./render_state.ts";

/** The one inline script that boots the islands of a page. A page without islands gets none. */
export function PageScripts(): VNode | null {
  const state = renderState();
  if (state === null) return null;

  const { liveReload } = state.buildCache.client;
  return h(
    Fragment,
    null,
    state.islands.size === 0 ? null : h("script", {
      type: "module",
      nonce: state.nonce,
      dangerouslySetInnerHTML: { __html: bootScript(state) },
    }),
    liveReload === null ? null : h("script", {
      type: "module",
      nonce: state.nonce,
      src: state.basePath + liveReload,
    }),
  );
}

/** Asks for every module of the page's islands at once, so that none waits to be named by another. */
export function preloadHeader(state: RenderState): string | null {
  if (state.islands.size === 0) return null;
  const { client } = state.buildCache;
  const files = new Set([client.boot, ...client.preload]);
  for (const island of state.islands) {
    files.add(island.file);
    for (const file of island.preload) files.add(file);
  }
  return [...files]
    .map((file) => `<${encodeURI(state.basePath + file)}>; rel="modulepreload"; as="script"`)
    .join(", ");
}

function bootScript(state: RenderState): string {
  const islands = [...state.islands];
  const imports = islands.map((island) =>
    `import ${importClause(island)} from ${literal(state.basePath + island.file)};`
  );
  const boot = `import { boot } from ${literal(state.basePath + state.buildCache.client.boot)};`;
  const names = islands.map((island) => island.name).join(",");
  return `${boot}${imports.join("")}boot({${names}},${literal(stringify(state.islandProps))});`;
}

function importClause({ name, exportName }: Island): string {
  if (exportName === "default") return name;
  return exportName === name ? `{ ${name} }` : `{ ${exportName} as ${name} }`;
}

/** A string as JavaScript that no text inside can leave: neither with a quote nor with `</script>` or `<!--`. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}
