/** Where on the screen something ends, in whole pixels. */
import type { Locator } from "playwright-core";

export async function rightOf(element: Locator): Promise<number> {
  const box = (await element.boundingBox())!;
  return Math.round(box.x + box.width);
}
