/** Puts the tiles of a stage where they belong, when the plan changes and whenever the room for them does. */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { arrange, type Place } from "../client/layout.ts";
import type { DrawnTiles } from "../client/session_types.ts";
import { type StagePlan, type Tile, tileKey } from "../client/stage_plan.ts";
import { listen } from "./listen.ts";

/** The distance between tiles. */
const GAP_PX = 8;

/**
 * The tiles are the children of what the returned reference is given to; each names itself by its data. `onDrawn` hears
 * which of them are seen, and how high.
 */
export function useArrangement(
  plan: StagePlan,
  onDrawn: (tiles: DrawnTiles) => void,
): RefObject<HTMLDivElement> {
  const stage = useRef<HTMLDivElement>(null);
  const latest = useRef(plan);
  latest.current = plan;

  function place(resized: boolean): void {
    const element = stage.current;
    if (element === null) return;
    // A tile glides to its new place, but follows the edge of a window without delay.
    element.toggleAttribute("data-still", resized);
    const places = placesOf(latest.current, element);
    for (const tile of element.querySelectorAll<HTMLElement>(":scope > [data-peer]")) {
      const { peer, source } = tile.dataset;
      const place = places.get(`${peer} ${source}`);
      if (place !== undefined) put(tile, place);
    }
    onDrawn(seenOf(places, element));
  }

  useLayoutEffect(() => place(false));
  useLayoutEffect(() => {
    if (stage.current === null) return;
    const again = () => place(true);
    const observer = new ResizeObserver(again);
    observer.observe(stage.current);
    const end = listen(document, { fullscreenchange: again });
    return () => {
      observer.disconnect();
      end();
    };
  }, []);

  return stage;
}

function placesOf(
  { main, side, places }: StagePlan,
  { clientWidth, clientHeight }: HTMLElement,
): Map<string, Place> {
  const counts = {
    main: main.length,
    kind: main[0]?.source === "screen" ? "screen" : "face",
    side: side.length,
    places,
  } as const;
  const arrangement = arrange(counts, { width: clientWidth, height: clientHeight }, GAP_PX);
  const pairs = (tiles: readonly Tile[], places: readonly Place[]) =>
    tiles.map((tile, index): [string, Place] => [tileKey(tile), places[index]!]);
  return new Map([...pairs(main, arrangement.main), ...pairs(side, arrangement.side)]);
}

/** A tile that fills the screen covers all others. */
function seenOf(places: ReadonlyMap<string, Place>, stage: HTMLElement): DrawnTiles {
  const filling = document.fullscreenElement as HTMLElement | null;
  if (filling?.parentElement !== stage) return places;
  return new Map([[`${filling.dataset.peer} ${filling.dataset.source}`, { height: innerHeight }]]);
}

function put(tile: HTMLElement, { x, y, width, height }: Place): void {
  const properties = {
    "--tile-start": x,
    "--tile-top": y,
    "--tile-width": width,
    "--tile-height": height,
  };
  for (const [name, pixels] of Object.entries(properties)) {
    tile.style.setProperty(name, `${pixels}px`);
  }
}
