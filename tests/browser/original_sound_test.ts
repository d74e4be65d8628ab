/** The microphone as it sounds, for music. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { hears } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

interface Sent {
  hint: string;
  maxBitrate: number | null;
  /** What the browser does to the sound. */
  cleaned: boolean[];
}

/** How the microphone is sent over the first connection. */
function sentBy({ page }: Person): Promise<Sent> {
  return page.evaluate(() => {
    const senders = globalThis.lagoonSpy.connections.at(-1)!.getSenders();
    const sender = senders.find(({ track }) => track?.kind === "audio")!;
    const settings = sender.track!.getSettings();
    return {
      hint: sender.track!.contentHint,
      maxBitrate: sender.getParameters().encodings[0]!.maxBitrate ?? null,
      cleaned: [
        settings.echoCancellation === true,
        settings.noiseSuppression === true,
        settings.autoGainControl === true,
      ],
    };
  });
}

scene(
  "original sound is cleaned of nothing and has more bits, negotiates nothing, and is remembered",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    assert.deepEqual(await sentBy(ada), {
      hint: "",
      maxBitrate: null,
      cleaned: [true, true, true],
    });
    const descriptions = () => ada.page.evaluate(() => globalThis.lagoonSpy.descriptions.length);
    const before = await descriptions();
    await ada.press("Settings");
    const setting = ada.page.getByRole("checkbox", { name: ada.words.sound.original });
    assert.equal(await setting.isChecked(), false);
    await setting.check();
    await eventually("it is sent as it sounds", async () => {
      const { hint, maxBitrate, cleaned } = await sentBy(ada);
      return hint === "music" && maxBitrate === 128_000 && !cleaned.includes(true);
    });
    await hears(grace);
    await ada.page.getByText(ada.words.sound.hint).waitFor();
    assert.equal(await descriptions(), before);

    await ada.page.reload();
    await ada.reaches("in-call");
    await hears(grace);
    await eventually("it is so after a reload", async () => (await sentBy(ada)).hint === "music");
    assert.ok(!(await sentBy(ada)).cleaned.includes(true));

    await ada.press("Settings");
    await setting.uncheck();
    await eventually("it is cleaned again", async () => {
      const { hint, maxBitrate, cleaned } = await sentBy(ada);
      return hint === "" && maxBitrate === null && !cleaned.includes(false);
    });
    await hears(grace);
  },
);
