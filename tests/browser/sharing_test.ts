/** A screen is shared beside the camera, whole, and told by name. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import type { Person } from "./support/person.ts";
import { hasScreen } from "./support/screens.ts";
import { scene } from "./support/stage.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

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
    const people = grace.page.getByRole("complementary", { name: "People" });
    await people.getByText("sharing their screen").waitFor();

    await ada.press("Stop sharing");
    await eventually("the screen is gone", async () => await grace.screens.count() === 0);
    assert.equal(await grace.others.count(), 1);
  },
);

/** The same with a tone, which the browser says it keeps free of our own sound, or not. */
async function hasSoundingScreen(person: Person, restrictOwnAudio: boolean): Promise<void> {
  await hasScreen(person);
  await person.page.evaluate((restrictOwnAudio) => {
    const silent = navigator.mediaDevices.getDisplayMedia;
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await silent.call(navigator.mediaDevices, options);
      const context = new AudioContext();
      const tone = new OscillatorNode(context);
      const out = context.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      const [audio] = out.stream.getAudioTracks();
      const settings = audio!.getSettings();
      audio!.getSettings = () => ({ ...settings, restrictOwnAudio }) as MediaTrackSettings;
      stream.addTrack(audio!);
      return stream;
    };
  }, restrictOwnAudio);
}

/** How many sounds are played here. */
function playing({ page }: Person): Promise<number> {
  return page.locator("audio").evaluateAll((players) =>
    players.filter((player) => !(player as HTMLAudioElement).paused).length
  );
}

scene("the sound of a screen is shared where nobody would hear themselves in it", async (stage) => {
  const [ada, grace] = await stage.meeting("Ada", "Grace");
  await hasSoundingScreen(ada, true);
  await ada.press("Share screen");
  await eventually("Grace hears voice and screen", async () => await playing(grace) === 2);
  assert.equal(await ada.page.getByText(ada.words.tile.soundLeftOut).count(), 0);
});

scene(
  "sound that would bring back everyone's voice is left out, and that is said",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    await hasSoundingScreen(ada, false);
    await ada.press("Share screen");
    await ada.page.getByText(ada.words.tile.soundLeftOut).waitFor();
    await grace.screens.locator("video").waitFor();
    assert.equal(await playing(grace), 1);
  },
);

scene("what a screen is for is chosen while it is shared, and remembered", async (stage) => {
  const [ada, grace] = await stage.meeting("Ada", "Grace");
  await hasScreen(ada);
  await ada.press("Share screen");
  await grace.screens.locator("video").waitFor();
  const prefers = () =>
    ada.page.evaluate(() => {
      const senders = globalThis.lagoonSpy.connections.flatMap((one) => one.getSenders());
      const screen = senders.find(({ track }) => track && "canvas" in track);
      const { degradationPreference } = screen!.getParameters() as {
        degradationPreference?: string;
      };
      return [screen!.track!.contentHint, degradationPreference];
    });
  await eventually("words stay sharp", async () => (await prefers())[1] === "maintain-resolution");
  assert.equal((await prefers())[0], "detail");
  await ada.press("Video");
  await eventually("motion goes first", async () => (await prefers())[1] === "maintain-framerate");
  assert.equal((await prefers())[0], "motion");
  const before = await frames(grace);
  await eventually("the screen still moves", async () => await frames(grace) > before + 3);
  await ada.press("Stop sharing");
  await ada.press("Share screen");
  await eventually("it is a film again", async () => (await prefers())[0] === "motion");
});

scene(
  "two people share at once, each sees the other's, and either may end first",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    for (const person of [ada, grace]) {
      await hasScreen(person);
      await person.press("Share screen");
    }
    for (const [viewer, name] of [[ada, "Grace"], [grace, "Ada"]] as const) {
      await viewer.page.getByRole("figure", { name: `${name}'s screen` }).locator("video")
        .waitFor();
      const before = await frames(viewer);
      await eventually(`${name}'s screen moves`, async () => await frames(viewer) > before + 3);
    }
    // From the browser's own bar.
    await ada.page.evaluate(() => {
      const senders = globalThis.lagoonSpy.connections.flatMap((one) => one.getSenders());
      const { track } = senders.find(({ track }) => track && "canvas" in track)!;
      track!.stop();
      track!.dispatchEvent(new Event("ended"));
    });
    await eventually("Ada's screen is gone", async () => await grace.screens.count() === 0);
    await ada.button("Share screen").waitFor();
    assert.equal(await ada.screens.count(), 1);
  },
);
