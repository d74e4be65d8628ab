/** What SIGKILL of the server does to a call: nothing that anybody inside would notice. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { en } from "../../../locales/en.ts";
import { eventually, watchFor } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { scene } from "../support/stage.ts";
import { arrives, inACall, now } from "./cast.ts";
import { connectionsOf } from "./connections.ts";
import { LONG, note, noteMachine, times } from "./figures.ts";
import { type FrameTimes, type FrameWatch, longestGap, watchFrames } from "./frame_watch.ts";
import { drawScreens, newsAt } from "./news.ts";
import { OUTAGE } from "../support/outage.ts";

/** How long a killed server stays away, and how long it is there before the next kill, in milliseconds. */
const AWAY_MS = 1_500;
const PERIOD_MS = 4_500;

Deno.test.beforeAll(noteMachine);

scene(
  "a server that is killed again and again stops no frame and no connection",
  { expect: OUTAGE },
  async (stage) => {
    const people = await inACall(stage, ["Ada", "Grace", "Linus", "Mary"]);
    const watches = await Promise.all(people.map(watchFrames));
    const connections = await Promise.all(people.map(connectionsOf));
    const kills = times({ short: 3, long: 10 });

    const gapsOf = async (from: number, to: number) => {
      const all = await Promise.all(watches.map((watch) => watch.frames()));
      const tiles = all.flatMap((frames): FrameTimes[] => [...frames.values()]);
      assert.equal(tiles.length, people.length * (people.length - 1));
      return tiles.map((times) => longestGap(times, from, to));
    };
    /** Whether a viewer has been shown new frames of everyone since. */
    const showsNewFrames = (watch: FrameWatch, { name }: Person, since: number) =>
      eventually(`${name} goes on seeing everyone`, async () => {
        const frames = [...(await watch.frames()).values()];
        return frames.length === people.length - 1 &&
          frames.every((times) => times.filter((time) => time > since).length >= 3);
      });
    const undisturbed = async () => {
      const from = now();
      await watchFor(kills * PERIOD_MS);
      return await gapsOf(from, now());
    };
    const disturbed = async () => {
      const from = now();
      for (let kill = 0; kill < kills; kill++) {
        const killedAt = now();
        await stage.site.stop("SIGKILL");
        await watchFor(AWAY_MS);
        await Promise.all(watches.map((watch, i) => showsNewFrames(watch, people[i]!, killedAt)));
        await stage.site.start({ aside: true });
        await watchFor(Math.max(0, killedAt + PERIOD_MS - now()));
      }
      return await gapsOf(from, now());
    };

    // Only figures need something to be compared with, in an order that favours neither.
    const calm = LONG ? await undisturbed() : [];
    const killed = await disturbed();
    if (LONG) {
      killed.push(...await disturbed());
      calm.push(...await undisturbed());
      await note("longest gap between frames of a tile, undisturbed", calm);
    }
    await note(`the same with ${kills} SIGKILLs of the server`, killed);

    assert.deepEqual(await Promise.all(people.map(connectionsOf)), connections);
  },
);

scene(
  "while the server is dead everyone sees what anyone does, and a newcomer meets all when it is back",
  { expect: OUTAGE },
  async (stage) => {
    const people = await inACall(stage, ["Ada", "Grace", "Linus", "Mary"]);
    const [ada, ...others] = people as [Person, ...Person[]];
    await drawScreens(ada.page);
    const connections = await Promise.all(people.map(connectionsOf));
    const peer = await ada.peerId();
    const { tile, controls, settings } = wordsOf();
    const rounds = times({ short: 1, long: 5 });
    const delays = new Map<string, number[]>();

    const tells = async (
      what: string,
      act: () => Promise<void>,
      news: Parameters<typeof newsAt>[1],
    ) => {
      const seen = others.map((other) => newsAt(other.page, news));
      const pressed = newsOfPress(ada);
      await act();
      const at = await pressed;
      const took = (await Promise.all(seen)).map((time) => time - at);
      delays.set(what, [...delays.get(what) ?? [], ...took]);
    };
    const says = (word: string, yes: boolean) => ({ peer, source: "camera", word, yes } as const);
    const shows = (yes: boolean) => ({ peer, source: "screen", word: "", yes } as const);

    // Panels are fetched a while after joining; what never came cannot be opened without the server.
    await ada.press(controls.settings);
    await ada.page.getByRole("textbox", { name: settings.name }).waitFor();
    await ada.close(controls.settings);

    await stage.site.stop("SIGKILL");
    try {
      const notice = ada.page.getByText(en.call.stage.reconnecting);
      await eventually("the call says that the server is away", () => notice.isVisible());
      for (let round = 0; round < rounds; round++) {
        await tells("mute", () => ada.press(controls.mute), says(tile.muted, true));
        await tells("unmute", () => ada.press(controls.unmute), says(tile.muted, false));
        await tells("raise a hand", () => ada.press(controls.raiseHand), says(tile.hand, true));
        await tells("lower it", () => ada.press(controls.lowerHand), says(tile.hand, false));
        await tells("share a screen", () => ada.press(controls.share), shows(true));
        await tells("stop sharing", () => ada.press(controls.stopSharing), shows(false));
        await ada.press(controls.settings);
        const field = ada.page.getByRole("textbox", { name: settings.name });
        const name = `Ada ${round}`;
        await tells("rename", async () => {
          await field.fill(name);
          await field.blur();
        }, says(name, true));
        await ada.close(controls.settings);
      }
      assert.deepEqual(await Promise.all(people.map(connectionsOf)), connections);
    } finally {
      await stage.site.start();
    }
    for (const [what, took] of delays) await note(`server dead: ${what}, seen by everyone`, took);

    // Four pages are what two cores carry: the newcomer takes the place of somebody.
    const goes = async (person: Person) => {
      await person.page.context().close();
      stage.people.splice(stage.people.indexOf(person), 1);
      await eventually(
        `${person.name} is gone`,
        async () => await ada.others.count() === people.length - 1,
      );
    };
    await goes(people.pop()!);
    const waits = { calm: [] as number[], killed: [] as number[] };
    for (let round = 0; round < times({ short: 1, long: 10 }); round++) {
      for (const how of ["killed", "calm"] as const) {
        const newcomer = await arrives(stage, `Newcomer ${round}, ${how}`);
        if (how === "killed") {
          await stage.site.stop("SIGKILL");
          await watchFor(AWAY_MS);
          await stage.site.start({ aside: true });
        }
        const from = now();
        await newcomer.join();
        waits[how].push(await fullViewAt(newcomer, people) - from);
        await goes(newcomer);
      }
    }
    await note("a newcomer in full view of everyone, nothing being wrong", waits.calm);
    await note("the same, counted from the server's return", waits.killed);
  },
);

function wordsOf() {
  const { tile, controls, lobby } = en.call;
  return { tile, controls, settings: { name: lobby.name } };
}

/** When the newcomer sees everyone and everyone the newcomer, as the pages themselves noted it. */
async function fullViewAt(newcomer: Person, people: readonly Person[]): Promise<number> {
  const self = await newcomer.peerId();
  const views = await Promise.all(people.map(async (person) => [
    firstFrameAt(person.page, self),
    firstFrameAt(newcomer.page, await person.peerId()),
  ]));
  return Math.max(...await Promise.all(views.flat()));
}

/** When the page first showed a frame of a participant, in milliseconds since the epoch. */
function firstFrameAt(page: Page, peer: string): Promise<number> {
  return eventually(`a first frame of ${peer}`, () =>
    page.evaluate((name) => {
      const [mark] = performance.getEntriesByName(name);
      return mark === undefined ? undefined : performance.timeOrigin + mark.startTime;
    }, `lagoon:first-frame:${peer}`), { within: 60_000, every: 200 });
}

/** When the next press, or the next word typed, reaches the page. */
function newsOfPress({ page }: Person): Promise<number> {
  return page.evaluate(() =>
    new Promise<number>((resolve) => {
      const tell = () => resolve(performance.timeOrigin + performance.now());
      for (const type of ["click", "input"]) {
        addEventListener(type, tell, { capture: true, once: true });
      }
    })
  );
}
