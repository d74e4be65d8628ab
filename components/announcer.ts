/**
 * Speaks sentences to a screen reader one after the other. A live region that is overwritten loses what was
 * not read yet, so each sentence gets its time, and the same sentence twice is heard twice.
 */
import { type ReadonlySignal, signal } from "@preact/signals";

/** How long a sentence stays before the next may replace it, in milliseconds. */
const STAY_MS = 1200;
/** The silence between two sentences, in which the region is empty. */
const GAP_MS = 120;

export interface Announcer extends Disposable {
  /** What the live region holds now. */
  readonly text: ReadonlySignal<string>;
  say(sentence: string): void;
}

/** `setTimer` runs a task once, and returns what cancels it. */
export function createAnnouncer(
  setTimer: (task: () => void, ms: number) => () => void,
): Announcer {
  const text = signal("");
  const waiting: string[] = [];
  let cancel: (() => void) | null = null;

  function next(): void {
    text.value = waiting.shift() ?? "";
    cancel = text.value === "" ? null : setTimer(hush, STAY_MS);
  }

  function hush(): void {
    text.value = "";
    cancel = setTimer(next, GAP_MS);
  }

  return {
    text,
    say(sentence) {
      waiting.push(sentence);
      if (cancel === null) next();
    },
    [Symbol.dispose]() {
      cancel?.();
      cancel = null;
      waiting.length = 0;
    },
  };
}
