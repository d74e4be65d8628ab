/** No state of the site has a violation that axe-core knows of, in any language or light. */
import { format } from "../../locales/format.ts";
import { eventually } from "./support/eventually.ts";
import { isAccessible } from "./support/axe.ts";
import { seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
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

  // A call is dark in both lights: what opens in it need not be looked at twice.
  if (look.colorScheme === "dark") await everythingThatOpens(ada);

  await ada.leave();
  await isAccessible(ada.page, "the end");
}

async function everythingThatOpens(person: Person): Promise<void> {
  const { page, words } = person;
  for (const panel of ["people", "layout", "settings"] as const) {
    await person.press(words.controls[panel]);
    await page.getByRole("complementary", { name: words.controls[panel] }).waitFor();
    await isAccessible(page, `the call with ${panel} open`);
  }
  await person.press(words.shortcuts.title);
  await page.getByRole("dialog", { name: words.shortcuts.title }).waitFor();
  await isAccessible(page, "the shortcuts");
  await page.keyboard.press("Escape");
  await person.press(words.controls.close);

  await person.press(format(words.tile.options, { name: person.name }));
  await page.getByRole("menu").waitFor();
  await isAccessible(page, "the menu of a tile");
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 320, height: 640 });
  await person.press(words.controls.more);
  await isAccessible(page, "More on a phone");
  await page.keyboard.press("Escape");
}
