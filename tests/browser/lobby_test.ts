/** The lobby: what one sees and sets before anybody else does. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { scene } from "./support/stage.ts";

scene("the lobby shows the preview moving and offers every device", async (stage) => {
  const ada = await stage.person("Ada");
  await eventually(
    "the preview plays",
    () =>
      ada.page.locator("video").first().evaluate((element) => {
        const video = element as HTMLVideoElement;
        return video.videoWidth > 0 && video.currentTime > 0.2;
      }),
  );
  for (const name of ["Microphone", "Camera", "Speaker"]) {
    const box = ada.page.getByRole("combobox", { name, exact: true });
    if (!(await box.isVisible())) await ada.page.getByText("Devices").first().click();
    await eventually(
      `${name} offers something`,
      async () => await box.locator("option").count() > 0,
    );
  }
});

scene("another camera chosen in the lobby is the one that runs", async (stage) => {
  const ada = await stage.person("Ada");
  const box = ada.page.getByRole("combobox", { name: "Microphone", exact: true });
  if (!(await box.isVisible())) await ada.page.getByText("Devices").first().click();
  const values = await eventually("several microphones", async () => {
    const found = await box.locator("option").evaluateAll((options) =>
      options.map((option) => (option as HTMLOptionElement).value)
    );
    return found.length > 1 && found;
  });
  const wanted = values.at(-1)!;
  await box.selectOption(wanted);
  await eventually(
    "the chosen microphone is captured, and it alone",
    () =>
      ada.page.evaluate((wanted) => {
        const live = globalThis.lagoonSpy.captured.filter((track) =>
          track.kind === "audio" && track.readyState === "live"
        );
        return live.length === 1 && live[0]!.getSettings().deviceId === wanted;
      }, wanted),
  );
});

scene("the level meter moves with the microphone and rests when muted", async (stage) => {
  const ada = await stage.person("Ada");
  const meter = ada.page.getByRole("meter");
  const level = async () => Number(await meter.first().getAttribute("aria-valuenow"));
  await eventually("the meter moves", async () => await level() > 0);
  await ada.press("Mute");
  await eventually("the meter rests", async () => await meter.count() === 0 || await level() === 0);
});

scene("the name is remembered on this device", async (stage) => {
  const ada = await stage.person("Ada Lovelace");
  await ada.join();
  await ada.leave();
  await ada.page.goto(stage.site.origin + "/r/another-quiet-bay#new");
  await ada.reaches("lobby");
  await eventually(
    "the name is there",
    async () =>
      await ada.page.getByRole("textbox", { name: "Your name" }).inputValue() === "Ada Lovelace",
  );
});

scene(
  "a name that is written before the page is alive stays, and so does the focus",
  async (stage) => {
    const page = await (await stage.context()).newPage();
    const { promise: mayCome, resolve: letCome } = Promise.withResolvers<void>();
    await page.route(/\/Call[^/]*\.js/, async (route) => {
      await mayCome;
      await route.continue();
    });
    await page.goto(stage.site.origin + stage.path, { waitUntil: "commit" });
    const field = page.getByRole("textbox", { name: "Your name" });
    await field.pressSequentially("Ada");
    letCome();
    await eventually(
      "the page is alive",
      () => page.getByRole("button", { name: "Join call" }).isEnabled(),
    );
    await page.keyboard.type(" Lovelace");
    assert.equal(await field.inputValue(), "Ada Lovelace");
  },
);

scene("nobody is seen by others before joining", async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace");
  await ada.join();
  assert.equal(await ada.others.count(), 0);
  assert.equal(
    await grace.page.evaluate(() => globalThis.lagoonSpy.connections.length),
    0,
    "the lobby talks to no peer",
  );
});

scene("the lobby says who is in the call, and follows who comes and goes", async (stage) => {
  const guest = await stage.person("Mia");
  await guest.page.getByText("Nobody is in the call yet.").waitFor();
  const ada = await stage.person("Ada");
  await ada.join();
  await guest.page.getByText("Ada is in the call.").waitFor();
  const grace = await stage.person("Grace");
  await grace.page.getByText("Ada is in the call.").waitFor();
  await grace.join();
  await guest.page.getByText("Ada and Grace are in the call.").waitFor();
  assert.equal(await ada.others.count(), 1, "who looks is not there");
  await ada.leave();
  await guest.page.getByText("Grace is in the call.").waitFor();
});

scene("the lobby names everyone in Chinese, too", async (stage) => {
  for (const name of ["Ada", "Grace", "Lin"]) await (await stage.person(name)).join();
  const guest = await stage.person("小雨", { locale: "zh-CN" });
  await guest.page.getByText("Ada、Grace和Lin正在通话中。").waitFor();
});

scene(
  "whoever joins from the lobby says hello on the socket they looked through",
  async (stage) => {
    const ada = await stage.person("Ada");
    await ada.join();
    const sockets: string[] = [];
    const guest = await stage.person("Mia", {
      prepare: (context) => {
        context.on("page", (page) => page.on("websocket", (socket) => sockets.push(socket.url())));
        return Promise.resolve();
      },
    });
    await guest.page.getByText("Ada is in the call.").waitFor();
    await guest.join();
    assert.equal(sockets.length, 1);
  },
);

scene("a quiet button that is pointed at keeps its ground, by day and by night", async (stage) => {
  const { page } = await stage.person("Ada");
  await page.locator("summary").filter({ hasText: "Connection" }).click();
  const button = page.getByRole("button", { name: "Check connection" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await button.hover();
    const [shown, card] = await button.evaluate(async (element) => {
      await Promise.all(element.getAnimations().map(({ finished }) => finished));
      const { filter, backgroundColor } = getComputedStyle(element);
      const drawn = document.createElement("canvas").getContext("2d")!;
      drawn.filter = filter;
      drawn.fillStyle = backgroundColor;
      drawn.fillRect(0, 0, 1, 1);
      const [red, green, blue] = drawn.getImageData(0, 0, 1, 1).data;
      const card = getComputedStyle(element.closest("details")!).backgroundColor;
      return [`rgb(${red}, ${green}, ${blue})`, card];
    });
    assert.notEqual(shown, card, colorScheme);
  }
});
