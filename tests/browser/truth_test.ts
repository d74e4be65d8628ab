/** Muted and camera-off are true on the wire, at the device and in what the others are shown. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { flows, hears, seesMoving, stops } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

/** The states of all video tracks that the page ever got from its camera. */
function cameraTracks(person: Person): Promise<string[]> {
  return person.page.evaluate(() =>
    globalThis.lagoonSpy.captured.filter((track) => track.kind === "video").map((track) =>
      track.readyState
    )
  );
}

async function cameraIsReleased(person: Person): Promise<void> {
  await eventually("every camera track has ended", async () => {
    const states = await cameraTracks(person);
    return states.length > 0 && states.every((state) => state === "ended");
  });
}

scene("muted means that no byte of sound leaves, until unmuted", async (stage) => {
  const [ada, grace] = await stage.meeting("Ada", "Grace");
  await hears(grace);
  await flows(ada, "audioBytesSent");

  await ada.press("Mute");
  await stops(ada, "audioBytesSent");
  await flows(ada, "videoBytesSent");
  const muted = grace.page.getByRole("figure", { name: /^Ada.*muted/ });
  await eventually("Grace is told that Ada is muted", () => muted.isVisible());

  await ada.press("Unmute");
  await flows(ada, "audioBytesSent");
  await hears(grace);
  await eventually("Grace is told that Ada is not muted", async () => await muted.count() === 0);
});

scene(
  "camera off ends the track and the bytes, and the others see that it is off",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");

    await ada.press("Turn off camera");
    await cameraIsReleased(ada);
    await stops(ada, "videoBytesSent");
    await flows(ada, "audioBytesSent");
    await eventually(
      "Grace sees no picture of Ada",
      async () => await grace.tile("Ada").locator("video:visible").count() === 0,
      { within: 5_000 },
    );

    await ada.press("Turn on camera");
    await seesMoving(grace, "Ada");
  },
);

scene("what was turned off in the lobby stays off in the call", async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace");
  await ada.press("Mute");
  await ada.press("Turn off camera");
  await cameraIsReleased(ada);
  await grace.join();
  await ada.join();
  await seesMoving(ada, "Grace");
  await stops(ada, "audioBytesSent");
  await stops(ada, "videoBytesSent");
  assert.equal(await grace.tile("Ada").locator("video:visible").count(), 0);
  assert.equal(await ada.button("Unmute").count(), 1);
  assert.equal(await ada.button("Turn on camera").count(), 1);
});

scene("leaving releases both devices", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.join();
  await ada.leave();
  await eventually("every track has ended", () =>
    ada.page.evaluate(() => {
      const { captured } = globalThis.lagoonSpy;
      return captured.length > 0 && captured.every((track) => track.readyState === "ended");
    }));
  const open = await ada.page.evaluate(() =>
    globalThis.lagoonSpy.connections.filter((connection) => connection.connectionState !== "closed")
      .length
  );
  assert.equal(open, 0, "no connection is left open");
});
