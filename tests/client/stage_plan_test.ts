/** Which tiles are shown, and which of them are in the light. */
import assert from "node:assert/strict";
import type { Participant } from "../../client/call_state.ts";
import {
  planStage,
  type StageWishes,
  type Tile,
  tileKey,
  TILES_PER_PAGE,
} from "../../client/stage_plan.ts";
import { participant } from "../support/fake_session.ts";

const GRID: StageWishes = { mode: "grid", pinned: null, page: 0, selfHidden: false };

const self = { ...participant("self"), self: true };
const bo = participant("bo");
const cy = participant("cy");

function crowd(size: number): Participant[] {
  return [self, ...Array.from({ length: size - 1 }, (_, i) => participant(`p${i + 1}`))];
}

const keys = (tiles: readonly Tile[]) => tiles.map(tileKey);

function plan(
  participants: readonly Participant[],
  wishes: Partial<StageWishes> = {},
  speaker: string | null = null,
) {
  const { main, side, ...rest } = planStage(participants, speaker, { ...GRID, ...wishes });
  return { main: keys(main), side: keys(side), ...rest };
}

Deno.test("in a grid everyone is alike", () => {
  const { main, side, pages } = plan([self, bo, cy], {}, "bo");
  assert.deepEqual(main, []);
  assert.deepEqual(side, ["self camera", "bo camera", "cy camera"]);
  assert.equal(pages, 1);
});

Deno.test("a ninth tile begins a page of its own, and there has all the room", () => {
  const nine = crowd(TILES_PER_PAGE + 1);
  const first = plan(nine);
  assert.equal(first.pages, 2);
  assert.equal(first.side.length, TILES_PER_PAGE);
  const second = plan(nine, { page: 1 });
  assert.deepEqual(second.side, ["p8 camera"]);
  assert.equal(second.places, 1);
});

Deno.test("beside what is in the light every page has the same places, so that it does not move", () => {
  const crowded = crowd(TILES_PER_PAGE + 2);
  for (const page of [0, 1]) {
    assert.equal(plan(crowded, { mode: "speaker", page }, "p1").places, TILES_PER_PAGE);
    assert.equal(plan(crowded, { pinned: "p1 camera", page }).places, TILES_PER_PAGE);
  }
});

Deno.test("every tile is on exactly one page, whatever the number", () => {
  for (let size = 1; size <= 33; size++) {
    const { pages } = plan(crowd(size));
    const shown = Array.from({ length: pages }, (_, page) => plan(crowd(size), { page }).side)
      .flat();
    assert.deepEqual(shown, crowd(size).map(({ peer }) => `${peer} camera`));
  }
});

Deno.test("a page that is gone leads back to the last there is", () => {
  assert.equal(plan(crowd(9), { page: 7 }).page, 1);
  assert.equal(plan(crowd(8), { page: 1 }).page, 0);
});

Deno.test("who has the floor is in the light; before anybody has, the first of the others", () => {
  const speaker = { mode: "speaker" } as const;
  assert.deepEqual(plan([self, bo, cy], speaker, "cy").main, ["cy camera"]);
  assert.deepEqual(plan([self, bo, cy], speaker).main, ["bo camera"]);
  assert.deepEqual(plan([self, bo, cy], speaker, "gone").main, ["bo camera"]);
  assert.deepEqual(plan([self], speaker), {
    main: [],
    side: ["self camera"],
    places: 1,
    page: 0,
    pages: 1,
  });
});

Deno.test("what others share comes before who speaks, and one's own screen before nothing", () => {
  const [sharing, own] = [{ ...bo, screen: "on" }, { ...self, screen: "on" }] as const;
  const { main, side } = plan([own, sharing, cy], { mode: "speaker" }, "cy");
  assert.deepEqual(main, ["bo screen"]);
  assert.deepEqual(side, ["self camera", "bo camera", "cy camera", "self screen"]);
});

Deno.test("what is pinned stays in the light, until it is gone", () => {
  const sharing = { ...bo, screen: "on" } as const;
  assert.deepEqual(plan([self, sharing, cy], { pinned: "cy camera" }, "bo").main, ["cy camera"]);
  assert.deepEqual(plan([self, bo, cy], { pinned: "self camera" }).main, ["self camera"]);
  assert.deepEqual(plan([self, bo], { pinned: "cy camera" }).main, []);
});

Deno.test("our own picture can be hidden from us, but not the only one there is", () => {
  assert.deepEqual(plan([self, bo], { selfHidden: true }).side, ["bo camera"]);
  assert.deepEqual(plan([self], { selfHidden: true }).side, ["self camera"]);
});
