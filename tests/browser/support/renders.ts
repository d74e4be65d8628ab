/** Counts what a page draws anew, in the very build that people get: of every component there is, how often it renders. */
import type { BrowserContext, Page } from "playwright-core";

/** What Preact keeps of what it drew. Its own names for its fields are the same in every build. */
interface Drawn {
  /** The component, if one drew it. */
  __c?: Instance | null;
  /** What is inside. */
  __k?: readonly (Drawn | null)[] | Drawn | null;
}

interface Instance {
  render: (...args: unknown[]) => unknown;
  base?: Node | null;
}

declare global {
  /** Where Preact draws into: the island. */
  var lagoonRoots: Drawn[];
  /** What was drawn anew, as it looked before. */
  var lagoonRenders: string[];
}

/** Must be done before there is a page: an island is drawn into something that no document leads to. */
export async function watchRenders(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    globalThis.lagoonRoots = [];
    // Preact's own objects have the field from the start; only what it draws into is given it.
    Object.defineProperty(Object.prototype, "__k", {
      configurable: true,
      set(this: Drawn, value: Drawn) {
        Object.defineProperty(this, "__k", { value, writable: true, configurable: true });
        globalThis.lagoonRoots.push(this);
      },
    });
  });
}

/**
 * From now on each render of a component that is there now is counted: one that comes later comes by the render of
 * one of these.
 */
export async function countRenders(page: Page): Promise<void> {
  const watched = await page.evaluate(() => {
    globalThis.lagoonRenders = [];
    const seen = new Set<Instance>();
    const watch = (drawn: Drawn | null | undefined) => {
      if (!drawn || typeof drawn !== "object") return;
      const instance = drawn.__c;
      if (instance && !seen.has(instance)) {
        seen.add(instance);
        const { render } = instance;
        instance.render = function (this: Instance, ...args: unknown[]) {
          const { base } = this;
          globalThis.lagoonRenders.push(
            base instanceof Element ? base.outerHTML.slice(0, 160) : "draws nothing",
          );
          return render.apply(this, args);
        };
      }
      const inside = drawn.__k;
      for (const child of Array.isArray(inside) ? inside : [inside as Drawn]) watch(child);
    };
    for (const root of globalThis.lagoonRoots) watch(root);
    return seen.size;
  });
  // A build in which none are found would have nothing counted, and every count right.
  if (watched < 10) throw new Error(`Only ${watched} components are there to be counted`);
}

/** What was drawn anew since then, besides the clock. */
export function rendersSince(page: Page): Promise<string[]> {
  return page.evaluate(() => globalThis.lagoonRenders.filter((html) => !html.startsWith("<time")));
}
