/**
 * One stop for Tab among many tiles, and arrows to go from each to the one beside it: a roving tabindex, as the
 * ARIA practices have it ({@link https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/}).
 */
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { type Direction, neighbour } from "../client/layout.ts";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

export interface Roaming {
  /** Whether Tab stops at the tile of that key. */
  isStop: (key: string) => boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocusIn: (event: FocusEvent) => void;
}

/**
 * Among the tiles of `keys` on `stage`, each a figure that names itself by its data. One button of each is
 * gone to: that whose tabindex follows `isStop`.
 */
export function useRoaming(keys: readonly string[], stage: RefObject<HTMLElement>): Roaming {
  const [last, setLast] = useState<string | null>(null);
  const gone = last !== null && !keys.includes(last);
  const stop = last === null || gone ? keys[0] : last;

  useLayoutEffect(() => {
    if (!gone) return;
    setLast(null);
    // The focus was on what has gone; a keyboard must not be lost with it.
    if (document.activeElement === document.body) {
      stage.current?.querySelector<HTMLElement>("figure button[tabindex='0']")?.focus();
    }
  }, [gone]);

  return {
    isStop: (key) => key === stop,
    onFocusIn: (event) => {
      const tile = tileAround(event.target);
      if (tile !== null) setLast(`${tile.dataset.peer} ${tile.dataset.source}`);
    },
    onKeyDown: (event) => {
      const direction = DIRECTIONS[event.key];
      const from = tileAround(event.target);
      if (from === null || event.defaultPrevented) return;
      const stage = event.currentTarget as HTMLElement;
      const tiles = [...stage.querySelectorAll<HTMLElement>("figure[data-peer]")];
      const to = direction === undefined
        ? endOf(tiles, event.key)
        : tiles[neighbour(tiles.map(placeOf), tiles.indexOf(from), direction) ?? -1];
      if (to === undefined) return;
      event.preventDefault();
      to.querySelector("button")?.focus();
    },
  };
}

function tileAround(target: EventTarget | null): HTMLElement | null {
  return (target as Element | null)?.closest<HTMLElement>("figure[data-peer]") ?? null;
}

function endOf(tiles: readonly HTMLElement[], key: string): HTMLElement | undefined {
  if (key === "Home") return tiles[0];
  return key === "End" ? tiles.at(-1) : undefined;
}

function placeOf(tile: HTMLElement) {
  const { x, y, width, height } = tile.getBoundingClientRect();
  return { x, y, width, height };
}
