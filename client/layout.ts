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

/** A place on the stage. `x` counts from where lines of writing begin: the stage mirrors with them. */
export interface Place extends Box {
  x: number;
  y: number;
}

export interface Arrangement {
  main: readonly Place[];
  side: readonly Place[];
}

export interface StageCounts {
  /** The tiles that get most of the room: none in a grid. */
  main: number;
  /** What they show: whole screens, or a face, of which the sides may be cut off. */
  kind: "screen" | "face";
  side: number;
  /** The tiles for which there must be room at the side; no fewer than there are. */
  places: number;
}

/** Where every tile of a stage goes. */
export function arrange(counts: StageCounts, box: Box, gap: number): Arrangement {
  const { main, kind, side, places } = counts;
  const whole = { x: 0, y: 0, ...box };
  if (main === 0) {
    return { main: [], side: placesIn(whole, layOut(places, box, gap), side, gap) };
  }
  if (side === 0) {
    const grid = kind === "screen" ? divide(main, box, gap) : layOut(main, box, gap);
    return { main: placesIn(whole, grid, main, gap), side: [] };
  }
  const spotlight = layOutSpotlight({ main, kind, side: places }, box, gap);
  const { flow } = spotlight;
  const [first, second] = [spotlight.main, spotlight.side].map((grid) => lengthOf(grid, flow, gap));
  // Together they stand in the middle, however little of the room they need.
  const start = Math.floor(
    ((flow === "row" ? box.width : box.height) - first! - gap - second!) / 2,
  );
  const slice = (from: number, length: number): Place =>
    flow === "row"
      ? { x: from, y: 0, width: length, height: box.height }
      : { x: 0, y: from, width: box.width, height: length };
  return {
    main: placesIn(slice(start, first!), spotlight.main, main, gap),
    side: placesIn(slice(start + first! + gap, second!), spotlight.side, side, gap),
  };
}

export interface Spotlight {
  /** `row`: the others stand beside what is in the light; `column`: below it. */
  flow: "row" | "column";
  /** Each screen gets the whole of its cell: it decides by itself how much of that its picture needs. */
  main: Grid;
  side: Grid;
}

/** The others' part of the longer side, however much of it what is in the light could use. */
const LEAST_STRIP = 1 / 5;
/** And however little: what is in the light is what everyone looks at. */
const MOST_STRIP = { screen: 3 / 5, face: 2 / 5 };

/**
 * A stage on which some tiles are in the light: they take what their pictures can fill, and the others make do
 * with a strip along the end of the longer side.
 */
export function layOutSpotlight(
  { main, kind, side }: { main: number; kind: "screen" | "face"; side: number },
  box: Box,
  gap: number,
): Spotlight {
  const flow = box.height > box.width ? "column" : "row";
  const length = flow === "row" ? box.width : box.height;
  const upright = kind === "screen" ? WIDEST : NARROWEST.portrait;
  const useful = main * (flow === "row" ? box.height * WIDEST : box.width / upright);
  const rest = (length - gap - useful) / length;
  const strip = Math.floor(length * Math.min(MOST_STRIP[kind], Math.max(LEAST_STRIP, rest)));
  const lit = Math.max(0, length - strip - gap);
  const [place, edge] = flow === "row"
    ? [{ ...box, width: lit }, { ...box, width: strip }]
    : [{ ...box, height: lit }, { ...box, height: strip }];
  const grid = kind === "screen" ? divide(main, place, gap) : layOut(main, place, gap);
  return { flow, main: grid, side: layOut(side, edge, gap) };
}

/** The places of the first `count` tiles of `grid` in the middle of `around`; so is a last row that is not full. */
function placesIn(around: Place, grid: Grid, count: number, gap: number): Place[] {
  const { columns, tile } = grid;
  const top = around.y + Math.floor((around.height - lengthOf(grid, "column", gap)) / 2);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const width = inRow * tile.width + gap * (inRow - 1);
    const start = around.x + Math.floor((around.width - width) / 2);
    return {
      x: start + (index % columns) * (tile.width + gap),
      y: top + row * (tile.height + gap),
      ...tile,
    };
  });
}

function lengthOf({ rows, tile, width }: Grid, flow: "row" | "column", gap: number): number {
  return flow === "row" ? width : rows * tile.height + gap * (rows - 1);
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

export type Direction = "left" | "right" | "up" | "down";

/** The place that an eye would go to from `from` in that direction; `null` at the edge. Given as they are seen. */
export function neighbour(
  places: readonly Place[],
  from: number,
  direction: Direction,
): number | null {
  const start = places[from];
  if (start === undefined) return null;
  const [along, across] = AXES[direction];
  let best: { index: number; distance: number } | null = null;
  for (const [index, place] of places.entries()) {
    const ahead = along(middle(place)) - along(middle(start));
    if (index === from || ahead <= 1) continue;
    // What lies straight ahead comes before what is nearer and askew.
    const distance = ahead + 2 * Math.abs(across(middle(place)) - across(middle(start)));
    if (best === null || distance < best.distance) best = { index, distance };
  }
  return best?.index ?? null;
}

type Point = Pick<Place, "x" | "y">;
type Axis = (point: Point) => number;

const AXES: Readonly<Record<Direction, readonly [along: Axis, across: Axis]>> = {
  left: [({ x }) => -x, ({ y }) => y],
  right: [({ x }) => x, ({ y }) => y],
  up: [({ y }) => -y, ({ x }) => x],
  down: [({ y }) => y, ({ x }) => x],
};

function middle({ x, y, width, height }: Place): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
