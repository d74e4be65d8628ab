/**
 * Many timers of the same length, kept by one: what was set first is due first. Almost all of them are cancelled (a
 * hello comes, a socket goes), and a timer of its own for each would cost more than what it guards.
 */
import type { Clock } from "./clock.ts";

interface Entry {
  task: () => void;
  at: number;
}

export class EqualTimers implements Disposable {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #entries = new Set<Entry>();
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
  }

  /** Runs `task` once when the time has passed. Returns what cancels it. */
  set(task: () => void): () => void {
    const entry: Entry = { task, at: this.#clock.now() + this.#ms };
    this.#entries.add(entry);
    this.#cancel ??= this.#clock.setTimer(this.#run, this.#ms);
    return () => {
      this.#entries.delete(entry);
      if (this.#entries.size === 0) this.#stop();
    };
  }

  /** Cancels all. */
  [Symbol.dispose](): void {
    this.#entries.clear();
    this.#stop();
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  readonly #run = (): void => {
    // Tasks may set and cancel timers; whatever they leave behind is waited for once, below.
    this.#cancel = () => {};
    const now = this.#clock.now();
    for (const entry of this.#entries) {
      if (entry.at > now) break;
      this.#entries.delete(entry);
      entry.task();
    }
    const [next] = this.#entries;
    this.#cancel = next ? this.#clock.setTimer(this.#run, next.at - now) : null;
  };
}
