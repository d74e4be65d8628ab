/** What has jumped since the page began to load, as browsers count it ({@link https://web.dev/articles/cls}). */
import type { Page } from "playwright-core";

/** One jump: how much of it the browser counts, and what went from where to where. */
export interface Jump {
  value: number;
  moved: string[];
}

/** The sum that browsers show as the layout shift of a page. */
export async function layoutShift(page: Page): Promise<number> {
  return (await jumps(page)).reduce((sum, { value }) => sum + value, 0);
}

export function jumps(page: Page): Promise<Jump[]> {
  return page.evaluate(() =>
    new Promise<Jump[]>((resolve) => {
      const place = ({ x, y, width, height }: DOMRectReadOnly) => `${width}×${height} at ${x},${y}`;
      const describe = ({ node, previousRect, currentRect }: LayoutShiftSource) => {
        // The tag says who it is; what is in it would bury that.
        const tag = node instanceof Element
          ? node.outerHTML.replace(node.innerHTML, "")
          : node?.textContent ?? "something that is gone";
        return `${tag}: ${place(previousRect)} → ${place(currentRect)}`;
      };
      const seen: Jump[] = [];
      const note = (entries: PerformanceEntryList) => {
        for (const { value, sources } of entries as LayoutShift[]) {
          seen.push({ value, moved: sources.map(describe) });
        }
      };
      const observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          note(observer.takeRecords());
          resolve(seen);
        })
      );
    })
  );
}

/** {@link https://wicg.github.io/layout-instability/} */
interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: LayoutShiftSource[];
}

interface LayoutShiftSource {
  node: Node | null;
  previousRect: DOMRectReadOnly;
  currentRect: DOMRectReadOnly;
}
