/** What is being written and is not sent yet, and for whom: it outlasts the panel in which that is done. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Audience } from "../client/talk_types.ts";

export interface Draft {
  readonly text: Signal<string>;
  /** Who was chosen. They may have gone since. */
  readonly to: Signal<Audience>;
  /** Files that were picked, pasted or dropped: whoever dropped them may have missed. */
  readonly files: ReadonlySignal<readonly File[]>;
  add(files: readonly File[]): void;
  remove(file: File): void;
  /** Begins the next one, for the same. */
  clear(): void;
}

/** More files at once are a mistake. */
const MAX_STAGED = 20;

export function newDraft(): Draft {
  const text = signal("");
  const files = signal<readonly File[]>([]);
  return {
    text,
    to: signal<Audience>("everyone"),
    files,
    add: (more) => {
      files.value = [...files.peek(), ...more].slice(0, MAX_STAGED);
    },
    remove: (file) => {
      files.value = files.peek().filter((other) => other !== file);
    },
    clear: () => {
      text.value = "";
      files.value = [];
    },
  };
}
