/** A store that knows what it has not answered yet, so that a test can wait for it. */
import type { OpenStore, RoomStore } from "../../../server/room_store.ts";
import { rest } from "./manual_clock.ts";

export class Tracker {
  #pending = 0;

  track(open: OpenStore): OpenStore {
    return (instance, events) => {
      const store = open(instance, events);
      const tracked: RoomStore = {
        beatMs: store.beatMs,
        read: (room) => this.#count(store.read(room)),
        commit: (commit) => this.#count(store.commit(commit)),
        send: (letter) => this.#count(store.send(letter)),
        beat: () => this.#count(store.beat()),
        [Symbol.asyncDispose]: () => Promise.resolve(store[Symbol.asyncDispose]()),
      };
      return tracked;
    };
  }

  /** Resolves when nothing is asked any more. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 4; quiet++) {
      await rest();
      while (this.#pending > 0) {
        quiet = 0;
        await rest();
      }
    }
  }

  async #count<T>(answer: Promise<T>): Promise<T> {
    this.#pending++;
    try {
      return await answer;
    } finally {
      this.#pending--;
    }
  }
}
