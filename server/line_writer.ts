/** Writes lines a few at a time: each write is a system call, and people come and go in waves. */
import type { Clock } from "./clock.ts";

export interface LineWriterOptions {
  clock: Clock;
  write: (text: string) => void;
}

/** How long a line may wait for others, in milliseconds. */
const WAIT_MS = 50;

export class LineWriter {
  readonly #options: LineWriterOptions;
  #text = "";

  constructor(options: LineWriterOptions) {
    this.#options = options;
  }

  readonly add = (line: string): void => {
    if (this.#text === "") this.#options.clock.setTimer(() => this.flush(), WAIT_MS);
    this.#text += `${line}\n`;
  };

  /** Writes what waits. To be called once more when the process ends. */
  flush(): void {
    const text = this.#text;
    this.#text = "";
    if (text === "") return;
    try {
      this.#options.write(text);
    } catch {
      // Nobody reads the log any more. That must not end a call.
    }
  }
}
