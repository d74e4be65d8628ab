/**
 * Loads the conversation when a call was entered, and keeps what is said until it is there. It is loaded then and not
 * when somebody opens the chat, because by then the server that has it may be gone, and the call is not.
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { TalkOptions, TalkShell } from "./talk.ts";
import type { TalkEvent } from "./talk_types.ts";

/** More than this is not kept: whoever says so much before we are ready to listen says it to no one. */
const MAX_KEPT = 256;
/** When it is tried again, in milliseconds. */
const RELOAD_MS = 3_000;

export class TalkLoader implements Disposable {
  readonly #setTimer: (task: () => void, ms: number) => () => void;
  readonly #open: (options: TalkOptions) => Promise<TalkShell>;
  readonly #talk: Signal<TalkShell | null> = signal(null);
  #kept: TalkEvent[] = [];
  #state: "idle" | "loading" | "disposed" = "idle";
  #cancelReload: (() => void) | null = null;

  constructor(
    setTimer: (task: () => void, ms: number) => () => void,
    open: (options: TalkOptions) => Promise<TalkShell> = openTalk,
  ) {
    this.#setTimer = setTimer;
    this.#open = open;
  }

  /** `null` until it is loaded. */
  get talk(): ReadonlySignal<TalkShell | null> {
    return this.#talk;
  }

  /** Loads it, unless that was asked for before. */
  load(options: TalkOptions): void {
    if (this.#state !== "idle") return;
    this.#state = "loading";
    this.#open(options).then((talk) => {
      if (this.#state === "disposed") return talk[Symbol.dispose]();
      this.#talk.value = talk;
      for (const event of this.#kept.splice(0)) talk.hear(event);
    }, () => {
      if (this.#state === "disposed") return;
      this.#state = "idle";
      this.#cancelReload = this.#setTimer(() => this.load(options), RELOAD_MS);
    });
  }

  hear(event: TalkEvent): void {
    const talk = this.#talk.peek();
    if (talk !== null) talk.hear(event);
    else if (this.#kept.length < MAX_KEPT) this.#kept.push(event);
  }

  [Symbol.dispose](): void {
    this.#state = "disposed";
    this.#cancelReload?.();
    this.#talk.peek()?.[Symbol.dispose]();
  }
}

async function openTalk(options: TalkOptions): Promise<TalkShell> {
  const { createTalk } = await import(/* chunk: "inside" */ "./stay.ts");
  return createTalk(options);
}
