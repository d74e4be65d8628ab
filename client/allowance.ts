/** How much somebody may do: a steady rate with room for a burst. Time is an argument. */
export class Allowance {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #at = 0;

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
  }

  /** Whether it may be done once more, at `now` (in milliseconds), or what costs as much as several; if so, it was. */
  take(now: number, cost = 1): boolean {
    // A clock that is set back takes nothing away.
    const elapsed = Math.max(0, now - this.#at);
    this.#left = Math.min(this.#burst, this.#left + (elapsed * this.#perSecond) / 1000);
    this.#at = now;
    if (this.#left < cost) return false;
    this.#left -= cost;
    return true;
  }
}
