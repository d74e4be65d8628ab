/** Rooms of one instance, in its memory. They are lost with it: peers in a call do not need them, and say hello again. */
import type { RoomId } from "../protocol/ids.ts";
import type { BackendEvents, SignalingBackend } from "./backend.ts";
import type { Clock } from "./clock.ts";
import {
  emptyRoom,
  isEmptyRoom,
  type RoomInput,
  type RoomOutput,
  type RoomState,
  stepRoom,
} from "./room.ts";

export interface MemoryBackendOptions {
  /** Seats of each room. */
  capacity: number;
  clock: Clock;
}

export class MemoryBackend implements SignalingBackend {
  readonly instance = "memory";
  readonly isReady = true;
  readonly #rooms = new Map<RoomId, RoomState>();
  readonly #timers = new Set<() => void>();
  readonly #options: MemoryBackendOptions;
  readonly #events: BackendEvents;

  constructor(events: BackendEvents, options: MemoryBackendOptions) {
    this.#events = events;
    this.#options = options;
  }

  /** How many rooms are kept. */
  get rooms(): number {
    return this.#rooms.size;
  }

  step(room: RoomId, input: RoomInput): void {
    const before = this.#rooms.get(room) ?? emptyRoom(this.#options.capacity);
    const { state, outputs } = stepRoom(before, input);
    if (isEmptyRoom(state)) this.#rooms.delete(room);
    else this.#rooms.set(room, state);
    this.#carryOut(room, outputs);
  }

  relay(): boolean {
    // There is no other instance.
    return false;
  }

  [Symbol.asyncDispose](): Promise<void> {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#rooms.clear();
    return Promise.resolve();
  }

  #carryOut(room: RoomId, outputs: readonly RoomOutput[]): void {
    const delivered: Exclude<RoomOutput, { type: "schedule" }>[] = [];
    for (const output of outputs) {
      if (output.type === "schedule") this.#schedule(room, output.at);
      else delivered.push(output);
    }
    if (delivered.length > 0) this.#events.deliver(room, delivered);
  }

  #schedule(room: RoomId, at: number): void {
    const { clock } = this.#options;
    const cancel = clock.setTimer(() => {
      this.#timers.delete(cancel);
      // Not the clock's time, which may lag a timer by a millisecond and leave the seat behind.
      this.step(room, { type: "expire", now: at });
    }, Math.max(0, at - clock.now()));
    this.#timers.add(cancel);
  }
}
