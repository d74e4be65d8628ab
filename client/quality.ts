/** How the links of a call do, for whoever wants to know. Nothing is loaded or measured before somebody does. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { PeerId } from "../protocol/ids.ts";
import type { LinkQuality } from "./link_quality.ts";
import type { QualityWatch, QualityWatchOptions } from "./quality_watch.ts";
import type { Verdict } from "./verdict.ts";

/** What of it the page sees. */
export interface QualityView {
  /** How each link did within the last second, while somebody observes closely. */
  readonly figures: ReadonlySignal<ReadonlyMap<PeerId, LinkQuality>>;
  /** What is wrong with the call, and on whose side. */
  readonly verdict: ReadonlySignal<Verdict>;
  /**
   * Looks at the links from now on: now and then, to say what is wrong, or every second, for somebody who reads
   * the figures. Returns what ends it.
   */
  observe(how: "now-and-then" | "closely"): () => void;
}

export type QualityOptions = Omit<QualityWatchOptions, "onFigures" | "onVerdict">;

const NOTHING: Verdict = { about: "nothing" };

export class Quality implements QualityView, Disposable {
  readonly figures = signal<ReadonlyMap<PeerId, LinkQuality>>(new Map());
  readonly verdict = signal<Verdict>(NOTHING);
  readonly #options: QualityOptions;
  #observers = 0;
  #close = 0;
  #watch: QualityWatch | null = null;

  constructor(options: QualityOptions) {
    this.#options = options;
  }

  observe(how: "now-and-then" | "closely"): () => void {
    const close = how === "closely" ? 1 : 0;
    this.#change(1, close);
    let over = false;
    return () => {
      if (!over) this.#change(-1, -close);
      over = true;
    };
  }

  [Symbol.dispose](): void {
    this.#change(-this.#observers, -this.#close);
  }

  #change(observers: number, close: number): void {
    this.#observers += observers;
    this.#close += close;
    if (this.#observers === 0) return this.#stop();
    if (this.#watch === null) void this.#start();
    else this.#watch.closely = this.#close > 0;
  }

  async #start(): Promise<void> {
    const { QualityWatch } = await import(/* chunk: "inside" */ "./stay.ts");
    // Loading takes a while; by now nobody may want to know, or another request was faster.
    if (this.#watch !== null || this.#observers === 0) return;
    this.#watch = new QualityWatch({
      ...this.#options,
      onFigures: (figures) => this.figures.value = figures,
      onVerdict: (verdict) => this.verdict.value = verdict,
    });
    this.#watch.closely = this.#close > 0;
  }

  #stop(): void {
    this.#watch?.[Symbol.dispose]();
    this.#watch = null;
    this.figures.value = new Map();
    this.verdict.value = NOTHING;
  }
}
