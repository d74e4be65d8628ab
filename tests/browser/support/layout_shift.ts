/** What has jumped since the page began to load, as browsers count it ({@link https://web.dev/articles/cls}). */
import type { Page } from "playwright-core";

export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() =>
    new Promise<number>((resolve) => {
      let sum = 0;
      const count = (entries: PerformanceEntryList) => {
        for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value;
      };
      const observer = new PerformanceObserver((list) => count(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          count(observer.takeRecords());
          resolve(sum);
        })
      );
    })
  );
}
