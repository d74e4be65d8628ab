/** A screen is shared beside the camera, whole, and told by name. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** From the next page on, a canvas that never stands still is what this person shares. */
async function hasScreen({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [1280, 720];
      const pen = canvas.getContext("2d")!;
      let hue = 0;
      setInterval(() => {
        pen.fillStyle = `hsl(${hue += 7} 80% 50%)`;
        pen.fillRect(0, 0, canvas.width, canvas.height);
      }, 100);
      return Promise.resolve(canvas.captureStream(10));
    };
  });
}

function frames(person: Person): Promise<number> {
  return person.screens.locator("video").evaluate((video) =>
    (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames
  );
}

scene(
  "a shared screen is seen whole and moving, and on a phone everything still fits",
  async (stage) => {
    const ada = await stage.person("Ada");
    const grace = await stage.person("Grace", PHONE);
    for (const person of [ada, grace]) await person.join();
    await hasScreen(ada);
    await ada.press("Share screen");
    await ada.page.getByText("You are sharing your screen", { exact: true }).waitFor();

    const screen = grace.page.getByRole("figure", { name: "Ada's screen" });
    await screen.locator("video").waitFor();
    const before = await frames(grace);
    await eventually("the screen moves", async () => await frames(grace) > before + 5);
    const fit = await screen.locator("video").evaluate((video) =>
      getComputedStyle(video).objectFit
    );
    assert.equal(fit, "contain");
    const [large, small] = [await screen.boundingBox(), await grace.tile("Ada").boundingBox()];
    assert.ok(large!.width > small!.width, "the screen is larger than the face beside it");

    const width = await grace.page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 390);
    for (const button of await grace.page.getByRole("toolbar").getByRole("button").all()) {
      const box = (await button.boundingBox())!;
      assert.ok(box.x >= 0 && box.x + box.width <= 390, "a control is off the screen");
    }
    await grace.press("More");
    await grace.press("People");
    await grace.page.getByText("sharing their screen", { exact: true }).waitFor();

    await ada.press("Stop sharing");
    await eventually("the screen is gone", async () => await grace.screens.count() === 0);
    assert.equal(await grace.others.count(), 1);
  },
);
