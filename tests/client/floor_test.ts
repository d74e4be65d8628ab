/** Who is heard to speak, and who has the floor. */
import assert from "node:assert/strict";
import { type Floor, forget, hear, SILENCE, speakers } from "../../client/floor.ts";
import type { PeerId } from "../../protocol/ids.ts";

const [ana, bo] = ["ana", "bo"] as PeerId[] as [PeerId, PeerId];
/** How often loudness is read. */
const TICK_MS = 80;

/** Lets `ms` pass in which each of `levels` is that loud. */
function during(start: Floor, ms: number, levels: Partial<Record<string, number>>): Floor {
  let floor = start;
  for (let passed = 0; passed < ms; passed += TICK_MS, clock += TICK_MS) {
    for (const [peer, level] of Object.entries(levels)) {
      floor = hear(floor, peer as PeerId, level!, clock);
    }
  }
  return floor;
}

let clock = 0;

Deno.test("a voice is heard at once, and until a pause longer than between words", () => {
  let floor = during(SILENCE, TICK_MS, { ana: 0.3 });
  assert.deepEqual(speakers(floor), [ana]);
  floor = during(floor, 560, { ana: 0.01 });
  assert.deepEqual(speakers(floor), [ana]);
  floor = during(floor, 160, { ana: 0.01 });
  assert.deepEqual(speakers(floor), []);
});

Deno.test("a cough does not take the floor, a word does", () => {
  const cough = during(SILENCE, 240, { ana: 0.5 });
  assert.equal(cough.holder, null);
  const word = during(cough, 400, { ana: 0.5 });
  assert.equal(word.holder, ana);
});

Deno.test("the floor stays with who spoke last until somebody else has spoken for a while", () => {
  let floor = during(SILENCE, 800, { ana: 0.3, bo: 0 });
  floor = during(floor, 10_000, { ana: 0, bo: 0 });
  assert.equal(floor.holder, ana);
  floor = during(floor, 240, { ana: 0, bo: 0.3 });
  assert.equal(floor.holder, ana);
  floor = during(floor, 400, { ana: 0, bo: 0.3 });
  assert.equal(floor.holder, bo);
});

Deno.test("two who talk at the same time do not pass the floor to and fro", () => {
  let floor = during(SILENCE, 800, { ana: 0.3, bo: 0 });
  let changes = 0;
  for (let second = 0; second < 30; second++) {
    const before = floor.holder;
    floor = during(
      floor,
      1_000,
      second % 2 === 0 ? { ana: 0.3, bo: 0.35 } : { ana: 0.35, bo: 0.3 },
    );
    if (floor.holder !== before) changes++;
  }
  assert.equal(changes, 0);
});

Deno.test("whoever insists and is much louder takes the floor from a hum", () => {
  let floor = during(SILENCE, 5_000, { ana: 0.07, bo: 0 });
  assert.equal(floor.holder, ana);
  floor = during(floor, 1_000, { ana: 0.07, bo: 0.4 });
  assert.equal(floor.holder, ana);
  floor = during(floor, 2_000, { ana: 0.07, bo: 0.4 });
  assert.equal(floor.holder, bo);
});

Deno.test("the floor of one who is heard no more is free for the next", () => {
  let floor = during(SILENCE, 800, { ana: 0.3 });
  floor = forget(floor, ana, clock);
  assert.deepEqual(speakers(floor), []);
  floor = during(floor, 560, { bo: 0.3 });
  assert.equal(floor.holder, bo);
  assert.equal(forget(floor, ana, clock), floor);
});
