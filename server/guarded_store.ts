/**
 * A store that may be away. It is asked nothing more once it failed or did not answer in time, so that nobody waits
 * for what will not come, until it has answered the one question that is still put to it: who is alive.
 */
import { BackendUnavailable } from "./backend.ts";
import type { Clock } from "./clock.ts";
import { EqualTimers } from "./equal_timers.ts";
import type { Commit, CommitResult, Kept, Letter, RoomStore } from "./room_store.ts";
import type { RoomId } from "../protocol/ids.ts";

export interface GuardedStoreOptions {
  store: RoomStore;
  clock: Clock;
  /** It has just gone away. */
  onAway: (reason: string) => void;
}

/** How long a store may take to answer, in milliseconds. */
export const STORE_DEADLINE_MS = 2_000;
/** It is waited for in so many turns. If we stall ourselves, that is one turn, and its answer is heard before the next. */
const TURNS = 4;

export class GuardedStore implements RoomStore {
  readonly #options: GuardedStoreOptions;
  readonly #turns: EqualTimers;
  #isAway = false;

  constructor(options: GuardedStoreOptions) {
    this.#options = options;
    this.#turns = new EqualTimers(options.clock, STORE_DEADLINE_MS / TURNS);
  }

  get beatMs(): number {
    return this.#options.store.beatMs;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  read(room: RoomId): Promise<Kept | null> {
    return this.#ask(() => this.#options.store.read(room));
  }

  commit(commit: Commit): Promise<CommitResult> {
    return this.#ask(() => this.#options.store.commit(commit));
  }

  send(letter: Letter): Promise<boolean> {
    // Nobody waits for it, so that it needs no deadline.
    return this.#isAway ? Promise.reject(away()) : this.#options.store.send(letter);
  }

  /** Is put to the store even while it is away; an answer brings it back. */
  async beat(): Promise<ReadonlySet<string>> {
    const alive = await this.#inTime(() => this.#options.store.beat());
    this.#isAway = false;
    return alive;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#turns[Symbol.dispose]();
    await this.#options.store[Symbol.asyncDispose]();
  }

  #ask<T>(question: () => Promise<T>): Promise<T> {
    return this.#isAway ? Promise.reject(away()) : this.#inTime(question);
  }

  async #inTime<T>(question: () => Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const cancel = this.#afterTurns(TURNS, () => late.reject(new Error("no answer in time")));
    try {
      return await Promise.race([question(), late.promise]);
    } catch (error) {
      if (!this.#isAway) {
        this.#isAway = true;
        this.#options.onAway(String(error));
      }
      throw away(error);
    } finally {
      cancel();
    }
  }

  #afterTurns(count: number, task: () => void): () => void {
    let cancel = () => {};
    const wait = (left: number) => {
      if (left === 0) task();
      else cancel = this.#turns.set(() => wait(left - 1));
    };
    wait(count);
    return () => cancel();
  }
}

function away(cause?: unknown): BackendUnavailable {
  return new BackendUnavailable("The store is away", { cause });
}
