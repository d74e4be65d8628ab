/** How often something took how long: counts by upper bound, as Prometheus adds them up. */
export class Histogram {
  /** Upper bounds in seconds, ascending; what is above all of them is counted in {@link count} alone. */
  readonly bounds: readonly number[];
  readonly #counts: number[];
  #count = 0;
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  get count(): number {
    return this.#count;
  }

  get sum(): number {
    return this.#sum;
  }

  observe(seconds: number): void {
    this.#count++;
    this.#sum += seconds;
    const at = this.bounds.findIndex((bound) => seconds <= bound);
    if (at >= 0) this.#counts[at]!++;
  }

  /** For each bound how many were at or below it. */
  cumulative(): number[] {
    let sum = 0;
    return this.#counts.map((count) => sum += count);
  }
}
