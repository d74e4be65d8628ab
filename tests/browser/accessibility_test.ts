/** No state of the site has a violation that axe-core knows of, in any language or light. */
import { eventually } from "./support/eventually.ts";
import { isAccessible } from "./support/axe.ts";
import { seesMoving } from "./support/media.ts";
import { type PersonOptions, scene, type Stage } from "./support/stage.ts";

const LOOKS = ["en-US", "zh-CN", "ar-EG"].flatMap((locale) =>
  (["light", "dark"] as const).map((colorScheme) => ({
    locale,
    colorScheme,
    reducedMotion: "reduce" as const,
  }))
);

for (const look of LOOKS) {
  const { locale, colorScheme } = look;
  scene(`axe finds nothing from the lobby to the end, ${locale}, ${colorScheme}`, async (stage) => {
    await lobbyToEnd(stage, look);
  });
  scene(`axe finds nothing on the other pages, ${locale}, ${colorScheme}`, {
    // The console tells of every page that is not there.
    expect: [/404/],
  }, async (stage) => {
    await otherPages(stage, look);
  });
}

async function otherPages(stage: Stage, look: PersonOptions): Promise<void> {
  for (const path of ["/", "/r/quiet-blue-heron", "/no-such-page"]) {
    const { page } = await stage.visitor(path, look);
    await page.locator("h1").first().waitFor();
    await isAccessible(page, path);
  }
}

async function lobbyToEnd(stage: Stage, look: PersonOptions): Promise<void> {
  const ada = await stage.person("Ada", look);
  await eventually("the preview is there", () => ada.page.locator("video").first().isVisible());
  await isAccessible(ada.page, "the lobby");

  await ada.join();
  await isAccessible(ada.page, "alone in the call");

  const grace = await stage.person("Grace");
  await grace.join();
  await seesMoving(ada, "Grace");
  await isAccessible(ada.page, "the call");

  await ada.press(ada.words.controls.people);
  await isAccessible(ada.page, "the call with People open");

  await ada.leave();
  await isAccessible(ada.page, "the end");
}
