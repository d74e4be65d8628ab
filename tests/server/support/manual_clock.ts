/** A clock that stands still until a test moves it. */
import type { Clock } from "../../../server/clock.ts";

export class ManualClock implements Clock {
  #now = 1_700_000_000_000;
  readonly #timers = new Set<{ at: number; task: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimer(task: () => void, ms: number): () => void {
    const timer = { at: this.#now + ms, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** When the next timer is due; `null` if none waits. */
  get next(): number | null {
    return this.#timers.size === 0 ? null : Math.min(...[...this.#timers].map(({ at }) => at));
  }

  /** As {@link advance}, but whatever a timer set going comes to rest before the next one. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await rest();
    for (let next = this.next; next !== null && next <= end; next = this.next) {
      this.advance(Math.max(0, next - this.#now));
      await rest();
    }
    this.#now = end;
    await rest();
  }

  /** The process stands still that long, and finds what was due meanwhile all at once. */
  stall(ms: number): void {
    this.#now += ms;
    const due = [...this.#timers].filter(({ at }) => at <= this.#now);
    for (const timer of due.sort((a, b) => a.at - b.at)) {
      if (this.#timers.delete(timer)) timer.task();
    }
  }

  /** Lets time pass, and run what falls into it, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    while (true) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#now = due.at;
      due.task();
    }
    this.#now = end;
  }
}

/** Resolves when no promise has anything left to do. By a message: Deno 2.5.0 lets timers wait for a millisecond. */
export function rest(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      port2.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
