/**
 * Which instances live. One that we have not heard of may have begun a moment ago, or have been forgotten by a store that
 * lost everything, and will say so again: it counts as gone only if it was not there several times in a row, and for
 * long enough to say so. One that a store named which has forgotten nothing since is gone as soon as it is not named
 * any more.
 */
export class LifeSigns {
  #alive: ReadonlySet<string> = new Set();
  /** When we last had an answer. */
  #heardAt: number;
  readonly #missed = new Map<string, Missed>();
  #mayHaveForgotten = false;

  constructor(now: number) {
    this.#heardAt = now;
  }

  /** Takes an answer to the question who lives. */
  hear(alive: ReadonlySet<string>, now: number): void {
    const mayHaveForgotten = this.#mayHaveForgotten;
    for (const [instance, missed] of this.#missed) {
      const isOld = now - missed.since > REMEMBERED_MS;
      if (alive.has(instance) || isOld) this.#missed.delete(instance);
      else if (!missed.isGone) {
        this.#missed.set(instance, stillMissed(missed, now, mayHaveForgotten));
      }
    }
    for (const instance of this.#alive) {
      if (alive.has(instance)) continue;
      const missed = beginToMiss(this.#heardAt, now);
      this.#missed.set(instance, { ...missed, isGone: !mayHaveForgotten });
    }
    this.#alive = alive;
    this.#heardAt = now;
    this.#mayHaveForgotten = false;
  }

  /** The store may have lost what it knew: whom the next answer does not name, it may only have forgotten. */
  doubt(): void {
    this.#mayHaveForgotten = true;
  }

  /** When an instance that is gone was last known to live; `null` for one that lives, or may. */
  goneSince(instance: string): number | null {
    if (this.#alive.has(instance)) return null;
    const missed = this.#missed.get(instance);
    if (missed?.isGone) return missed.since;
    if (missed === undefined) {
      this.#missed.set(instance, beginToMiss(this.#heardAt, this.#heardAt));
    }
    return null;
  }
}

interface Missed {
  /** When it was last known to live. */
  readonly since: number;
  /** When we began to miss it. */
  readonly from: number;
  /** How many answers since have not named it. */
  readonly answers: number;
  readonly isGone: boolean;
}

function beginToMiss(since: number, from: number): Missed {
  return { since, from, answers: 0, isGone: false };
}

/** One more answer has not named it. Patience begins anew with a store that may have forgotten. */
function stillMissed({ since, from, ...missed }: Missed, now: number, isAnew: boolean): Missed {
  if (isAnew) return beginToMiss(since, now);
  const answers = missed.answers + 1;
  const isGone = answers >= PATIENCE_ANSWERS && now >= from + PATIENCE_MS;
  return { since, from, answers, isGone };
}

/** How many answers more must not name it: the first may have been on its way already. */
const PATIENCE_ANSWERS = 3;
/** How long it has to say that it lives, in milliseconds: a store that was away is asked more often than instances beat. */
const PATIENCE_MS = 6_000;
/** How long it is known of an instance that it is gone, in milliseconds. Who asks later has to be patient again. */
const REMEMBERED_MS = 3_600_000;
