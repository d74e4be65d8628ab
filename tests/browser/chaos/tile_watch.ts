/** When tiles came, changed and went, as one person saw it. */
import type { Person } from "../support/person.ts";

/** What was on the stage from a moment on. */
export interface Stand {
  /** In milliseconds since the epoch. */
  at: number;
  /** How the link of everybody else was told, by their camera tile. */
  links: Readonly<Record<string, string>>;
}

export interface TileWatch {
  /** Every stand so far, oldest first. */
  stands(): Promise<readonly Stand[]>;
}

export async function watchTiles(viewer: Person): Promise<TileWatch> {
  const handle = await viewer.page.evaluateHandle(() => {
    const stands: Stand[] = [];
    const look = () => {
      const links: Record<string, string> = {};
      const tiles = document.querySelectorAll<HTMLElement>(
        'figure[data-source="camera"]:not([data-self])',
      );
      for (const { dataset } of tiles) links[dataset.peer!] = dataset.link!;
      if (JSON.stringify(links) === JSON.stringify(stands.at(-1)?.links)) return;
      stands.push({ at: performance.timeOrigin + performance.now(), links });
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ["data-link", "data-peer"],
    });
    return stands;
  });
  return { stands: () => handle.jsonValue() };
}

/** When the tile of `peer` first was not there at or after `from`. */
export function goneAt(stands: readonly Stand[], peer: string, from: number): number | undefined {
  return stands.find(({ at, links }) => at >= from && !(peer in links))?.at;
}

/** How the link of `peer` was told at or after `from`, each state once. */
export function statesOf(stands: readonly Stand[], peer: string, from: number): string[] {
  const states = stands.filter(({ at }) => at >= from).map(({ links }) => links[peer]);
  return [...new Set(states.filter((state) => state !== undefined))];
}
