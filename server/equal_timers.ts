/**
 * Many timers of the same length, kept by one: what was set first is due first. Almost all of them are cancelled (a
 * hello comes, a socket goes), and a timer of its own for each would cost more than what it guards.
 */
import type { Clock } from "./clock.ts";

interface Entry {
  task: () => void;
  at: number;
  before: Entry;
  after: Entry;
}

export class EqualTimers implements Disposable {
  readonly #clock: Clock;
  readonly #ms: number;
  /** Between the last and the first: the entries are a ring, so that each leaves it without being looked for. */
  readonly #ends = ring();
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
  }

  /** Runs `task` once when the time has passed. Returns what cancels it. */
  set(task: () => void): () => void {
    const after = this.#ends;
    const { before } = after;
    const entry: Entry = { task, at: this.#clock.now() + this.#ms, before, after };
    before.after = after.before = entry;
    this.#cancel ??= this.#clock.setTimer(this.#run, this.#ms);
    return () => {
      takeOut(entry);
      if (this.#isEmpty) this.#stop();
    };
  }

  /** Cancels all. */
  [Symbol.dispose](): void {
    while (!this.#isEmpty) takeOut(this.#ends.after);
    this.#stop();
  }

  get #isEmpty(): boolean {
    return this.#ends.after === this.#ends;
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  readonly #run = (): void => {
    // Tasks may set and cancel timers; whatever they leave behind is waited for once, below.
    this.#cancel = () => {};
    const now = this.#clock.now();
    for (let first = this.#ends.after; first.at <= now; first = this.#ends.after) {
      takeOut(first);
      first.task();
    }
    this.#cancel = this.#isEmpty
      ? null
      : this.#clock.setTimer(this.#run, this.#ends.after.at - now);
  };
}

/** What is in no queue is a ring of its own, and can be taken out again. */
function takeOut(entry: Entry): void {
  const { before, after } = entry;
  before.after = after;
  after.before = before;
  entry.before = entry.after = entry;
}

/** An empty ring; what holds it together is never due. */
function ring(): Entry {
  const ends = { task() {}, at: Infinity } as Entry;
  return ends.before = ends.after = ends;
}
