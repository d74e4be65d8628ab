/** Time that a page was not given: a machine that stands still, or is busy with others, is no fault of the page's. */
import type { Page } from "playwright-core";

/** From now on: for how many milliseconds nothing could run in the page, besides what it always waits for its turn. */
export async function watchHoldUps(page: Page): Promise<() => Promise<number>> {
  const watched = await page.evaluateHandle(() => {
    const everyMs = 50;
    const sum = { heldUp: 0 };
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      if (now - last > 2 * everyMs) sum.heldUp += now - last - everyMs;
      last = now;
    }, everyMs);
    return sum;
  });
  return () => watched.evaluate(({ heldUp }) => heldUp);
}
