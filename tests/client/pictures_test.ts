import assert from "node:assert/strict";
import type { LinkQuality } from "../../client/link_quality.ts";
import { type Encodings, MOST_STRAIN, TIRED_AFTER } from "../../client/picture_policy.ts";
import { BEGIN_MS, MUCH_LOST, Pictures, REST_MS } from "../../client/pictures.ts";
import * as size from "../../client/drawn_size.ts";
import { type LinkReading, SLOW_START_MS } from "../../client/verdict.ts";
import type { PeerId } from "../../protocol/ids.ts";
import type { Drawn } from "../../protocol/peer_messages.ts";
import { FakeTrack } from "../sim/fake_media.ts";
import { World } from "../sim/world.ts";

const [ANNA, BEN] = ["anna", "ben"] as PeerId[] as [PeerId, PeerId];
const SMALL: Drawn = { camera: size.SMALL, screen: size.NONE };
const LARGE: Drawn = { camera: size.LARGE, screen: size.NONE };
const NONE: Drawn = { camera: size.NONE, screen: size.NONE };

class FilmTrack extends FakeTrack {
  readonly #frame: MediaTrackSettings;

  constructor(frame: MediaTrackSettings) {
    super("video");
    this.#frame = frame;
  }

  override getSettings(): MediaTrackSettings {
    return this.#frame;
  }
}

function filming(width: number, height: number): MediaStreamTrack {
  return new FilmTrack({ width, height }) as unknown as MediaStreamTrack;
}

class Bench {
  readonly world = new World(1);
  /** How each is encoded for now. */
  readonly now = new Map<PeerId, Encodings>();
  decisions = 0;
  readonly pictures = new Pictures({
    setTimer: (task, ms) => this.world.after(ms, task),
    encode: (peer, encodings) => {
      this.decisions += 1;
      this.now.set(peer, encodings);
    },
  });

  constructor(...peers: PeerId[]) {
    this.pictures.setTrack("camera", filming(1280, 720));
    for (const peer of peers) this.pictures.open(peer);
  }

  async camera(peer: PeerId) {
    await this.world.run(REST_MS);
    return this.now.get(peer)!.camera;
  }
}

function reading(peer: PeerId, changes: Partial<LinkReading> & { loss?: number; cpu?: boolean }) {
  const { loss = 0, cpu = false, ...rest } = changes;
  const quality = { sent: { loss, limitation: cpu ? "cpu" : "bandwidth" } } as LinkQuality;
  return { peer, quality, age: SLOW_START_MS, told: "none", ...rest } as LinkReading;
}

Deno.test("[L12] until a peer says how large it draws us, it gets a picture of middle size", async () => {
  const bench = new Bench(ANNA);
  const { active, scaleResolutionDownBy } = await bench.camera(ANNA);
  assert.deepEqual([active, scaleResolutionDownBy], [true, 2]);
});

Deno.test("[L12] each gets what it draws, also when it says so before its connection is through", async () => {
  const bench = new Bench();
  bench.pictures.drew(ANNA, SMALL);
  bench.pictures.open(ANNA);
  bench.pictures.drew(BEN, NONE);
  assert.equal((await bench.camera(ANNA)).scaleResolutionDownBy, 4);
  assert.equal((await bench.camera(BEN)).active, false);
  bench.pictures.drew(BEN, LARGE);
  assert.equal((await bench.camera(BEN)).active, true);
});

Deno.test("[L12] who changes their mind all the time makes nobody encode anew all the time", async () => {
  const bench = new Bench(ANNA);
  await bench.world.run(REST_MS * 2);
  bench.decisions = 0;
  for (let i = 0; i < 100; i++) {
    bench.pictures.drew(ANNA, i % 2 === 0 ? LARGE : NONE);
    await bench.world.run(10);
  }
  assert.ok(bench.decisions <= 1 + 1_000 / REST_MS, String(bench.decisions));
  // And yet the last word holds.
  assert.equal((await bench.camera(ANNA)).active, false);
});

Deno.test("[L12] a connection that is built anew is told what the one before it was", async () => {
  const bench = new Bench(ANNA);
  bench.pictures.drew(ANNA, NONE);
  await bench.world.run(REST_MS * 2);
  bench.now.clear();
  bench.pictures.open(ANNA);
  assert.equal((await bench.camera(ANNA)).active, false);
});

Deno.test("[L12] the first change takes effect at once", async () => {
  const bench = new Bench(ANNA);
  await bench.world.run(REST_MS * 2);
  bench.pictures.drew(ANNA, NONE);
  assert.equal(bench.now.get(ANNA)!.camera.active, false);
});

Deno.test("[L12] a device that does not keep up sends less, a browser that feels its way does not", async () => {
  const bench = new Bench(ANNA);
  bench.pictures.drew(ANNA, LARGE);
  const judge = (changes: Parameters<typeof reading>[1], times = TIRED_AFTER) => {
    for (let i = 0; i < times; i++) bench.pictures.judge([reading(ANNA, changes)]);
  };
  judge({}, 20);
  assert.equal((await bench.camera(ANNA)).maxBitrate, 1_500_000, "held back by its bandwidth");
  judge({ cpu: true, age: SLOW_START_MS - 1 }, 20);
  assert.equal((await bench.camera(ANNA)).maxBitrate, 1_500_000, "in its first seconds");
  judge({ cpu: true });
  assert.equal((await bench.camera(ANNA)).scaleResolutionDownBy, 2);
  judge({ cpu: true }, TIRED_AFTER * MOST_STRAIN);
  assert.equal((await bench.camera(ANNA)).scaleResolutionDownBy, 4);
});

Deno.test("[L12] where much is lost, or whose downlink is narrow, the pictures of that link give way to its sound", async () => {
  const bench = new Bench(ANNA, BEN);
  for (const peer of [ANNA, BEN]) bench.pictures.drew(peer, LARGE);
  for (let i = 0; i < TIRED_AFTER; i++) {
    bench.pictures.judge([reading(ANNA, { loss: MUCH_LOST }), reading(BEN, {})]);
  }
  assert.equal((await bench.camera(ANNA)).scaleResolutionDownBy, 2);
  assert.equal((await bench.camera(BEN)).scaleResolutionDownBy, 1);
  for (let i = 0; i < TIRED_AFTER; i++) {
    bench.pictures.judge([reading(ANNA, {}), reading(BEN, { told: "downlink" })]);
  }
  assert.equal((await bench.camera(BEN)).scaleResolutionDownBy, 2);
});

Deno.test("[L12] of a phone that is held upright the short side counts", async () => {
  const bench = new Bench(ANNA);
  bench.pictures.setTrack("camera", filming(360, 640));
  bench.pictures.drew(ANNA, SMALL);
  assert.equal((await bench.camera(ANNA)).scaleResolutionDownBy, 2);
});

Deno.test("[L12] whoever is gone leaves their share to the others", async () => {
  const bench = new Bench(ANNA, BEN);
  const third = "cy" as PeerId;
  for (const peer of [ANNA, BEN, third]) bench.pictures.drew(peer, LARGE);
  assert.equal((await bench.camera(ANNA)).scaleResolutionDownBy, 2);
  bench.pictures.close(third);
  assert.equal((await bench.camera(ANNA)).scaleResolutionDownBy, 1);
});

Deno.test("[L12] a face begins whenever it is sent after it was not, and over every other connection", async () => {
  const bench = new Bench(ANNA);
  const begins = async (after = 0) => {
    await bench.world.run(after);
    return (await bench.camera(ANNA)).begins;
  };
  assert.deepEqual([await begins(), await begins(BEGIN_MS)], [true, false]);
  bench.pictures.drew(ANNA, NONE);
  assert.equal(await begins(BEGIN_MS), true, "what is not sent will begin");
  bench.pictures.drew(ANNA, SMALL);
  assert.deepEqual([await begins(), await begins(BEGIN_MS)], [true, false]);
  bench.pictures.drew(ANNA, LARGE);
  assert.equal(await begins(), false, "another size is no beginning");
  bench.pictures.open(ANNA);
  assert.deepEqual([await begins(), await begins(BEGIN_MS)], [true, false]);
  bench.pictures.setTrack("camera", null);
  await bench.world.run(BEGIN_MS);
  bench.pictures.setTrack("camera", filming(1280, 720));
  assert.deepEqual([await begins(), await begins(BEGIN_MS)], [true, false]);
  bench.pictures.close(ANNA);
  bench.pictures.drew(ANNA, SMALL);
  assert.equal(await begins(), true, "who went and is back is somebody new");
});

Deno.test("[L12] a screen begins by itself, however long the face beside it has been sent", async () => {
  const bench = new Bench(ANNA);
  const begin = async (after = 0) => {
    await bench.world.run(after);
    const { begins } = await bench.camera(ANNA);
    return [begins, bench.now.get(ANNA)!.screen.begins];
  };
  assert.deepEqual(await begin(BEGIN_MS), [false, true], "what is not shared will begin");
  bench.pictures.setTrack("screen", filming(1280, 720));
  assert.deepEqual(await begin(), [false, true]);
  assert.deepEqual(await begin(BEGIN_MS), [false, false]);
  bench.pictures.open(ANNA);
  assert.deepEqual(await begin(), [true, true]);
  assert.deepEqual(await begin(BEGIN_MS), [false, false]);
  bench.pictures.setTrack("screen", null);
  assert.deepEqual(await begin(), [false, true]);
});

Deno.test("[L12] nobody begins anew because others come and go", async () => {
  const bench = new Bench(ANNA);
  await bench.world.run(BEGIN_MS + REST_MS);
  bench.pictures.open(BEN);
  assert.deepEqual([(await bench.camera(ANNA)).begins, (await bench.camera(BEN)).begins], [
    false,
    true,
  ]);
  bench.pictures.close(BEN);
  await bench.world.run(BEGIN_MS);
  assert.equal((await bench.camera(ANNA)).begins, false);
});
