/** Asks axe-core what a person with a screen reader, weak eyes or a keyboard would stumble over. */
import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  var axe: typeof import("axe-core");
}

/** Fails with one line per violation: rule, what it asks, where. */
export async function isAccessible(page: Page, where: string): Promise<void> {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe.source);
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
