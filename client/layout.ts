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

export interface SharedStage {
  /** `row`: the cameras stand beside the screens; `column`: below them. */
  flow: "row" | "column";
  /** Each screen gets the whole of its cell: it decides by itself how much of that its picture needs. */
  screens: Grid;
  cameras: Grid;
}

/** The cameras' part of the longer side, however much the screens could use. */
const LEAST_STRIP = 1 / 5;
/** And however little: what is shared is what everyone looks at. */
const MOST_STRIP = 3 / 5;

/**
 * A stage on which at least one screen is shared: screens take what wide pictures can fill, and the cameras
 * make do with a strip along the end of the longer side.
 */
export function layOutShared(
  { screens, cameras }: { screens: number; cameras: number },
  box: Box,
  gap: number,
): SharedStage {
  const flow = box.height > box.width ? "column" : "row";
  const length = flow === "row" ? box.width : box.height;
  const useful = screens * (flow === "row" ? box.height * WIDEST : box.width / WIDEST);
  const rest = (length - gap - useful) / length;
  const strip = Math.floor(length * Math.min(MOST_STRIP, Math.max(LEAST_STRIP, rest)));
  const main = Math.max(0, length - strip - gap);
  const [place, side] = flow === "row"
    ? [{ ...box, width: main }, { ...box, width: strip }]
    : [{ ...box, height: main }, { ...box, height: strip }];
  return { flow, screens: divide(screens, place, gap), cameras: layOut(cameras, side, gap) };
}

/** Cells that use up the whole `box`, in the grid in which wide pictures come out largest. */
function divide(count: number, box: Box, gap: number): Grid {
  let best: Grid = layOut(0, box, gap);
  let shown = -1;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = {
      width: Math.max(0, Math.floor((box.width - gap * (columns - 1)) / columns)),
      height: Math.max(0, Math.floor((box.height - gap * (rows - 1)) / rows)),
    };
    const picture = area(fit(tile, WIDEST));
    if (picture <= shown) continue;
    shown = picture;
    best = { columns, rows, tile, width: columns * tile.width + gap * (columns - 1) };
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
