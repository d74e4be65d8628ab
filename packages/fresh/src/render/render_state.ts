import type { VNode } from "preact";
import type { BuildCache, Island } from "../build_cache.ts";
import type { IslandProps } from "../serialize/stringify.ts";

/** What the page being drawn has met so far. */
export class RenderState {
  /** Allows the scripts and styles of this page, and of no other, under a strict policy. */
  readonly nonce: string = crypto.randomUUID().replaceAll("-", "");
  readonly islands: Set<Island> = new Set();
  readonly islandProps: IslandProps[] = [];
  /** Elements that `<Head>` collected, by what makes two of them the same. */
  readonly headElements: Map<string, VNode> = new Map();
  readonly seen: Record<"html" | "head" | "body", boolean> = {
    html: false,
    head: false,
    body: false,
  };

  constructor(
    readonly pathname: string,
    readonly basePath: string,
    readonly buildCache: BuildCache,
  ) {}
}

let current: RenderState | null = null;

/** The page being drawn, if one is. */
export function renderState(): RenderState | null {
  return current;
}

/** Drawing is synchronous, so one page at a time is enough. */
export function whileRendering<T>(state: RenderState, draw: () => T): T {
  const outer = current;
  current = state;
  try {
    return draw();
  } finally {
    current = outer;
  }
}
