import assert from "node:assert/strict";
import fc from "fast-check";
import { drawnSize, LARGE, MEDIUM, NONE, SMALL } from "../../client/drawn_size.ts";
import { DOWN_MS, UP_MS, Viewing } from "../../client/viewing.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { World } from "../sim/world.ts";

const [ANNA, BEN] = ["anna", "ben"] as PeerId[] as [PeerId, PeerId];

const WORDS = ["none", "small", "medium", "large"] as const;

class Bench {
  readonly world = new World(1);
  /** What was told to whom, as `peer camera screen`. */
  readonly told: string[] = [];
  shown = true;
  readonly viewing = new Viewing({
    isShown: () => this.shown,
    setTimer: (task, ms) => this.world.after(ms, task),
    onTell: (peer, { camera, screen }) =>
      this.told.push(`${peer} ${WORDS[camera]} ${WORDS[screen]}`),
  });

  constructor(...peers: PeerId[]) {
    for (const peer of peers) this.viewing.greet(peer);
  }

  see(heights: Record<string, number>, view: "page" | "small-window" = "page"): void {
    const tiles = Object.entries(heights).map(([key, height]) =>
      [key, { height: height / 2 }] as const
    );
    this.viewing.see(view, new Map(tiles), 2);
  }

  look(shown: boolean): void {
    this.shown = shown;
    this.viewing.look();
  }

  /** What was told since this was last asked, after `ms`. */
  async after(ms: number): Promise<string[]> {
    await this.world.run(ms);
    return this.told.splice(0);
  }
}

Deno.test("[K10] nobody is told anything before there is something to see, and then all at once", async () => {
  const bench = new Bench(ANNA, BEN);
  assert.deepEqual(await bench.after(10_000), []);
  bench.see({ "anna camera": 300, "anna screen": 900 });
  assert.deepEqual(bench.told, ["anna medium large", "ben none none"]);
});

Deno.test("[K10] what comes into view is told at once, what grows soon, and what shrinks or goes later", async () => {
  const bench = new Bench(ANNA);
  bench.see({});
  bench.told.splice(0);
  bench.see({ "anna camera": 100 });
  assert.deepEqual(bench.told.splice(0), ["anna small none"]);
  bench.see({ "anna camera": 900 });
  assert.deepEqual(await bench.after(UP_MS - 1), []);
  assert.deepEqual(await bench.after(1), ["anna large none"]);
  bench.see({ "anna camera": 100 });
  assert.deepEqual(await bench.after(DOWN_MS - 1), []);
  assert.deepEqual(await bench.after(1), ["anna small none"]);
  bench.see({});
  assert.deepEqual(await bench.after(DOWN_MS), ["anna none none"]);
});

Deno.test("[K10] pages that are turned to and fro, and windows that are pulled at, tell nothing", async () => {
  const bench = new Bench(ANNA);
  bench.see({ "anna camera": 300 });
  bench.told.splice(0);
  for (let turn = 0; turn < 20; turn++) {
    bench.see(turn % 2 === 0 ? {} : { "anna camera": 300 });
    assert.deepEqual(await bench.after(DOWN_MS / 2), []);
  }
  for (let turn = 0; turn < 20; turn++) {
    bench.see({ "anna camera": turn % 2 === 0 ? 600 : 300 });
    assert.deepEqual(await bench.after(UP_MS / 2), []);
  }
  // What is drawn the same again and again does not begin to wait anew.
  bench.see({ "anna camera": 600 });
  for (let draw = 0; draw < 4; draw++) {
    await bench.world.run(UP_MS / 4);
    bench.see({ "anna camera": 600 });
  }
  assert.deepEqual(bench.told, ["anna large none"]);
});

Deno.test("[K10] around an edge a size stays what it was", () => {
  assert.deepEqual([0, 1, 280, 281, 540, 541].map((height) => drawnSize(height, NONE)), [
    NONE,
    SMALL,
    SMALL,
    MEDIUM,
    MEDIUM,
    LARGE,
  ]);
  assert.equal(drawnSize(260, MEDIUM), MEDIUM);
  assert.equal(drawnSize(250, MEDIUM), SMALL);
  assert.equal(drawnSize(500, LARGE), LARGE);
  assert.equal(drawnSize(0, SMALL), NONE);
  fc.assert(
    fc.property(fc.nat(2_000), fc.constantFrom(NONE, SMALL, MEDIUM, LARGE), (height, before) => {
      const now = drawnSize(height, before);
      assert.equal(drawnSize(height, now), now, "it is settled at once");
      assert.ok(now >= drawnSize(height, NONE));
    }),
  );
});

Deno.test("[K10] of a page that nobody looks at nothing is seen, and when it is shown again all is at once", async () => {
  const bench = new Bench(ANNA);
  bench.see({ "anna camera": 300 });
  bench.told.splice(0);
  bench.look(false);
  assert.deepEqual(await bench.after(DOWN_MS), ["anna none none"]);
  bench.look(true);
  assert.deepEqual(bench.told, ["anna medium none"]);
});

Deno.test("[K10] what is in a small window is seen, page or no page", async () => {
  const bench = new Bench(ANNA, BEN);
  bench.see({ "anna camera": 600, "ben camera": 600 });
  bench.see({ "anna camera": 200 }, "small-window");
  bench.told.splice(0);
  bench.look(false);
  assert.deepEqual((await bench.after(DOWN_MS)).sort(), ["anna small none", "ben none none"]);
  bench.see({}, "small-window");
  assert.deepEqual(await bench.after(DOWN_MS), ["anna none none"]);
});

Deno.test("[K10] a new connection is told again what is seen now, and whoever is gone is told nothing", async () => {
  const bench = new Bench(ANNA);
  bench.see({ "anna camera": 300 });
  bench.see({ "anna camera": 900 });
  bench.told.splice(0);
  bench.viewing.greet(ANNA);
  assert.deepEqual(await bench.after(10_000), ["anna large none"]);
  bench.see({});
  bench.viewing.forget(ANNA);
  assert.deepEqual(await bench.after(10_000), []);
});
