/**
 * Tells each peer how large we draw what they show: at once when it comes into view, soon when it grows, and slowly when it
 * shrinks or goes, so that nothing flaps while people turn pages or pull at windows.
 */
import type { PeerId } from "../protocol/ids.ts";
import type { Drawn, DrawnSize } from "../protocol/peer_messages.ts";
import type { DrawnHeights, ViewName } from "./session_types.ts";

export interface ViewingOptions {
  isShown: () => boolean;
  setTimer: (task: () => void, ms: number) => () => void;
  onTell: (peer: PeerId, drawn: Drawn) => void;
}

/** How long what grows waits for whether it grows on, in milliseconds. */
export const UP_MS = 150;
/** How long what shrinks or goes waits for whether it comes back, in milliseconds. */
export const DOWN_MS = 1_500;

const SIZES: readonly DrawnSize[] = ["none", "small", "medium", "large"];
/** From which height on, in pixels of the device, a picture is of these sizes. */
const BEGINS = [0, 1, 241, 481] as const;
/** What has a size keeps it until it is so much smaller than where that begins. */
const SLACK = 0.9;

/** The size of a picture that is `height` pixels high and had the size `before`. */
export function drawnSize(height: number, before: DrawnSize): DrawnSize {
  const had = SIZES.indexOf(before);
  return SIZES.findLast((_, size) => {
    const slack = size > 1 && size <= had ? SLACK : 1;
    return height >= BEGINS[size]! * slack;
  })!;
}

interface Tile {
  told: DrawnSize;
  pending: { size: DrawnSize; cancel: () => void } | null;
}

const SOURCES = ["camera", "screen"] as const;

export class Viewing implements Disposable {
  readonly #options: ViewingOptions;
  readonly #views = new Map<ViewName, DrawnHeights>();
  readonly #peers = new Map<PeerId, Record<"camera" | "screen", Tile>>();

  constructor(options: ViewingOptions) {
    this.#options = options;
  }

  /** What `view` shows now, instead of what it showed before. */
  see(view: ViewName, heights: DrawnHeights): void {
    const isFirst = this.#views.size === 0;
    this.#views.set(view, heights);
    if (!isFirst) return this.look();
    for (const peer of [...this.#peers.keys()]) this.greet(peer);
  }

  /** Looks again: what is seen may have changed, and be it that nobody looks at the page any more. */
  look(): void {
    for (const [peer, tiles] of this.#peers) {
      for (const source of SOURCES) this.#consider(peer, source, tiles[source]);
    }
  }

  /** There is a way to a peer that has been told nothing over it. */
  greet(peer: PeerId): void {
    this.forget(peer);
    const tile = (source: "camera" | "screen"): Tile => ({
      told: drawnSize(this.#height(peer, source), "none"),
      pending: null,
    });
    this.#peers.set(peer, { camera: tile("camera"), screen: tile("screen") });
    // Before there is anything to see nobody knows what will be.
    if (this.#views.size > 0) this.#tell(peer);
  }

  forget(peer: PeerId): void {
    for (const { pending } of Object.values(this.#peers.get(peer) ?? {})) pending?.cancel();
    this.#peers.delete(peer);
  }

  [Symbol.dispose](): void {
    for (const peer of [...this.#peers.keys()]) this.forget(peer);
  }

  /** The largest that is seen of it; nothing of a page that nobody looks at, but a small window is always in sight. */
  #height(peer: PeerId, source: "camera" | "screen"): number {
    const heights = [...this.#views].map(([view, heights]) =>
      view === "page" && !this.#options.isShown() ? 0 : heights.get(`${peer} ${source}`) ?? 0
    );
    return Math.max(0, ...heights);
  }

  #consider(peer: PeerId, source: "camera" | "screen", tile: Tile): void {
    const size = drawnSize(this.#height(peer, source), tile.told);
    if (tile.pending?.size === size) return;
    tile.pending?.cancel();
    tile.pending = null;
    if (size === tile.told) return;
    const tell = () => {
      tile.pending = null;
      tile.told = size;
      this.#tell(peer);
    };
    // Whoever waits for a picture sees nothing in its place.
    if (tile.told === "none") return tell();
    const grows = SIZES.indexOf(size) > SIZES.indexOf(tile.told);
    tile.pending = { size, cancel: this.#options.setTimer(tell, grows ? UP_MS : DOWN_MS) };
  }

  #tell(peer: PeerId): void {
    const { camera, screen } = this.#peers.get(peer)!;
    this.#options.onTell(peer, { camera: camera.told, screen: screen.told });
  }
}
