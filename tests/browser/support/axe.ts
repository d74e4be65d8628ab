/** Asks axe-core what a person with a screen reader, weak eyes or a keyboard would stumble over. */
import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  var axe: typeof import("axe-core");
}

/** Fails with one line per violation: rule, what it asks, where. */
export async function isAccessible(page: Page, where: string): Promise<void> {
  await bringAxe(page);
  const violations = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map((node) => node.html.slice(0, 120)).join(" | ")})`
    );
  });
  assert.deepEqual(violations, [], `axe in ${where}`);
}

/** The lowest contrast of any text, by day or by night: axe-core knows what lies behind each. */
export async function lowestContrast(page: Page): Promise<number> {
  await bringAxe(page);
  let lowest = Infinity;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const ratios = await page.evaluate(async () => {
      const { passes, violations } = await globalThis.axe.run(document, {
        runOnly: ["color-contrast"],
      });
      return [...passes, ...violations].flatMap(({ nodes }) =>
        nodes.flatMap(({ any }) =>
          any.map(({ data }) => (data as { contrastRatio?: number })?.contrastRatio)
        )
      );
    });
    lowest = Math.min(
      lowest,
      ...ratios.filter((ratio) => ratio !== undefined && ratio > 0) as number[],
    );
  }
  return lowest;
}

async function bringAxe(page: Page): Promise<void> {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe.source);
}
