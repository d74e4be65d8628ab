/** Browsers hold back the sound of a page that nobody has touched; a call must not be silent for it. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

/** What most browsers do; headless Chromium is more generous unless it is told. */
const STRICT = ["--autoplay-policy=document-user-activation-required"];

async function hearsPlaying({ name, page }: Person, count: number): Promise<void> {
  await eventually(
    `${name} is played ${count} sounds`,
    () =>
      page.locator("audio").evaluateAll(
        (players, count) =>
          players.filter((player) => !(player as HTMLAudioElement).paused).length === count,
        count,
      ),
  );
}

/** Runs in the page: as a tab that the browser brings back by itself, nobody presses anything in it. */
function joinAlone(): void {
  const looking = setInterval(() => {
    const join = document.querySelector<HTMLButtonElement>("form button[type=submit]:enabled");
    if (join === null) return;
    clearInterval(looking);
    join.click();
  }, 50);
}

scene(
  "whoever comes in without a press and without devices hears everyone at one press",
  async (stage) => {
    const grace = await stage.person("Grace");
    await grace.join();
    // Whoever has a microphone open is trusted with sound; this one has none.
    const ada = await stage.visitor(
      stage.path,
      { devices: "none", flags: STRICT, prepare: (context) => context.addInitScript(joinAlone) },
    );
    // Whatever is asked of a page by a test counts as a press in it: until then, what the others see must do.
    await grace.others.and(grace.page.locator("[data-link=live]")).waitFor();
    await ada.page.getByText(ada.words.controls.soundBlocked).waitFor();
    await hearsPlaying(ada, 0);
    await ada.press(ada.words.controls.playSound);
    await hearsPlaying(ada, 1);

    // Each new sound is a new question to the browser, and must not need a new press.
    const edsger = await stage.person("Edsger", { devices: "modest" });
    await edsger.join();
    await hearsPlaying(ada, 2);
    assert.equal(await ada.page.getByText(ada.words.controls.soundBlocked).count(), 0);
  },
);
