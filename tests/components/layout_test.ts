/** Tiles fill what is there, whatever is there. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  arrange,
  type Box,
  layOut,
  layOutSpotlight,
  neighbour,
  type Place,
} from "../../client/layout.ts";

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

Deno.test("no other grid of tiles of an allowed shape would show more", () => {
  fc.assert(
    fc.property(counts, boxes, (count, box) => {
      const { tile } = layOut(count, box, GAP);
      const narrowest = box.height > box.width ? 3 / 4 : 4 / 3;
      for (let columns = 1; columns <= count; columns++) {
        const rows = Math.ceil(count / columns);
        const cell = {
          width: (box.width - GAP * (columns - 1)) / columns,
          height: (box.height - GAP * (rows - 1)) / rows,
        };
        const width = Math.floor(Math.min(cell.width, cell.height * 16 / 9));
        const height = Math.floor(Math.min(cell.height, width / narrowest));
        assert.ok(tile.width * tile.height >= width * height, `${columns} columns show more`);
      }
    }),
    { numRuns: 2_000 },
  );
});

const stages = fc.record({
  main: fc.integer({ min: 0, max: 8 }),
  kind: fc.constantFrom("screen" as const, "face" as const),
  side: fc.integer({ min: 0, max: 16 }),
  spare: fc.integer({ min: 0, max: 8 }),
});

function checkStage(
  rule: (places: readonly Place[], counts: { main: number; side: number }, box: Box) => void,
): void {
  fc.assert(
    fc.property(stages, boxes, ({ spare, ...counts }, box) => {
      const { main, side } = arrange({ ...counts, places: counts.side + spare }, box, GAP);
      assert.equal(main.length, counts.main);
      assert.equal(side.length, counts.side);
      rule([...main, ...side], counts, box);
    }),
    { numRuns: 2_000 },
  );
}

Deno.test("every tile of a stage lies inside it", () => {
  checkStage((places, _counts, box) => {
    for (const { x, y, width, height } of places) {
      assert.ok(x >= 0 && y >= 0, `${x}, ${y}`);
      assert.ok(x + width <= box.width && y + height <= box.height);
    }
  });
});

Deno.test("no two tiles of a stage touch each other", () => {
  checkStage((places) => {
    for (const [i, one] of places.entries()) {
      for (const other of places.slice(i + 1)) {
        const apart = one.x + one.width + GAP <= other.x || other.x + other.width + GAP <= one.x ||
          one.y + one.height + GAP <= other.y || other.y + other.height + GAP <= one.y;
        assert.ok(apart, JSON.stringify([one, other]));
      }
    }
  });
});

Deno.test("what is in the light is never smaller than what stands beside it", () => {
  const picture = ({ width, height }: Box) => Math.min(width, height * 16 / 9);
  checkStage((places, { main, side }) => {
    if (main !== 1 || side === 0) return;
    assert.ok(picture(places[0]!) + 1 >= picture(places[1]!));
  });
});

Deno.test("beside what is in the light pages give every tile the same size, full or not, and do not move it", () => {
  const box = { width: 1264, height: 668 };
  const pages = [8, 3, 1].map((side) =>
    arrange({ main: 1, kind: "face", side, places: 8 }, box, GAP)
  );
  const sizes = pages.flatMap(({ side }) => side.map(({ width, height }) => `${width}×${height}`));
  assert.equal(new Set(sizes).size, 1);
  for (const { main } of pages) assert.deepEqual(main, pages[0]!.main);
});

Deno.test("a shared screen takes the most of the usual screens, the cameras stand beside or below it", () => {
  const counts = { main: 1, kind: "screen", side: 3 } as const;
  const desktop = layOutSpotlight(counts, { width: 1264, height: 668 }, GAP);
  assert.equal(desktop.flow, "row");
  assert.deepEqual(desktop.main.tile, { width: 1004, height: 668 });
  assert.equal(`${desktop.side.columns}×${desktop.side.rows}`, "1×3");
  const phone = layOutSpotlight(counts, { width: 374, height: 720 }, GAP);
  assert.equal(phone.flow, "column");
  assert.deepEqual(phone.main.tile, { width: 374, height: 280 });
  assert.equal(`${phone.side.columns}×${phone.side.rows}`, "2×2");
  const two = layOutSpotlight({ ...counts, main: 2 }, { width: 1264, height: 668 }, GAP);
  assert.equal(`${two.main.columns}×${two.main.rows}`, "1×2");
});

Deno.test("a face in the light may be upright on a phone, a screen may not", () => {
  const box = { width: 374, height: 720 };
  const face = layOutSpotlight({ main: 1, kind: "face", side: 3 }, box, GAP);
  assert.ok(face.main.tile.height > face.main.tile.width);
});

Deno.test("arrows lead to the tile that an eye would go to, and nowhere past the edge", () => {
  // 0 1 2
  //  3 4
  const { side } = arrange({ main: 0, kind: "face", side: 5, places: 5 }, {
    width: 1200,
    height: 500,
  }, GAP);
  assert.equal(neighbour(side, 0, "right"), 1);
  assert.equal(neighbour(side, 2, "right"), null);
  assert.equal(neighbour(side, 1, "left"), 0);
  assert.equal(neighbour(side, 0, "up"), null);
  assert.equal(neighbour(side, 0, "down"), 3);
  assert.equal(neighbour(side, 2, "down"), 4);
  assert.equal(neighbour(side, 4, "up"), 1);
  assert.equal(neighbour(side, 9, "up"), null);
});
