/** The call in a small window above all others. */
import assert from "node:assert/strict";
import { eventually, watchFor } from "./support/eventually.ts";
import { flows, stops } from "./support/media.ts";
import { scene } from "./support/stage.ts";
import { hide } from "./support/visibility.ts";

scene("a small window shows the other one, mutes and closes with the call", async (stage) => {
  const [ada] = await stage.meeting("Ada", "Grace");
  await ada.press("Layout");
  const opened = ada.page.context().waitForEvent("page");
  await ada.press("Open a small window");
  const small = await opened;
  const video = small.getByRole("figure", { name: "Grace" }).locator("video");
  await eventually(
    "Grace moves in the small window",
    () => video.evaluate((element) => (element as HTMLVideoElement).videoWidth > 0),
  );
  const styled = await small.locator("main").evaluate((main) => getComputedStyle(main).position);
  assert.equal(styled, "relative", "it looks like the call");
  await small.getByRole("button", { name: "Mute", exact: true }).click();
  await ada.button("Unmute").waitFor();
  const closed = small.waitForEvent("close");
  await ada.leave();
  await closed;
});

scene(
  "what a small window shows is sent although nobody sees the page, and no longer than that",
  async (stage) => {
    const [ada] = await stage.meeting("Ada", "Grace");
    await ada.press("Layout");
    const opened = ada.page.context().waitForEvent("page");
    await ada.press("Open a small window");
    const small = await opened;
    await small.getByRole("figure", { name: "Grace" }).locator("video").waitFor();
    await hide(ada);
    // Longer than it takes until a page that nobody sees is told of.
    await watchFor(4_000);
    await flows(ada, "videoFramesDecoded");
    await small.close();
    await stops(ada, "videoBytesReceived");
  },
);
