/**
 * Takes in what the people behind one address send no faster than at a steady pace. What comes faster waits, in its
 * order, and others have their turn meanwhile: Deno hands on all that a socket brought before it looks at the next
 * one. How much can wait is bounded by what they may send at all.
 */
import type { Clock } from "./clock.ts";
import { fullBucket, type RateLimit, takeTokens, type TokenBucket } from "./rate_limiter.ts";
import { PACE_MS } from "./server_limits.ts";

interface Waiting {
  cost: number;
  task: () => void;
}

export class Pace {
  readonly #limit: RateLimit;
  readonly #bucket: TokenBucket;
  #waiting: Waiting[] = [];

  constructor(limit: RateLimit, now: number) {
    this.#limit = limit;
    this.#bucket = fullBucket(limit, now);
  }

  /** How much waits. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Whether what costs so much may be done at once; else it is to be done {@link later}. */
  isFree(cost: number, now: number): boolean {
    return this.#waiting.length === 0 && this.#take(cost, now);
  }

  /** Does it when its turn has come, after all that waits already. */
  later(cost: number, clock: Clock, task: () => void): void {
    this.#waiting.push({ cost, task });
    if (this.#waiting.length === 1) this.#schedule(clock);
  }

  /** Does it when nothing waits any more that came before. */
  afterwards(clock: Clock, task: () => void): void {
    if (this.#waiting.length === 0) task();
    else this.later(0, clock, task);
  }

  #schedule(clock: Clock): void {
    clock.setTimer(() => {
      const now = clock.now();
      const next = this.#waiting.findIndex(({ cost }) => !this.#take(cost, now));
      const due = this.#waiting.splice(0, next < 0 ? this.#waiting.length : next);
      if (this.#waiting.length > 0) this.#schedule(clock);
      for (const { task } of due) task();
    }, PACE_MS);
  }

  /** What is larger than all that may be done at once is done alone. */
  #take(cost: number, now: number): boolean {
    return takeTokens(this.#bucket, this.#limit, Math.min(cost, this.#limit.burst), now);
  }
}
