/** Rooms in a store that several instances share: this instance's part of them. */
import type { PeerId, RoomId } from "../protocol/ids.ts";
import type { BackendEvents, SignalingBackend } from "./backend.ts";
import type { Clock } from "./clock.ts";
import { GuardedStore } from "./guarded_store.ts";
import { LifeSigns } from "./life_signs.ts";
import type { Log } from "./log.ts";
import { decodeMail } from "./mail.ts";
import type { RoomInput } from "./room.ts";
import type { OpenStore, StoreEvents } from "./room_store.ts";
import { SharedRoom } from "./shared_room.ts";

export interface SharedBackendOptions {
  /** Unlike that of every other instance; without a slash. */
  instance: string;
  /** Seats of each room. */
  capacity: number;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  log: Log;
  openStore: OpenStore;
}

/** How often we ask for a store that is away, in milliseconds. */
const AWAY_BEAT_MS = 500;
/** How often every room is looked after, in milliseconds. */
const ROUND_MS = 60_000;
/** How long the end of an instance may take to be told, in milliseconds. */
const FAREWELL_MS = 1_000;

export class SharedBackend implements SignalingBackend, StoreEvents {
  readonly instance: string;
  readonly #options: SharedBackendOptions;
  readonly #events: BackendEvents;
  readonly #store: GuardedStore;
  readonly #signs: LifeSigns;
  readonly #rooms = new Map<RoomId, SharedRoom>();
  readonly #opened: Promise<void>;
  #cancelBeat = () => {};
  #isBeating = false;
  /** Whether the store has been away since all rooms were looked after: it may go while we beat, and be back with the answer. */
  #wasAway = false;
  #nextRound: number;
  #isOver = false;

  constructor(events: BackendEvents, options: SharedBackendOptions) {
    const { clock, log } = options;
    this.instance = options.instance;
    this.#options = options;
    this.#events = events;
    this.#store = new GuardedStore({
      store: options.openStore(this.instance, this),
      clock,
      onAway: (reason) => {
        this.#wasAway = true;
        log({ event: "store-away", reason });
        if (!this.#isBeating) this.#beatIn(AWAY_BEAT_MS);
      },
    });
    this.#signs = new LifeSigns(clock.now());
    this.#nextRound = clock.now() + ROUND_MS;
    // Others must know that we live before they see a seat of ours.
    this.#opened = this.#beat();
  }

  get isReady(): boolean {
    return !this.#store.isAway;
  }

  /** How many rooms are known here. */
  get rooms(): number {
    return this.#rooms.size;
  }

  async step(room: RoomId, input: RoomInput): Promise<void> {
    if (this.#isOver) return;
    await this.#room(room).step(input);
  }

  relay(room: RoomId, to: PeerId, frame: ArrayBuffer): boolean | Promise<boolean> {
    if (this.#store.isAway) return false;
    return this.#rooms.get(room)?.relay(to, frame) ?? false;
  }

  received(bytes: Uint8Array): void {
    if (this.#isOver) return;
    const mail = decodeMail(bytes);
    if (mail === null) return;
    const known = this.#rooms.get(mail.room);
    if (known !== undefined) return known.receive(mail);
    // Somebody believes that we have sockets there. We do not, and say so.
    if (mail.type === "news") this.#reconcile(this.#room(mail.room));
  }

  gap(): void {
    this.#options.log({ event: "mail-lost", rooms: this.#rooms.size });
    this.#signs.doubt();
    this.#reconcileAll();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOver) return;
    const told = Promise.all([
      this.#opened,
      ...[...this.#rooms.values()].map((room) => room.settled),
    ]);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.setTimer(resolve, FAREWELL_MS);
    await Promise.race([told, late]);
    cancel();
    this.#isOver = true;
    this.#cancelBeat();
    for (const room of this.#rooms.values()) room.close();
    this.#rooms.clear();
    await this.#store[Symbol.asyncDispose]();
  }

  #room(id: RoomId): SharedRoom {
    const known = this.#rooms.get(id);
    if (known !== undefined) return known;
    const { capacity, clock, random } = this.#options;
    const events = this.#events;
    const room: SharedRoom = new SharedRoom({
      id,
      instance: this.instance,
      capacity,
      clock,
      random,
      store: {
        read: (room) => this.#opened.then(() => this.#store.read(room)),
        commit: (commit) => this.#store.commit(commit),
        send: (letter) => this.#store.send(letter),
      },
      goneSince: (instance) => this.#signs.goneSince(instance),
      carryOut: (outputs) => {
        if (!this.#isOver) events.deliver(id, outputs);
      },
      relayed: (to, frame) => void events.relayed(id, to, frame),
      onIdle: () => {
        if (this.#rooms.get(id) === room) this.#rooms.delete(id);
      },
    });
    this.#rooms.set(id, room);
    return room;
  }

  async #beat(): Promise<void> {
    const { clock, log } = this.#options;
    this.#isBeating = true;
    try {
      this.#signs.hear(await this.#store.beat(), clock.now());
      if (this.#wasAway) {
        this.#wasAway = false;
        log({ event: "store-back", rooms: this.#rooms.size });
        this.#reconcileAll();
      } else this.#lookAfter();
    } catch {
      // That it is away it has said itself, and it is asked again.
      this.#signs.doubt();
    }
    this.#isBeating = false;
    this.#beatIn(this.#store.isAway ? AWAY_BEAT_MS : this.#store.beatMs);
  }

  #beatIn(ms: number): void {
    this.#cancelBeat();
    if (this.#isOver) return;
    this.#cancelBeat = this.#options.clock.setTimer(() => void this.#beat(), ms);
  }

  #lookAfter(): void {
    const now = this.#options.clock.now();
    if (now >= this.#nextRound) {
      this.#nextRound = now + ROUND_MS;
      return this.#reconcileAll();
    }
    for (const room of this.#rooms.values()) {
      if (room.isDoubtful || room.isHaunted) this.#reconcile(room);
    }
  }

  #reconcileAll(): void {
    for (const room of this.#rooms.values()) this.#reconcile(room);
  }

  #reconcile(room: SharedRoom): void {
    room.reconcile().catch((error) =>
      this.#options.log({ event: "failed", where: "reconcile", error: String(error) })
    );
  }
}
