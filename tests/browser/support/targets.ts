/** How large what can be pressed is, as WCAG 2.5.5 and 2.5.8 count it. */
import type { Page } from "playwright-core";

export interface Target {
  name: string;
  width: number;
  height: number;
}

/** Everything on the screen that can be pressed, besides links inside a sentence and what only screen readers see. */
export function targetsOn(page: Page): Promise<Target[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a[href], select, input, summary")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) =>
        element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 0 &&
        !element.closest("p")
      )
      .map(({ element, box: { width, height } }) => ({
        name: element.ariaLabel ?? element.innerText.trim(),
        width,
        height,
      }))
  );
}
