/** A store in the memory of a test, with instances on the other side of a network that takes time and has faults. */
import type { Clock } from "../../../server/clock.ts";
import type { RoomId } from "../../../protocol/ids.ts";
import type {
  Commit,
  CommitResult,
  Kept,
  Letter,
  OpenStore,
  RoomStore,
  StoreEvents,
} from "../../../server/room_store.ts";

export interface FakeCloudOptions {
  clock: Clock;
  /** In [0, 1). */
  random?: () => number;
  /** The longest way, in milliseconds; 0 for none. */
  latencyMs?: number;
}

const INSTANCE_TTL_MS = 7_000;

export class FakeCloud {
  readonly #options: Required<FakeCloudOptions>;
  readonly #rooms = new Map<RoomId, { version: string; text: string }>();
  readonly #beats = new Map<string, number>();
  readonly #hushed = new Set<string>();
  readonly #lines = new Map<string, Line>();
  #versions = 0;
  /** `stalled`: takes everything in and answers nothing. `down`: refuses. */
  mood: "up" | "stalled" | "down" = "up";
  #stalled: (() => void)[] = [];
  commits = 0;

  constructor(options: FakeCloudOptions) {
    this.#options = { random: Math.random, latencyMs: 0, ...options };
  }

  get rooms(): ReadonlyMap<RoomId, unknown> {
    return this.#rooms;
  }

  record(room: RoomId): Kept["record"] | null {
    const kept = this.#rooms.get(room);
    return kept ? JSON.parse(kept.text) : null;
  }

  readonly openStore: OpenStore = (instance, events) => {
    const line = new Line(this.#options, events);
    this.#lines.set(instance, line);
    return new FakeStore(this, instance, line);
  };

  /** Forgets everything, as a Redis without a disk does. */
  wipe(): void {
    this.#rooms.clear();
    this.#beats.clear();
  }

  /** The instance is gone from one moment to the next: it hears and says nothing more. */
  cut(instance: string): void {
    this.#lines.get(instance)?.cut();
    this.#lines.delete(instance);
  }

  /** Beats of that instance get lost from now on, and nothing else. */
  hush(instance: string): void {
    this.#hushed.add(instance);
  }

  /** Mail to that instance is lost, until it notices. */
  deafen(instance: string): void {
    const line = this.#lines.get(instance);
    if (line) line.isDeaf = true;
  }

  notice(instance: string): void {
    const line = this.#lines.get(instance);
    if (!line?.isDeaf) return;
    line.isDeaf = false;
    line.gap();
  }

  recover(): void {
    this.mood = "up";
    for (const task of this.#stalled.splice(0)) task();
  }

  /** Runs at the cloud, once it does. */
  whenUp(task: () => void, refuse: (error: Error) => void): void {
    if (this.mood === "up") task();
    else if (this.mood === "down") refuse(new Error("connection refused"));
    else this.#stalled.push(task);
  }

  read(room: RoomId): Kept | null {
    const kept = this.#rooms.get(room);
    return kept ? { version: kept.version, record: JSON.parse(kept.text) } : null;
  }

  commit({ room, from, record, letters }: Commit): CommitResult {
    if ((this.#rooms.get(room)?.version ?? null) !== from) {
      return { ok: false, now: this.read(room) };
    }
    this.commits++;
    const version = `v${++this.#versions}`;
    if (record === null) this.#rooms.delete(room);
    else this.#rooms.set(room, { version, text: JSON.stringify(record) });
    for (const letter of letters) this.post(letter);
    return { ok: true, version };
  }

  post({ to, mail }: Letter): boolean {
    const line = this.#lines.get(to);
    line?.push(mail.slice());
    return line !== undefined;
  }

  beat(instance: string): ReadonlySet<string> {
    const now = this.#options.clock.now();
    const line = this.#lines.get(instance);
    const isForgotten = !this.#beats.has(instance) && !this.#hushed.has(instance);
    if (line?.isAnnounced && isForgotten) line.gap();
    if (line) line.isAnnounced = true;
    if (!this.#hushed.has(instance)) this.#beats.set(instance, now);
    for (const [other, at] of this.#beats) {
      if (at < now - INSTANCE_TTL_MS) this.#beats.delete(other);
    }
    return new Set(this.#beats.keys());
  }

  leave(instance: string): void {
    this.#beats.delete(instance);
    this.cut(instance);
  }
}

/** Commands, replies and mail of one instance; each of the three keeps its order, and none waits for another. */
class Line {
  readonly #options: Required<FakeCloudOptions>;
  readonly #events: StoreEvents;
  readonly #last = { up: 0, down: 0, mail: 0 };
  #isCut = false;
  isDeaf = false;
  isAnnounced = false;

  constructor(options: Required<FakeCloudOptions>, events: StoreEvents) {
    this.#options = options;
    this.#events = events;
  }

  cut(): void {
    this.#isCut = true;
  }

  push(mail: Uint8Array<ArrayBuffer>): void {
    if (this.isDeaf) return;
    this.carry("mail", () => this.#events.received(mail));
  }

  gap(): void {
    this.#events.gap();
  }

  carry(way: "up" | "down" | "mail", task: () => void): void {
    const { clock, random, latencyMs } = this.#options;
    const run = () => this.#isCut || task();
    if (latencyMs === 0) return queueMicrotask(run);
    const at = Math.max(this.#last[way], clock.now() + random() * latencyMs);
    this.#last[way] = at;
    clock.setTimer(run, at - clock.now());
  }
}

class FakeStore implements RoomStore {
  readonly beatMs = 2_000;
  readonly #cloud: FakeCloud;
  readonly #instance: string;
  readonly #line: Line;

  constructor(cloud: FakeCloud, instance: string, line: Line) {
    this.#cloud = cloud;
    this.#instance = instance;
    this.#line = line;
  }

  read(room: RoomId): Promise<Kept | null> {
    return this.#ask(() => this.#cloud.read(room));
  }

  commit(commit: Commit): Promise<CommitResult> {
    return this.#ask(() => this.#cloud.commit(commit));
  }

  send(letter: Letter): Promise<boolean> {
    return this.#ask(() => this.#cloud.post(letter));
  }

  beat(): Promise<ReadonlySet<string>> {
    return this.#ask(() => this.#cloud.beat(this.#instance));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#cloud.leave(this.#instance);
    return Promise.resolve();
  }

  #ask<T>(question: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const refuse = (error: Error) => this.#line.carry("down", () => reject(error));
    this.#line.carry("up", () =>
      this.#cloud.whenUp(() => {
        const answer = question();
        this.#line.carry("down", () => resolve(answer));
      }, refuse));
    return promise;
  }
}
