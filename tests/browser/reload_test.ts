/** A reload in the middle of a call is a resume: the same seat, no ghost, no touch. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { hears, seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

/** What one person saw of the others at a moment: a tile, its claim, its frames so far. */
interface Glimpse {
  at: number;
  tiles: { peer: string; link: string; frames: number }[];
}

/** How often it is looked, in milliseconds. */
const LOOK_EVERY_MS = 100;

/** Starts to look; the answer ends it and tells what was seen. */
async function watchTiles(person: Person): Promise<() => Promise<Glimpse[]>> {
  const glimpses = await person.page.evaluateHandle((everyMs) => {
    const seen: Glimpse[] = [];
    const timer = setInterval(() => {
      const tiles = [
        ...document.querySelectorAll<HTMLElement>("figure[data-peer]:not([data-self])"),
      ]
        .map((tile) => ({
          peer: tile.dataset.peer!,
          link: tile.dataset.link!,
          frames: tile.querySelector("video")?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
        }));
      seen.push({ at: performance.now(), tiles });
    }, everyMs);
    return { seen, stop: () => clearInterval(timer) };
  }, LOOK_EVERY_MS);
  return () =>
    glimpses.evaluate(({ seen, stop }) => {
      stop();
      return seen;
    });
}

/**
 * The longest time in which a ghost was shown: two tiles of one person, or one that says it is live
 * while its picture stands still. Only two people are in the call, so any second tile is a ghost.
 * A page that is held up can take nothing away: what it was not given does not count.
 */
function longestGhost(glimpses: readonly Glimpse[]): number {
  let longest = 0;
  let lasts = 0;
  glimpses.forEach((glimpse, i) => {
    const before = glimpses[i - 1];
    const still = glimpse.tiles.some((tile) =>
      tile.link === "live" &&
      before?.tiles.some(({ peer, frames }) => peer === tile.peer && frames === tile.frames)
    );
    const since = before === undefined ? 0 : glimpse.at - before.at;
    if (glimpse.tiles.length > 1 || still) lasts += Math.min(since, 2 * LOOK_EVERY_MS);
    else lasts = 0;
    longest = Math.max(longest, lasts);
  });
  return longest;
}

scene(
  "a reload keeps the seat, leaves no ghost, and brings the picture back by itself",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    const seat = await grace.peerId();

    for (let round = 0; round < 3; round++) {
      const stopWatching = await watchTiles(ada);
      await grace.page.reload();
      await grace.reaches("in-call");
      await seesMoving(ada, "Grace");
      await seesMoving(grace, "Ada");
      await hears(ada);
      const ghost = longestGhost(await stopWatching());
      assert.ok(ghost <= 500, `a ghost was seen for ${Math.round(ghost)} ms`);
      assert.equal(await grace.peerId(), seat);
      assert.equal(await ada.others.count(), 1);
    }
  },
);

scene("a second tab on the same call is a person of its own", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.join();
  const second = await ada.page.context().newPage();
  await second.goto(stage.site.origin + stage.path);
  await second.getByRole("button", { name: "Join call", exact: true }).click();
  await eventually("Ada sees one other", async () => await ada.others.count() === 1);
  await eventually(
    "the seats differ",
    async () => await ada.others.first().getAttribute("data-peer") !== await ada.peerId(),
  );
});

scene("mute and a raised hand survive a reload, and the hand keeps its place", async (stage) => {
  const [ada, grace] = await stage.meeting("Ada", "Grace");
  await ada.press("Mute");
  await ada.press("Raise hand");
  const first = ada.page.getByRole("figure", { name: /^Ada.*hand raised, number 1/ });
  await grace.press("Raise hand");
  await first.waitFor();
  await ada.page.reload();
  await ada.reaches("in-call");
  await eventually("still muted", () => ada.button("Unmute").isVisible());
  await ada.button("Lower hand").waitFor();
  await first.waitFor();
});
