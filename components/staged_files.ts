/** Files that were picked, pasted or dropped and are not sent yet: whoever dropped them may have missed. */
import { type ReadonlySignal, signal } from "@preact/signals";

export interface StagedFiles {
  readonly files: ReadonlySignal<readonly File[]>;
  add(files: readonly File[]): void;
  remove(file: File): void;
  clear(): void;
}

/** More at once are a mistake. */
const MAX_STAGED = 20;

export function stageFiles(): StagedFiles {
  const files = signal<readonly File[]>([]);
  return {
    files,
    add: (more) => {
      files.value = [...files.peek(), ...more].slice(0, MAX_STAGED);
    },
    remove: (file) => {
      files.value = files.peek().filter((other) => other !== file);
    },
    clear: () => {
      files.value = [];
    },
  };
}
