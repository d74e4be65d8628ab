/** Which tiles the stage shows, which of them get most of its room, and which wait on another page. */
import type { Participant } from "./call_state.ts";
import type { StageMode } from "./preferences.ts";

export interface Tile {
  participant: Participant;
  source: "camera" | "screen";
}

/** Names a tile for as long as it is there. */
export function tileKey({ participant, source }: Tile): string {
  return `${participant.peer} ${source}`;
}

export interface StageWishes {
  mode: StageMode;
  /** The tile that somebody wants to look at, whatever happens. */
  pinned: string | null;
  /** The page that was turned to. */
  page: number;
  selfHidden: boolean;
}

export interface StagePlan {
  /** What gets most of the room. Nothing does in a grid. */
  main: readonly Tile[];
  /** The other tiles on this page. */
  side: readonly Tile[];
  /** The tiles for which there is room: beside what is in the light as many on every page, lest it moves as pages turn. */
  places: number;
  page: number;
  pages: number;
}

/** As many tiles as one looks at together; a ninth begins the next page. */
export const TILES_PER_PAGE = 8;

/** `participants` in the order of their places, `speaker` as who has the floor. */
export function planStage(
  participants: readonly Participant[],
  speaker: string | null,
  wishes: StageWishes,
): StagePlan {
  const tiles = tilesOf(participants, wishes.selfHidden);
  const main = mainTiles(tiles, speaker, wishes);
  const rest = tiles.filter((tile) => !main.includes(tile));
  const pages = Math.max(1, Math.ceil(rest.length / TILES_PER_PAGE));
  const page = Math.min(Math.max(0, wishes.page), pages - 1);
  const side = rest.slice(page * TILES_PER_PAGE, (page + 1) * TILES_PER_PAGE);
  const places = main.length > 0 && pages > 1 ? TILES_PER_PAGE : side.length;
  return { main, side, places, page, pages };
}

/** Whoever is alone sees themselves, or there would be nothing at all. */
function tilesOf(participants: readonly Participant[], selfHidden: boolean): Tile[] {
  const hidden = selfHidden && participants.length > 1;
  const cameras = participants.filter(({ self }) => !self || !hidden);
  const screens = participants.filter(({ screen }) => screen === "on");
  return [
    ...cameras.map((participant): Tile => ({ participant, source: "camera" })),
    ...screens.map((participant): Tile => ({ participant, source: "screen" })),
  ];
}

function mainTiles(
  tiles: readonly Tile[],
  speaker: string | null,
  { mode, pinned }: StageWishes,
): Tile[] {
  const wanted = tiles.filter((tile) => tileKey(tile) === pinned);
  if (wanted.length > 0) return wanted;
  const others = tiles.filter(({ participant }) => !participant.self);
  // Nobody looks at their own screen in here: a small tile says that it is shared.
  const screens = others.filter(({ source }) => source === "screen");
  if (screens.length > 0 || mode === "grid") return screens;
  const face = others.find(({ participant }) => participant.peer === speaker) ?? others[0];
  return face === undefined ? [] : [face];
}
