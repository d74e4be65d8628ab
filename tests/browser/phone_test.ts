/** A call in the hand: everything within reach of a thumb, nothing wider than the screen. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { seesMoving } from "./support/media.ts";
import { FAULT } from "./support/spy.ts";
import { type PersonOptions, scene } from "./support/stage.ts";
import { targetsOn } from "./support/targets.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function fits(page: Page, where: string): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  assert.ok(content <= screen, `${where} is ${content} px wide on a screen of ${screen}`);
}

/** Every control on the screen is at least 44 px in both directions, as WCAG 2.5.5 asks. */
async function targetsAreLarge(page: Page, where: string): Promise<void> {
  const small = (await targetsOn(page))
    .filter(({ width, height }) => Math.min(width, height) < 43.5)
    .map(({ name, width, height }) => `${name} ${Math.round(width)}×${Math.round(height)}`);
  assert.deepEqual(small, [], `targets that are too small in ${where}`);
}

async function inView(page: Page, name: string): Promise<void> {
  const box = await page.getByRole("button", { name, exact: true }).boundingBox();
  assert.ok(box, `${name} is on the page`);
  assert.ok(
    box.x >= 0 && box.y >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844,
    `${name} is on the screen`,
  );
}

scene("whoever has no devices sees on a phone why, and the way in", async (stage) => {
  const pairs: PersonOptions[] = [
    { devices: "denied" },
    { faults: { camera: FAULT.deniedBySystem, microphone: FAULT.deniedBySystem } },
  ];
  for (const locale of ["en", "zh", "ar"]) {
    for (const options of pairs) {
      const ada = await stage.person("Ada", { ...PHONE, ...options, locale });
      const notice = ada.page.getByRole("alert");
      await notice.getByText(/./).first().waitFor();
      assert.equal(await notice.count(), 1);
      await inView(ada.page, ada.words.lobby.join);
      const picture = (await ada.page.locator("figure").first().boundingBox())!;
      const words = (await notice.boundingBox())!;
      assert.ok(words.y >= picture.y, `${locale}: the whole notice is seen`);
      const mute = ada.page.getByRole("button", { name: ada.words.controls.unmute });
      const { y } = (await mute.boundingBox())!;
      assert.ok(words.y + words.height <= y, `${locale}: nothing covers the notice`);
    }
  }
});

scene("landing, lobby and call fit a phone", async (stage) => {
  const visitor = await stage.visitor("/", PHONE);
  await fits(visitor.page, "the landing");
  await targetsAreLarge(visitor.page, "the landing");

  const ada = await stage.person("Ada", PHONE);
  await fits(ada.page, "the lobby");
  await targetsAreLarge(ada.page, "the lobby");
  await ada.button("Join call").tap();
  await ada.reaches("in-call");
  await fits(ada.page, "alone in the call");

  const grace = await stage.person(
    "Grace with a very long name that will not fit on a tile",
    PHONE,
  );
  await grace.join();
  await seesMoving(ada, "Grace");
  await fits(ada.page, "the call");
  await targetsAreLarge(ada.page, "the call");
  for (const name of ["Mute", "Turn off camera", "Leave"]) await inView(ada.page, name);
  for (const tile of await ada.page.locator("figure[data-peer]").all()) {
    const box = (await tile.boundingBox())!;
    assert.ok(box.y + box.height <= 844 && box.width > 60, "every tile is on the screen");
  }
  await ada.leave();
  await fits(ada.page, "the end");
});

scene(
  "a tile too low for words says by a mark how its link does, and keeps its name",
  async (stage) => {
    const ada = await stage.person("Ada", { ...PHONE, viewport: { width: 360, height: 600 } });
    await ada.join();
    const grace = await stage.person("Grace");
    // Without a relay there is no way to whoever hides their address.
    await grace.page.locator("summary").filter({ hasText: grace.words.doctor.title }).click();
    await grace.page.getByRole("checkbox", { name: grace.words.doctor.hideAddress }).check();
    await grace.join();
    await ada.page.locator("figure[data-link=lost]").waitFor();
    await ada.press("More");
    await ada.press("Settings");
    const mark = ada.tile("Grace").getByTitle(ada.words.tile.lost);
    await mark.waitFor();
    const cut = await ada.tile("Grace").evaluate((tile) => {
      const { top, bottom } = tile.getBoundingClientRect();
      const inside = (box: DOMRect) => box.top >= top && box.bottom <= bottom;
      return [...tile.querySelectorAll("p, figcaption, figcaption *")]
        .filter((part) => !inside(part.getBoundingClientRect()) && part.checkVisibility())
        .map((part) => part.textContent);
    });
    assert.deepEqual(cut, []);
    // What the notice has no room for is scrolled to, not cut.
    const notice = (await ada.page.getByRole("region", { name: /^No connection/ }).boundingBox())!;
    const panel = (await ada.page.getByRole("complementary").boundingBox())!;
    assert.ok(notice.y + notice.height <= panel.y, "the panel covers nothing of the notice");
    assert.ok((await ada.self.locator("bdi").boundingBox())!.width > 10, "one's own name is read");
  },
);

scene(
  "what the tile of one's own screen says is not cut on a small phone on its side",
  async (stage) => {
    const ada = await stage.person("Ada", {
      ...PHONE,
      locale: "ar",
      viewport: { width: 568, height: 320 },
    });
    await ada.join();
    await (await stage.person("Grace")).join();
    await ada.press(ada.words.controls.more);
    await ada.press(ada.words.controls.share);
    const tile = ada.page.locator("figure[data-source=screen]");
    const { y } = (await tile.getByText(ada.words.tile.ownScreen).boundingBox())!;
    assert.ok(y >= (await tile.boundingBox())!.y, "it begins where one can scroll to");
  },
);
