/**
 * Tells each peer how large we draw what they show: at once when it comes into view, soon when it grows, and slowly when it
 * shrinks or goes, so that nothing flaps while people turn pages or pull at windows.
 */
import type { PeerId } from "../protocol/ids.ts";
import type { DrawnMessage } from "../protocol/peer_messages.ts";
import { drawnSize, NONE } from "./drawn_size.ts";
import type { DrawnTiles, ViewName } from "./session_types.ts";

export interface ViewingOptions {
  isShown: () => boolean;
  setTimer: (task: () => void, ms: number) => () => void;
  onTell: (peer: PeerId, message: DrawnMessage) => void;
}

/** How long what grows waits for whether it grows on, in milliseconds. */
export const UP_MS = 150;
/** How long what shrinks or goes waits for whether it comes back, in milliseconds. */
export const DOWN_MS = 1_500;

/** Of camera and screen. */
type Sizes = readonly number[];

/** The size before any. */
const UNTOLD = -1;

interface Watched {
  told: Sizes;
  /** What was told or is about to be. */
  next: string;
  cancel: () => void;
}

export class Viewing {
  readonly #options: ViewingOptions;
  readonly #views = new Map<ViewName, { tiles: DrawnTiles; scale: number }>();
  readonly #peers = new Map<PeerId, Watched>();

  constructor(options: ViewingOptions) {
    this.#options = options;
  }

  /** What `view` shows now, instead of what it showed before. */
  see(view: ViewName, tiles: DrawnTiles, scale = 1): void {
    this.#views.set(view, { tiles, scale });
    this.look();
  }

  /** There is a way to a peer that has been told nothing over it. */
  greet(peer: PeerId): void {
    this.forget(peer);
    this.#peers.set(peer, { told: [UNTOLD, UNTOLD], next: "", cancel: () => {} });
    this.look();
  }

  /** Looks again: what is seen may have changed, and be it that nobody looks at the page any more. */
  look(): void {
    // Before there is anything to see nobody knows what will be.
    if (this.#views.size === 0) return;
    for (const [peer, watched] of this.#peers) {
      const { told } = watched;
      const sizes = this.#sizes(peer, told);
      if (String(sizes) === watched.next) continue;
      watched.cancel();
      watched.next = String(sizes);
      if (watched.next === String(told)) continue;
      const tell = () => {
        watched.told = sizes;
        this.#options.onTell(peer, { type: "drawn", camera: sizes[0]!, screen: sizes[1]! });
      };
      const grown = told.filter((before, source) => sizes[source]! > before);
      // Whoever waits for a picture sees nothing in its place.
      if (grown.some((before) => before <= NONE)) tell();
      else watched.cancel = this.#options.setTimer(tell, grown.length > 0 ? UP_MS : DOWN_MS);
    }
  }

  forget(peer: PeerId): void {
    this.#peers.get(peer)?.cancel();
    this.#peers.delete(peer);
  }

  /** By the larger view: none of a page that nobody looks at, but a small window is always in sight. */
  #sizes(peer: PeerId, before: Sizes): Sizes {
    const { isShown } = this.#options;
    return ["camera", "screen"].map((source, index) => {
      const heights = [...this.#views].map(([view, { tiles, scale }]) =>
        view !== "page" || isShown() ? scale * (tiles.get(`${peer} ${source}`)?.height ?? 0) : 0
      );
      return drawnSize(Math.max(0, ...heights), before[index]!);
    });
  }
}
