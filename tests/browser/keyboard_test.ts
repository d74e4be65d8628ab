/** A whole call with the keyboard alone, from the landing page to the end. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "./support/eventually.ts";
import { seesMoving } from "./support/media.ts";
import { scene } from "./support/stage.ts";

/** Presses Tab until the control called `name` has the focus. */
async function tabTo(page: Page, role: "button" | "link" | "textbox", name: string): Promise<void> {
  const control = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 60; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      assert.ok(await focusShows(page), `the focus on ${name} is visible`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${name}`);
}

function focusShows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
    const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    return focused.matches(":focus-visible") && (outlined || boxShadow !== "none");
  });
}

scene("start, name, join, mute and leave without touching a mouse", async (stage) => {
  const ada = await stage.visitor("/");
  const { page } = ada;
  await tabTo(page, "link", "Start a call");
  await page.keyboard.press("Enter");
  await ada.reaches("lobby");
  await eventually("the key is there", () => !page.url().endsWith("#new"));
  await tabTo(page, "textbox", "Your name");
  await page.keyboard.type("Ada");
  await tabTo(page, "button", "Join call");
  await page.keyboard.press("Enter");
  await ada.reaches("in-call");
  await eventually(
    "the focus is not lost when the call begins",
    () => page.evaluate(() => document.activeElement !== document.body),
  );

  const grace = await stage.person("Grace", { path: page.url().slice(stage.site.origin.length) });
  await grace.join();
  await seesMoving(ada, "Grace");

  await tabTo(page, "button", "Mute");
  await page.keyboard.press("Space");
  await eventually("muted", () => ada.button("Unmute").isVisible());
  await tabTo(page, "button", "Unmute");
  await tabTo(page, "button", "Leave");
  await page.keyboard.press("Enter");
  await ada.reaches("ended");
});

scene("Enter in the name field joins", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.page.getByRole("textbox", { name: "Your name" }).press("Enter");
  await ada.reaches("in-call");
});
