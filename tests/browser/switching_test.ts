/** Devices that change in the middle of a call: nobody else notices more than another sound or picture. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { hears, seesMoving, wireOf } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

type Kind = "Microphone" | "Camera" | "Speaker";

function box({ page }: Person, kind: Kind) {
  return page.getByRole("combobox", { name: kind, exact: true });
}

/** The ids on offer, without the browser's own choice. */
async function offered(person: Person, kind: Kind): Promise<string[]> {
  // A panel comes when it is opened.
  await box(person, kind).waitFor();
  const values = await box(person, kind).locator("option").evaluateAll((options) =>
    options.map((option) => (option as HTMLOptionElement).value)
  );
  return values.filter((value) => value !== "");
}

/** The device that runs, of those that give this kind of track. */
function running({ page }: Person, kind: "audio" | "video"): Promise<string[]> {
  return page.evaluate(
    (kind) =>
      globalThis.lagoonSpy.captured
        .filter((track) => track.kind === kind && track.readyState === "live")
        .map((track) => track.getSettings().deviceId ?? ""),
    kind,
  );
}

/** A device is pulled out while it is in use. */
async function unplug({ page }: Person, kind: "audio" | "video"): Promise<string> {
  return await page.evaluate((kind) => {
    const { captured, unplugged } = globalThis.lagoonSpy;
    const track = captured.findLast((track) => track.kind === kind && track.readyState === "live")!;
    const deviceId = track.getSettings().deviceId!;
    unplugged.add(deviceId);
    track.stop();
    track.dispatchEvent(new Event("ended"));
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    return deviceId;
  }, kind);
}

async function plugIn({ page }: Person, deviceId: string): Promise<void> {
  await page.evaluate((deviceId) => {
    globalThis.lagoonSpy.unplugged.delete(deviceId);
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  }, deviceId);
}

scene(
  "another microphone, camera and speaker are taken without a new description",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    await ada.press("Settings");
    await box(ada, "Camera").waitFor();
    const descriptions = (person: Person) =>
      person.page.evaluate(() => globalThis.lagoonSpy.descriptions.length);
    const before = await Promise.all([ada, grace].map(descriptions));
    for (const [kind, track] of [["Camera", "video"], ["Microphone", "audio"]] as const) {
      const [now] = await running(ada, track);
      const other = (await offered(ada, kind)).findLast((id) => id !== now)!;
      await box(ada, kind).selectOption(other);
      await eventually(
        `the other ${kind} runs, and it alone`,
        async () => (await running(ada, track)).join() === other,
      );
    }
    await seesMoving(grace, "Ada");
    await hears(grace);
    const speaker = (await offered(ada, "Speaker")).at(-1);
    if (speaker !== undefined) {
      await box(ada, "Speaker").selectOption(speaker);
      await eventually(
        "Grace is heard on the other speaker",
        () =>
          ada.page.evaluate(
            (speaker) => [...document.querySelectorAll("audio")].every((a) => a.sinkId === speaker),
            speaker,
          ),
      );
    }
    assert.deepEqual(await Promise.all([ada, grace].map(descriptions)), before);
  },
);

scene(
  "a microphone that is pulled out is replaced, said so, and taken again when it is back",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    await ada.press("Settings");
    const chosen = (await offered(ada, "Microphone")).at(-1)!;
    await box(ada, "Microphone").selectOption(chosen);
    await eventually("it runs", async () => (await running(ada, "audio")).join() === chosen);
    const gone = await unplug(ada, "audio");
    assert.equal(gone, chosen);
    await ada.page.getByText("Your microphone went away.").waitFor();
    await eventually("another one runs", async () => {
      const now = await running(ada, "audio");
      return now.length === 1 && now[0] !== chosen;
    });
    await hears(grace);
    await plugIn(ada, gone);
    await ada.page.getByText("Your microphone is back").waitFor();
    await eventually(
      "the chosen one runs",
      async () => (await running(ada, "audio")).join() === chosen,
    );
    await hears(grace);
  },
);

scene(
  "the only camera that is pulled out is missing, and taken when there is one again",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    const cameras = [await unplug(ada, "video")];
    await eventually(
      "the other camera runs",
      async () => (await running(ada, "video")).length === 1,
    );
    await seesMoving(grace, "Ada");
    await ada.page.evaluate(() => {
      globalThis.lagoonSpy.faults.camera = { name: "NotFoundError", message: "" };
    });
    cameras.push(await unplug(ada, "video"));
    await ada.page.getByText(ada.words.deviceErrors.camera["not-found"].title).first().waitFor();
    await eventually("no picture leaves", async () => {
      const before = (await wireOf(ada.page)).videoFramesSent;
      await ada.page.waitForTimeout(500);
      return (await wireOf(ada.page)).videoFramesSent === before;
    });
    await ada.page.evaluate(() => {
      delete globalThis.lagoonSpy.faults.camera;
    });
    await plugIn(ada, cameras[0]!);
    await seesMoving(grace, "Ada");
  },
);

scene(
  "a microphone that the system holds back is said to be, and goes on by itself",
  async (stage) => {
    const [ada] = await stage.meeting("Ada", "Grace");
    const hold = (muted: boolean) =>
      ada.page.evaluate((muted) => {
        const track = globalThis.lagoonSpy.captured.findLast(({ kind }) => kind === "audio")!;
        Object.defineProperty(track, "muted", { value: muted, configurable: true });
        track.dispatchEvent(new Event(muted ? "mute" : "unmute"));
      }, muted);
    const sentence = ada.page.getByText(ada.words.devices.interrupted.microphone);
    await hold(true);
    await sentence.waitFor();
    await hold(false);
    await sentence.waitFor({ state: "detached" });
  },
);

scene("the speaker is tried by a chime on the chosen one", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.page.evaluate(() => {
    const play = HTMLAudioElement.prototype.play;
    const heard: { sink: string; seconds: number }[] = [];
    Object.assign(globalThis, { heard });
    HTMLAudioElement.prototype.play = async function () {
      await play.call(this);
      heard.push({ sink: this.sinkId, seconds: this.duration });
    };
  });
  await ada.page.getByText("Devices").first().click();
  const speaker = (await offered(ada, "Speaker")).at(-1);
  if (speaker !== undefined) await box(ada, "Speaker").selectOption(speaker);
  await ada.press("Play a test sound");
  await ada.button("Playing…").waitFor();
  await ada.button("Play a test sound").waitFor();
  const heard = await ada.page.evaluate(() =>
    (globalThis as unknown as { heard: { sink: string; seconds: number }[] }).heard
  );
  assert.equal(heard.length, 1);
  assert.equal(heard[0]!.sink, speaker ?? "");
  assert.ok(heard[0]!.seconds > 1);
});
