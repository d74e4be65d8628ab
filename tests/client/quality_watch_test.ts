import assert from "node:assert/strict";
import type { LinkQuality, Measurement } from "../../client/link_quality.ts";
import { JUDGE_EVERY_MS, QualityWatch, READ_EVERY_MS } from "../../client/quality_watch.ts";
import type { LinkReading, Verdict } from "../../client/verdict.ts";
import type { PeerId } from "../../protocol/ids.ts";
import type { Trouble } from "../../protocol/peer_messages.ts";
import { World } from "../sim/world.ts";
import { statsReport } from "./support/stats_report.ts";

const [ANNA, BEN] = ["anna", "ben"] as PeerId[] as [PeerId, PeerId];

/** A call whose links lose what the test says. */
class Bench implements Disposable {
  readonly world = new World(1);
  readonly figures: ReadonlyMap<PeerId, LinkQuality>[] = [];
  readonly verdicts: Verdict[] = [];
  readonly told: Trouble[] = [];
  readonly readings: (readonly LinkReading[])[] = [];
  readonly loss = new Map<PeerId, number>([[ANNA, 0], [BEN, 0]]);
  measurements = 0;
  readonly watch = new QualityWatch({
    measure: () => Promise.resolve(this.#measure()),
    toldBy: () => "none",
    now: () => this.world.now,
    setTimer: (task, ms) => this.world.after(ms, task),
    onFigures: (figures) => this.figures.push(figures),
    onVerdict: (verdict) => this.verdicts.push(verdict),
    onReadings: (readings) => this.readings.push(readings),
    onTrouble: (trouble) => this.told.push(trouble),
  });

  [Symbol.dispose](): void {
    this.watch[Symbol.dispose]();
  }

  #measure(): ReadonlyMap<PeerId, Measurement> {
    this.measurements++;
    const packets = this.world.now;
    return new Map([...this.loss].map(([peer, loss]) => [peer, {
      epoch: 1,
      report: statsReport({ sent: [{ packets, bytes: packets * 100, reportedLoss: loss }] }),
      sending: { "1": "camera" },
      receiving: {},
    }]));
  }
}

Deno.test("while nobody reads the figures links are looked at every few seconds, and none are made", async () => {
  using bench = new Bench();
  await bench.world.run(JUDGE_EVERY_MS * 4 + 10);
  assert.equal(bench.measurements, 4);
  assert.deepEqual(bench.figures, []);
});

Deno.test("for somebody who reads them figures come every second, and stop with them", async () => {
  using bench = new Bench();
  bench.watch.closely = true;
  await bench.world.run(READ_EVERY_MS * 3 + 10);
  assert.equal(bench.figures.length, 4);
  assert.equal(bench.figures.at(-1)!.get(ANNA)!.sent.bitrate, 800_000);
  bench.watch.closely = false;
  const before = bench.figures.length;
  await bench.world.run(JUDGE_EVERY_MS * 2);
  assert.equal(bench.figures.length, before);
});

Deno.test("trouble is named once, told to the others while it lasts, and taken back", async () => {
  using bench = new Bench();
  for (const peer of [ANNA, BEN]) bench.loss.set(peer, 0.2);
  await bench.world.run(30_000);
  assert.deepEqual(bench.verdicts, [{ about: "ourselves", cause: "uplink" }]);
  assert.ok(bench.told.length > 1);
  assert.deepEqual([...new Set(bench.told)], ["uplink"]);
  for (const peer of [ANNA, BEN]) bench.loss.set(peer, 0);
  await bench.world.run(30_000);
  assert.deepEqual(bench.verdicts.at(-1), { about: "nothing" });
  assert.equal(bench.told.filter((what) => what === "none").length, 1);
});

Deno.test("whoever reads the figures changes nothing about the verdict", async () => {
  using bench = new Bench();
  bench.watch.closely = true;
  bench.loss.set(BEN, 0.2);
  await bench.world.run(30_000);
  assert.deepEqual(bench.verdicts, [{ about: "path", peer: BEN }]);
});

Deno.test("once it has ended nothing is measured any more", async () => {
  const bench = new Bench();
  bench[Symbol.dispose]();
  await bench.world.run(JUDGE_EVERY_MS * 4);
  assert.equal(bench.measurements, 0);
});
