/** The call outlives the server: it is killed, comes back, and nobody inside notices. */
import assert from "node:assert/strict";
import { eventually, watchFor } from "./support/eventually.ts";
import { hears, seesMoving, wireOf } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

/** Chromium tells the console of every socket that does not open. */
const SERVER_IS_GONE = [/WebSocket connection to .* failed/, /ERR_CONNECTION_REFUSED/];

const OUTAGE = { env: { LAGOON_SCENE: "outage" }, expect: SERVER_IS_GONE };

function connectionCount(person: Person): Promise<number> {
  return person.page.evaluate(() => globalThis.lagoonSpy.connections.length);
}

scene(
  "a killed server stops no frame, and the call says what that means",
  OUTAGE,
  async (stage) => {
    const ada = await stage.person("Ada");
    const grace = await stage.person("Grace");
    await ada.join();
    await grace.join();
    await seesMoving(ada, "Grace");
    await seesMoving(grace, "Ada");
    const connections = await connectionCount(ada);

    await stage.site.stop("SIGKILL");
    await eventually(
      "the call says that the server is away",
      () =>
        ada.page.getByRole("status").filter({ hasText: /reconnect|server/i }).first().isVisible(),
    );
    for (let second = 0; second < 5; second++) {
      const before = (await wireOf(ada.page)).videoFramesDecoded;
      await watchFor(1_000);
      const decoded = (await wireOf(ada.page)).videoFramesDecoded - before;
      // The fake camera draws 20 frames a second; a busy machine may be late, but not half a second.
      assert.ok(decoded >= 10, `second ${second + 1} without the server brought ${decoded} frames`);
    }
    await hears(ada);
    assert.equal(await ada.others.count(), 1);
    assert.equal(await connectionCount(ada), connections, "no connection was made anew");

    await stage.site.start();
    const linus = await stage.person("Linus");
    const asked = performance.now();
    await linus.join();
    await seesMoving(linus, "Ada", { frames: 1, every: 20 });
    const took = performance.now() - asked;
    for (const other of [ada, grace]) {
      await seesMoving(other, "Linus");
    }
    await seesMoving(linus, "Grace");
    assert.equal(await connectionCount(ada), connections + 1, "only the newcomer was connected to");
    // Those inside may sit on the longest rung of the reconnect ladder, 7 s, when the server returns.
    assert.ok(took < 9_000, `the newcomer waited ${Math.round(took)} ms`);
    await eventually(
      "the notice goes away",
      async () =>
        await ada.page.getByRole("status").filter({ hasText: /reconnect/i }).count() === 0,
    );
  },
);

scene(
  "a server that ends kindly tells its sockets to come back, and they do",
  OUTAGE,
  async (stage) => {
    const ada = await stage.person("Ada");
    const grace = await stage.person("Grace");
    await ada.join();
    await grace.join();
    await seesMoving(ada, "Grace");
    const connections = await connectionCount(ada);
    await stage.site.stop("SIGINT");
    await stage.site.start();
    const linus = await stage.person("Linus");
    await linus.join();
    await seesMoving(linus, "Ada");
    await seesMoving(linus, "Grace");
    assert.equal(await connectionCount(ada), connections + 1);
  },
);

scene("leaving while the server is away takes the tile away", OUTAGE, async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace");
  await ada.join();
  await grace.join();
  await seesMoving(ada, "Grace");
  await stage.site.stop("SIGKILL");
  try {
    await grace.leave();
    await eventually("Grace is gone", async () => await ada.tile("Grace").count() === 0, {
      within: 5_000,
    });
  } finally {
    await stage.site.start();
  }
});
