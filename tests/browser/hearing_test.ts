/** Browsers hold back the sound of a page that nobody has touched; a call must not be silent for it. */
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

scene(
  "who comes back without a press and without devices hears everyone at one press",
  async (stage) => {
    const grace = await stage.person("Grace");
    await grace.join();
    // Whoever has a microphone open is trusted with sound; this one has none.
    const ada = await stage.person("Ada", { devices: "none", flags: STRICT });
    await ada.join();
    await hearsPlaying(ada, 1);

    await ada.page.reload();
    await ada.reaches("in-call");
    await ada.page.getByText(ada.words.controls.soundBlocked).waitFor();
    await hearsPlaying(ada, 0);
    await ada.press("Play sound");
    await hearsPlaying(ada, 1);

    // Each new sound is a new question to the browser, and must not need a new press.
    const edsger = await stage.person("Edsger", { devices: "modest" });
    await edsger.join();
    await hearsPlaying(ada, 2);
  },
);
