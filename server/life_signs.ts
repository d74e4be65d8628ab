/**
 * Which instances live. One that we have not heard of may have begun a moment ago, or have been forgotten by a store that
 * lost everything, and will say so again: it counts as gone only if it was not there several times in a row.
 */
export class LifeSigns {
  #alive: ReadonlySet<string> = new Set();
  /** Those that were missed, and how many answers since have not named them. */
  readonly #missed = new Map<string, number>();

  /** Takes an answer to the question who lives. */
  hear(alive: ReadonlySet<string>): void {
    this.#alive = alive;
    for (const [instance, times] of this.#missed) {
      if (alive.has(instance)) this.#missed.delete(instance);
      else this.#missed.set(instance, times + 1);
    }
  }

  isGone(instance: string): boolean {
    if (this.#alive.has(instance)) return false;
    const times = this.#missed.get(instance);
    if (times === undefined) this.#missed.set(instance, 0);
    return times !== undefined && times >= TIMES;
  }
}

/** The first answer may have been on its way already. */
const TIMES = 3;
