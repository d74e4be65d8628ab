/** People who reload, crash, leave, lose their network or look elsewhere. */
import assert from "node:assert/strict";
import { eventually, watchFor } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { scene, type Stage } from "../support/stage.ts";
import { hide, show } from "../support/visibility.ts";
import { inACall, now, seeEachOther } from "./cast.ts";
import { connectionsOf } from "./connections.ts";
import { note, noteMachine, times } from "./figures.ts";
import { firstAfter, longestGap, watchFrames } from "./frame_watch.ts";
import { goneAt, watchTiles } from "./tile_watch.ts";
import { OUTAGE } from "../support/outage.ts";

const WITHOUT_SERVER = { expect: [...OUTAGE, /ERR_INTERNET_DISCONNECTED/] };

Deno.test.beforeAll(noteMachine);

scene("a reload leaves no ghost and is back in view", async (stage) => {
  const [ada, grace] = await inACall(stage, ["Ada", "Grace"]) as [Person, Person];
  const peer = await grace.peerId();
  const [tiles, frames] = [await watchTiles(ada), await watchFrames(ada)];
  const [ghosts, returns]: number[][] = [[], []];
  for (let round = 0; round < times({ short: 2, long: 20 }); round++) {
    const leftAt = now();
    await grace.page.reload({ waitUntil: "commit" });
    await grace.reaches("in-call");
    const own = await watchFrames(grace);
    const gone = await eventually(
      "the old tile goes",
      async () => goneAt(await tiles.stands(), peer, leftAt),
    );
    const back = await eventually("both see each other again", async () => {
      const [seen] = (await own.frames()).values();
      const theirs = firstAfter(await frames.framesOf(peer), gone);
      const ours = seen?.[0];
      return theirs !== undefined && ours !== undefined && Math.max(theirs, ours);
    }, { within: 30_000 });
    ghosts!.push(gone - leftAt);
    returns!.push(back - leftAt);
    assert.equal(await ada.others.count(), 1);
    assert.equal(await grace.peerId(), peer);
  }
  await note("reload: the old tile is gone", ghosts!);
  await note("reload: both in view of each other again", returns!);
});

scene("a tab that crashes is gone", async (stage) => {
  const waits: number[] = [];
  const [ada] = await inACall(stage, ["Ada"]) as [Person];
  const tiles = await watchTiles(ada);
  for (let round = 0; round < times({ short: 1, long: 10 }); round++) {
    const [grace] = await joins(stage, ada, `Grace ${round}`);
    const peer = await grace.peerId();
    const crashedAt = now();
    await grace.crash();
    const gone = await eventually(
      "the tile of the crashed tab goes",
      async () => goneAt(await tiles.stands(), peer, crashedAt),
      { within: 60_000 },
    );
    waits.push(gone - crashedAt);
    stage.people.splice(stage.people.indexOf(grace), 1);
  }
  await note("a crashed tab is gone", waits);
});

scene(
  "leaving while the server is dead takes the tile away at once",
  WITHOUT_SERVER,
  async (stage) => {
    const waits: number[] = [];
    const [ada] = await inACall(stage, ["Ada"]) as [Person];
    const tiles = await watchTiles(ada);
    for (let round = 0; round < times({ short: 1, long: 10 }); round++) {
      const [grace] = await joins(stage, ada, `Grace ${round}`);
      const peer = await grace.peerId();
      await stage.site.stop("SIGKILL");
      try {
        const leftAt = now();
        await grace.leave();
        const gone = await eventually(
          "the tile goes",
          async () => goneAt(await tiles.stands(), peer, leftAt),
          { within: 3_000 },
        );
        waits.push(gone - leftAt);
      } finally {
        await stage.site.start();
      }
    }
    await note("server dead: leaving takes the tile away", waits);
  },
);

scene(
  "a page whose network is said to be gone, and back, goes on",
  WITHOUT_SERVER,
  async (stage) => {
    const [ada, grace] = await inACall(stage, ["Ada", "Grace"]) as [Person, Person];
    const watches = await Promise.all([ada, grace].map(watchFrames));
    const connections = await connectionsOf(ada);
    const from = now();
    await ada.page.context().setOffline(true);
    await watchFor(2_000);
    await ada.page.context().setOffline(false);
    await watchFor(2_000);
    for (const watch of watches) {
      const [frames] = (await watch.frames()).values();
      assert.ok(longestGap(frames!, from, now()) < 3_000, "frames go on");
    }
    await seeEachOther([ada, grace]);
    assert.deepEqual(await connectionsOf(ada), connections);
  },
);

scene(
  "[H11] two pages that look for other paths at the same moment go on seeing each other",
  async (stage) => {
    const people = await inACall(stage, ["Ada", "Grace"]);
    const connections = await connectionsOf(people[0]!);
    for (let round = 0; round < 3; round++) {
      // As when the network of both comes back.
      await Promise.all(
        people.map(({ page }) => page.evaluate(() => dispatchEvent(new Event("online")))),
      );
      await watchFor(1_500);
      await seeEachOther(people);
    }
    assert.deepEqual(await connectionsOf(people[0]!), connections);
  },
);

scene("a tab in the background keeps its links", async (stage) => {
  const [ada, grace] = await inACall(stage, ["Ada", "Grace"]) as [Person, Person];
  const frames = await watchFrames(ada);
  const connections = await connectionsOf(grace);
  await hide(grace);
  const from = now();
  await watchFor(4_000);
  const gap = longestGap(await frames.framesOf(await grace.peerId()), from, now());
  assert.ok(gap < 3_000, `Ada goes on seeing Grace (a gap of ${gap} ms)`);
  assert.equal(await ada.tile("Grace").getAttribute("data-link"), "live");
  // Nobody encodes for a tab that nobody sees.
  await show(grace);
  await seeEachOther([ada, grace]);
  assert.deepEqual(await connectionsOf(grace), connections);
});

async function joins(stage: Stage, host: Person, name: string): Promise<[Person]> {
  const [guest] = await inACall(stage, [name]) as [Person];
  await seeEachOther([host, guest]);
  return [guest];
}
