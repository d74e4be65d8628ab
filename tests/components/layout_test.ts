/** Tiles fill what is there, whatever is there. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Box, layOut, layOutShared } from "../../client/layout.ts";

const GAP = 8;

const counts = fc.integer({ min: 1, max: 16 });
const boxes = fc.record({
  width: fc.integer({ min: 240, max: 4000 }),
  height: fc.integer({ min: 200, max: 2400 }),
});

function check(rule: (count: number, box: Box) => void): void {
  fc.assert(fc.property(counts, boxes, rule), { numRuns: 2_000 });
}

Deno.test("every tile has a place, and all of them fit into the box", () => {
  check((count, box) => {
    const { columns, rows, tile } = layOut(count, box, GAP);
    assert.ok(columns * rows >= count);
    assert.ok(columns * (rows - 1) < count, "no row is empty");
    assert.ok(columns * tile.width + (columns - 1) * GAP <= box.width);
    assert.ok(rows * tile.height + (rows - 1) * GAP <= box.height);
  });
});

Deno.test("the grid is as wide as its longest row, so that no row takes a tile too many", () => {
  check((count, box) => {
    const { columns, tile, width } = layOut(count, box, GAP);
    assert.equal(width, columns * tile.width + (columns - 1) * GAP);
  });
});

Deno.test("a tile is neither wider than a camera's picture nor too narrow for a face", () => {
  check((count, box) => {
    const { tile } = layOut(count, box, GAP);
    const narrowest = box.height > box.width ? 3 / 4 : 4 / 3;
    // A pixel is as close as whole pixels come.
    assert.ok(tile.width / (tile.height + 1) <= 16 / 9);
    assert.ok((tile.width + 1) / tile.height >= narrowest);
  });
});

Deno.test("a bigger box never makes smaller tiles", () => {
  check((count, box) => {
    // Within one of the two shapes of boxes, where the same rule of shape holds.
    const bigger = { width: box.width * 2, height: box.height * 2 };
    const before = layOut(count, box, GAP).tile;
    const after = layOut(count, bigger, GAP).tile;
    assert.ok(after.width * after.height >= before.width * before.height);
  });
});

Deno.test("the usual screens get the usual grids", () => {
  const desktop = { width: 1264, height: 668 };
  const phone = { width: 374, height: 720 };
  const grid = (count: number, box: Box) => {
    const { columns, rows } = layOut(count, box, GAP);
    return `${columns}×${rows}`;
  };
  const upTo8 = [1, 2, 3, 4, 5, 6, 7, 8];
  assert.deepEqual(
    upTo8.map((count) => grid(count, desktop)),
    ["1×1", "2×1", "2×2", "2×2", "3×2", "3×2", "3×3", "3×3"],
  );
  assert.deepEqual(
    upTo8.map((count) => grid(count, phone)),
    ["1×1", "1×2", "1×3", "1×4", "2×3", "2×3", "2×4", "2×4"],
  );
});

Deno.test("a box without room makes tiles without size, not an error", () => {
  assert.deepEqual(layOut(3, { width: 0, height: 0 }, GAP).tile, { width: 0, height: 0 });
});

const stages = fc.record({
  screens: fc.integer({ min: 1, max: 8 }),
  cameras: counts,
});

function checkShared(
  rule: (
    stage: ReturnType<typeof layOutShared>,
    counts: { screens: number; cameras: number },
    box: Box,
  ) => void,
): void {
  fc.assert(
    fc.property(stages, boxes, (counts, box) => rule(layOutShared(counts, box, GAP), counts, box)),
    { numRuns: 2_000 },
  );
}

const high = ({ rows, tile }: ReturnType<typeof layOut>) => rows * tile.height + (rows - 1) * GAP;

Deno.test("screens and cameras all have a place, and fit into the box side by side", () => {
  checkShared(({ flow, screens, cameras }, counts, box) => {
    assert.ok(screens.columns * screens.rows >= counts.screens);
    assert.ok(cameras.columns * cameras.rows >= counts.cameras);
    const [along, across] = flow === "row" ? [box.width, box.height] : [box.height, box.width];
    const sizes = [screens, cameras].map((grid) =>
      flow === "row" ? [grid.width, high(grid)] : [high(grid), grid.width]
    );
    assert.ok(sizes[0]![0]! + GAP + sizes[1]![0]! <= along, "along");
    for (const [, size] of sizes) assert.ok(size! <= across, "across");
  });
});

Deno.test("a screen is never smaller than a camera beside it", () => {
  const picture = ({ width, height }: Box) => Math.min(width, height * 16 / 9);
  checkShared(({ screens, cameras }, counts) => {
    if (counts.screens > 1) return;
    assert.ok(picture(screens.tile) + 1 >= picture(cameras.tile));
  });
});

Deno.test("a shared screen takes the most of the usual screens, the cameras stand beside or below it", () => {
  const counts = { screens: 1, cameras: 3 };
  const desktop = layOutShared(counts, { width: 1264, height: 668 }, GAP);
  assert.equal(desktop.flow, "row");
  assert.deepEqual(desktop.screens.tile, { width: 1004, height: 668 });
  assert.equal(`${desktop.cameras.columns}×${desktop.cameras.rows}`, "1×3");
  const phone = layOutShared(counts, { width: 374, height: 720 }, GAP);
  assert.equal(phone.flow, "column");
  assert.deepEqual(phone.screens.tile, { width: 374, height: 280 });
  assert.equal(`${phone.cameras.columns}×${phone.cameras.rows}`, "2×2");
  const two = layOutShared({ screens: 2, cameras: 3 }, { width: 1264, height: 668 }, GAP);
  assert.equal(`${two.screens.columns}×${two.screens.rows}`, "1×2");
});
