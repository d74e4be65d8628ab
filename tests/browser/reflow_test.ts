/** Everything can be read and pressed on a screen 320 px wide and at twice the size, and mirrored where people write from right to left. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { format } from "../../locales/format.ts";
import { rightOf } from "./support/edges.ts";
import { seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

const SMALL = {
  "320 px wide": { viewport: { width: 320, height: 568 } },
  // A screen of 1280 × 800 at 200 %.
  "at twice the size": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "on a phone that lies on its side": { viewport: { width: 667, height: 340 } },
};

async function fits(page: Page, where: string): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  assert.ok(content <= screen, `${where} is ${content} px wide on a screen of ${screen}`);
}

/** Whatever can be pressed is on the screen, or can be scrolled to. */
async function barFits({ page }: Person): Promise<void> {
  const { width, height } = page.viewportSize()!;
  for (const button of await page.getByRole("toolbar").getByRole("button").all()) {
    const box = (await button.boundingBox())!;
    assert.ok(
      box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height,
      await button.getAttribute("aria-label") ?? "",
    );
  }
}

for (const [size, options] of Object.entries(SMALL)) {
  scene(`landing, lobby, call and panels fit ${size}`, async (stage) => {
    const visitor = await stage.visitor("/", options);
    await fits(visitor.page, "the landing");
    const ada = await stage.person("Ada", options);
    await fits(ada.page, "the lobby");
    await ada.join();
    const grace = await stage.person("Grace");
    await grace.join();
    await seesMoving(ada, "Grace");
    await fits(ada.page, "the call");
    await barFits(ada);
    for (const panel of ["People", "Layout", "Settings"]) {
      await ada.press("More");
      await barFits(ada);
      await ada.press(panel);
      await ada.page.getByRole("complementary", { name: panel }).waitFor();
      await fits(ada.page, panel);
      await ada.close(panel);
    }
    await ada.leave();
    await fits(ada.page, "the end");
  });
}

scene("in Arabic the page is written and laid out from right to left", async (stage) => {
  const noor = await stage.person("نور", { locale: "ar-EG" });
  assert.equal(await noor.page.locator("html").getAttribute("dir"), "rtl");
  const summary = noor.page.locator("summary", { hasText: noor.words.devices.title });
  const [line, chosen] = [summary, summary.locator("bdi")].map((part) => part.boundingBox());
  assert.ok(
    (await chosen)!.x < (await line)!.x + 64,
    "what is chosen stands at the end of its line",
  );
  await noor.join();
  const ada = await stage.person("Ada");
  await ada.join();
  await seesMoving(noor, "Ada");
  const { controls } = noor.words;
  const middle = async (name: string) => {
    const box = (await noor.button(name).boundingBox())!;
    return box.x + box.width / 2;
  };
  assert.ok(await middle(controls.mute) > await middle(controls.leave), "the bar is mirrored");
  const [own, other] = [await noor.self.boundingBox(), await noor.tile("Ada").boundingBox()];
  assert.ok(own!.x > other!.x, "so are the tiles");
  await noor.press(controls.people);
  const panel = (await noor.page.getByRole("complementary").boundingBox())!;
  assert.ok(panel.x < 20, "and a panel comes from the other side");
  await noor.press(format(noor.words.doors.options, { name: "Ada" }));
  const code = noor.page.getByText(/^\d{5}( \d{5}){3}$/);
  await code.waitFor();
  assert.equal(
    await rightOf(code),
    await rightOf(noor.page.getByText(noor.words.doors.code, { exact: true })),
    "digits begin where the words do",
  );
});
