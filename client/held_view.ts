/**
 * What is drawn, kept as it is for a moment. Drawing a call takes the thread on which descriptions are made and read,
 * and when two meet both wait for those.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** How long nothing new is drawn at most, in milliseconds: up to a tenth of a second people take for at once. */
const MOST_MS = 100;

export class HeldView {
  readonly #setTimer: (task: () => void, ms: number) => () => void;
  readonly #views: ReadonlySignal<unknown>[] = [];
  readonly #held = signal(false);
  #cancelRelease = () => {};

  constructor(setTimer: (task: () => void, ms: number) => () => void) {
    this.#setTimer = setTimer;
  }

  /** What is to be drawn of `now`: the same, unless it is held. */
  of<T>(now: ReadonlySignal<T>): ReadonlySignal<T> {
    let drawn = now.peek();
    const view = computed(() => this.#held.value ? drawn : drawn = now.value);
    this.#views.push(view);
    return view;
  }

  /** Keeps what is drawn until `release`, or until it has been long enough: many reasons are no longer than one. */
  hold(): void {
    if (this.#held.peek()) return;
    // What nobody has looked at since it changed is kept as it is now.
    for (const view of this.#views) view.peek();
    this.#held.value = true;
    this.#cancelRelease = this.#setTimer(() => this.release(), MOST_MS);
  }

  release(): void {
    this.#cancelRelease();
    this.#held.value = false;
  }
}
