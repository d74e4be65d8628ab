/** How the links of a call do, for whoever wants to know. Nothing is measured before somebody does. */
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

export interface QualityOptions extends Omit<QualityWatchOptions, "onFigures" | "onVerdict"> {
  /** Nobody observes before they are in a call, and what measures comes with the code of that. */
  createWatch: (options: QualityWatchOptions) => QualityWatch;
}

const NOTHING: Verdict = { about: "nothing" };

export class Quality implements QualityView, Disposable {
  readonly figures = signal<ReadonlyMap<PeerId, LinkQuality>>(new Map());
  readonly verdict = signal<Verdict>(NOTHING);
  readonly #options: QualityOptions;
  readonly #observers = new Set<{ closely: boolean }>();
  #watch: QualityWatch | null = null;

  constructor(options: QualityOptions) {
    this.#options = options;
  }

  observe(how: "now-and-then" | "closely"): () => void {
    const observer = { closely: how === "closely" };
    this.#observers.add(observer);
    this.#changed();
    return () => {
      this.#observers.delete(observer);
      this.#changed();
    };
  }

  [Symbol.dispose](): void {
    this.#observers.clear();
    this.#changed();
  }

  #changed(): void {
    const observers = [...this.#observers];
    if (observers.length === 0) return this.#stop();
    this.#watch ??= this.#options.createWatch({
      ...this.#options,
      onFigures: (figures) => this.figures.value = figures,
      onVerdict: (verdict) => this.verdict.value = verdict,
    });
    this.#watch.closely = observers.some(({ closely }) => closely);
  }

  #stop(): void {
    this.#watch?.[Symbol.dispose]();
    this.#watch = null;
    this.figures.value = new Map();
    this.verdict.value = NOTHING;
  }
}
