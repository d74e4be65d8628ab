/** Tabs that nobody looks at. Chromium without a screen shows every tab to somebody, so the page is told. */
import type { Person } from "./person.ts";

declare global {
  /** Timers as they are while somebody looks. */
  var lagoonTimeout: typeof setTimeout | undefined;
}

/** Says that nobody sees the page any more, and stretches its timers to a second, as browsers do. */
export async function hide({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    const setTimeout = globalThis.lagoonTimeout = globalThis.setTimeout;
    globalThis.setTimeout = ((task: () => void, ms = 0) =>
      setTimeout(task, Math.max(1_000, Math.ceil(ms / 1_000) * 1_000))) as typeof setTimeout;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
}

/** Says that somebody sees it again. */
export async function show({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    globalThis.setTimeout = globalThis.lagoonTimeout ?? globalThis.setTimeout;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
}
