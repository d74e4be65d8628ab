/** How tiles share the room there is. */

export interface Box {
  width: number;
  height: number;
}

export interface Grid {
  columns: number;
  rows: number;
  /** Size of every tile, in whole pixels. */
  tile: Box;
  /** From the first tile of a full row to its last. */
  width: number;
}

/** A tile is never wider than a camera's picture, so nothing but its sides is ever cut off. */
const WIDEST = 16 / 9;
/** How narrow a tile may get before a face no longer fits: upright boxes are phones, held upright. */
const NARROWEST = { landscape: 4 / 3, portrait: 3 / 4 };

/**
 * The grid that gives `count` tiles the most area inside `box`, `gap` pixels apart. Of two that give the
 * same, the one with fewer empty places wins.
 */
export function layOut(count: number, box: Box, gap: number): Grid {
  const narrowest = box.height > box.width ? NARROWEST.portrait : NARROWEST.landscape;
  let best: Grid = {
    columns: 1,
    rows: Math.max(1, count),
    tile: { width: 0, height: 0 },
    width: 0,
  };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = fit({
      width: (box.width - gap * (columns - 1)) / columns,
      height: (box.height - gap * (rows - 1)) / rows,
    }, narrowest);
    const gained = area(tile) - area(best.tile);
    if (gained > 0 || (gained === 0 && columns * rows < best.columns * best.rows)) {
      best = { columns, rows, tile, width: columns * tile.width + gap * (columns - 1) };
    }
  }
  return best;
}

/** The largest tile of an allowed shape inside `cell`. */
function fit(cell: Box, narrowest: number): Box {
  const width = Math.max(0, Math.min(cell.width, cell.height * WIDEST));
  const height = Math.max(0, Math.min(cell.height, width / narrowest));
  return { width: Math.floor(width), height: Math.floor(height) };
}

function area(box: Box): number {
  return box.width * box.height;
}
