/** Nobody encodes what nobody sees, nor larger than it is seen. */
import assert from "node:assert/strict";
import { eventually, watchFor } from "./support/eventually.ts";
import { watchHoldUps } from "./support/hold_ups.ts";
import { flows, seesMoving, stops } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { hasScreen } from "./support/screens.ts";
import { scene } from "./support/stage.ts";
import { hide, show } from "./support/visibility.ts";

/** How many lines the picture of `name` has that arrives at `viewer`. */
function linesOf(viewer: Person, name: string): Promise<number> {
  return viewer.tile(name).locator("video").evaluate((video) =>
    (video as HTMLVideoElement).videoHeight
  );
}

/** What tiles say of the links to the others from now on, besides that they are live. */
async function watchLinks({ page }: Person): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const troubles: string[] = [];
    Object.assign(globalThis, { troubles });
    const look = () => {
      for (const tile of document.querySelectorAll<HTMLElement>("figure[data-peer]")) {
        if (tile.dataset.link !== "live") troubles.push(`${tile.dataset.link}`);
      }
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      attributeFilter: ["data-link"],
    });
    look();
  });
  return () => page.evaluate(() => (globalThis as unknown as { troubles: string[] }).troubles);
}

async function pin(viewer: Person, name: string): Promise<void> {
  await viewer.tile(name).hover();
  await viewer.press(`Options for ${name}`);
  await viewer.page.getByRole("menuitem", { name: "Pin", exact: true }).click();
}

scene(
  "a tab that nobody sees is sent no picture, its sound goes on, and the pictures are back when it is shown",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    const troubles = await watchLinks(grace);
    await hide(grace);
    await stops(grace, "videoBytesReceived");
    await stops(ada, "videoBytesSent");
    await flows(grace, "audioBytesReceived");
    await flows(grace, "videoBytesSent");
    const heldUp = await watchHoldUps(grace.page);
    await show(grace);
    const shownAt = performance.now();
    await flows(grace, "videoFramesDecoded");
    const took = performance.now() - shownAt - await heldUp();
    assert.ok(took < 3_000, `it takes no more than a moment, not ${took} ms`);
    await seesMoving(grace, "Ada");
    assert.deepEqual(await troubles(), []);
  },
);

const HAND = { isMobile: true, hasTouch: true };

scene(
  "on a phone all tiles are in view above what slides in, and are sent with fewer lines meanwhile",
  async (stage) => {
    const ada = await stage.person("Ada", {
      ...HAND,
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
    });
    const open = async (panel: string, tiles: number) => {
      if (panel !== "Chat") await ada.press("More");
      await ada.press(panel);
      const sheet = ada.page.getByRole("complementary", { name: panel });
      await sheet.waitFor();
      await eventually(`every tile is in view above ${panel}`, async () => {
        const edge = (await sheet.boundingBox())!.y;
        const figures = await ada.page.locator("figure[data-peer]").all();
        const boxes = await Promise.all(figures.map((figure) => figure.boundingBox()));
        return boxes.length === tiles &&
          boxes.every((box) => box!.height > 64 && box!.y + box!.height <= edge);
      });
    };
    await ada.join();
    await open("People", 1);
    await ada.close("People");

    const grace = await stage.person("Grace");
    await grace.join();
    const isSentWhole = async () => await linesOf(ada, "Grace") === 720;
    await eventually("all lines are sent", isSentWhole);
    for (const panel of ["Chat", "People", "Settings"]) {
      await open(panel, 2);
      await eventually("fewer are sent", async () => !await isSentWhole());
      await seesMoving(ada, "Grace");
      await ada.close(panel);
      await eventually("and all again", isSentWhole);
    }
  },
);

scene(
  "a panel for which a phone on its side gives all its room stops the pictures, and they are back when it closes",
  async (stage) => {
    const ada = await stage.person("Ada", { ...HAND, viewport: { width: 667, height: 340 } });
    const grace = await stage.person("Grace");
    for (const person of [ada, grace]) await person.join();
    await seesMoving(ada, "Grace");
    const troubles = await watchLinks(ada);
    await ada.press("Chat");
    await stops(ada, "videoBytesReceived");
    await flows(ada, "audioBytesReceived");
    const stands = () =>
      ada.page.evaluate(() => document.activeElement?.closest("figure") === null);
    for (let i = 0; i < 20; i++) {
      await ada.page.keyboard.press("Shift+Tab");
      assert.ok(await stands(), "the keyboard stands on nothing that is not seen");
    }
    const heldUp = await watchHoldUps(ada.page);
    await ada.close("Chat");
    const closedAt = performance.now();
    await flows(ada, "videoFramesDecoded");
    const took = performance.now() - closedAt - await heldUp();
    assert.ok(took < 3_000, `it takes no more than a moment, not ${took} ms`);
    await seesMoving(ada, "Grace");
    assert.deepEqual(await troubles(), []);
  },
);

scene(
  "two who are muted and look elsewhere stay linked, and see each other again",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    const people = [ada, grace] as const;
    for (const person of people) await person.press("Mute");
    const troubles = await Promise.all(people.map(watchLinks));
    for (const person of people) await hide(person);
    for (const person of people) await stops(person, "videoBytesSent");
    // Longer than it takes until a link without a sign of life is weak, and until it is lost.
    await watchFor(6_000);
    for (const person of people) await show(person);
    await seesMoving(ada, "Grace");
    await seesMoving(grace, "Ada");
    for (const told of troubles) assert.deepEqual(await told(), []);
    assert.equal(await grace.page.getByText(grace.words.quality.title).count(), 0);
  },
);

scene(
  "who is drawn small is sent small, and a pin makes one larger and the others smaller",
  async (stage) => {
    const ada = await stage.person("Ada", { viewport: { width: 800, height: 600 } });
    const grace = await stage.person("Grace");
    const edsger = await stage.person("Edsger");
    const people = [ada, grace, edsger] as const;
    for (const person of people) await person.join();
    for (const name of ["Grace", "Edsger"]) await seesMoving(ada, name);
    // What is small has 180 lines at most, and what is not has more as soon as the path is known to carry it.
    const isSent = async (name: string, how: "small" | "larger") =>
      (await linesOf(ada, name) > 180) === (how === "larger");
    for (const [large, small] of [["Grace", "Edsger"], ["Edsger", "Grace"]] as const) {
      await pin(ada, large);
      await eventually(`${small} is sent small`, () => isSent(small, "small"));
      await eventually(`${large} is sent larger`, () => isSent(large, "larger"));
    }
    for (const name of ["Grace", "Edsger"]) await seesMoving(ada, name);
    const descriptions = await ada.page.evaluate(() => globalThis.lagoonSpy.descriptions.length);
    assert.equal(descriptions, 2, "nothing was negotiated anew");
  },
);

/** What a page has agreed upon, connection by connection: how often, and with how many sections. */
function agreed({ page }: Person): Promise<string[]> {
  return page.evaluate(() =>
    globalThis.lagoonSpy.connections.map((connection) => {
      const version = /^o=.*$/m.exec(connection.currentLocalDescription?.sdp ?? "")?.[0];
      return `${version}, ${connection.getTransceivers().length} sections`;
    })
  );
}

/** How many lines the faces, or screens, of others have that arrive at a viewer: one number for each time that this changes. */
async function watchLines(
  { page }: Person,
  source: "camera" | "screen" = "camera",
): Promise<() => Promise<number[]>> {
  await page.evaluate((source) => {
    const lines: number[] = [];
    Object.assign(globalThis, { lines });
    // The event does not bubble.
    document.addEventListener("resize", ({ target }) => {
      const video = target as HTMLVideoElement;
      const tile = video.closest(`[data-source=${source}]:not([data-self])`);
      if (tile !== null) lines.push(video.videoHeight);
    }, { capture: true });
  }, source);
  return () => page.evaluate(() => (globalThis as unknown as { lines: number[] }).lines);
}

scene(
  "who fills a large window is sent with 720 lines, with fewer when a third comes, and nothing is negotiated for it",
  async (stage) => {
    // Half of it is more than 540 pixels high, a quarter is less.
    const ada = await stage.person("Ada", { viewport: { width: 1600, height: 1000 } });
    const grace = await stage.person("Grace");
    const people = [ada, grace] as const;
    const lines = await watchLines(ada);
    for (const person of people) await person.join();
    await seesMoving(ada, "Grace");
    const troubles = await watchLinks(ada);
    const before = await Promise.all(people.map(agreed));
    await eventually(
      "Grace is sent with 720 lines",
      async () => await linesOf(ada, "Grace") === 720,
    );
    await seesMoving(ada, "Grace");
    assert.ok(Math.min(...await lines()) >= 360, "it begins with no fewer than before");
    // Whoever looks from a small window is sent no more for it.
    assert.ok(await linesOf(grace, "Ada") <= 360);

    const edsger = await stage.person("Edsger", { devices: "modest" });
    await edsger.join();
    await eventually("Grace is sent with fewer", async () => await linesOf(ada, "Grace") <= 360);
    await seesMoving(ada, "Grace");
    await edsger.leave();
    await eventually("and with all again", async () => await linesOf(ada, "Grace") === 720);
    const after = await Promise.all(people.map(agreed));
    assert.deepEqual(after.map(([first]) => first), before.map(([first]) => first));
    assert.deepEqual(await troubles(), []);
  },
);

scene(
  "who comes to a film sees all its lines from the first picture on",
  async (stage) => {
    const ada = await stage.person("Ada");
    const grace = await stage.person("Grace", { viewport: { width: 1600, height: 1000 } });
    await ada.join();
    await hasScreen(ada);
    await ada.press("Share screen");
    await ada.press("Video");
    const lines = await watchLines(grace, "screen");
    await grace.join();
    await eventually("Grace sees it", async () => (await lines()).length > 0);
    // As long as a film that begins with few lines keeps them.
    await watchFor(3_000);
    assert.deepEqual(new Set(await lines()), new Set([720]));
  },
);

scene(
  "who is on another page is sent to nobody who does not turn to it, and heard by all",
  { env: { ROOM_CAPACITY: "9" } },
  async (stage) => {
    const names = ["Ada", "Grace", "Edsger", "Barbara", "Alan", "Frances", "Niklaus", "Jean"];
    const people: Person[] = [];
    for (const name of names) {
      const person = await stage.person(name, { devices: "modest" });
      await person.press("Mute");
      await person.press("Turn off camera");
      await person.join();
      people.push(person);
    }
    // The ninth tile is on the second page.
    const hedy = await stage.person("Hedy", { devices: "modest" });
    await hedy.join();
    const [ada] = people as [Person];
    await eventually(
      "Hedy sees everyone",
      async () => await hedy.page.locator("figure[data-link=live]").count() === 8,
      { within: 60_000 },
    );
    await flows(ada, "audioBytesReceived");
    await stops(hedy, "videoBytesSent");
    await flows(hedy, "audioBytesSent");

    await ada.press(ada.words.stage.nextPage);
    await seesMoving(ada, "Hedy");
    await flows(hedy, "videoBytesSent");
    await ada.press(ada.words.stage.previousPage);
    await stops(hedy, "videoBytesSent");
    await flows(ada, "audioBytesReceived");
  },
);
