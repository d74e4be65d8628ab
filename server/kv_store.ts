/**
 * Rooms in Deno KV. A room is one value, checked and set by its versionstamp; mail lies in a box for each instance, and
 * a bell, which the instance watches, says that something was put there. The box is emptied in the order of
 * versionstamps, which is that of the changes.
 */
import type { RoomId } from "../protocol/ids.ts";
import type { Clock } from "./clock.ts";
import { joinParts, splitIntoParts } from "./mail_parts.ts";
import {
  type Commit,
  type CommitResult,
  type Kept,
  type Letter,
  type OpenStore,
  type RoomStore,
  type StoreEvents,
} from "./room_store.ts";

export interface KvStoreOptions {
  kv: Deno.Kv;
  /** What every key begins with. */
  root: string;
  clock: Clock;
  /**
   * How often to look into the box unasked, in milliseconds; 0 for never. SQLite does not tell one process what another
   * one wrote.
   */
  pollMs: number;
}

/** Each beat is written, and paid for. */
const BEAT_MS = 10_000;
const INSTANCE_TTL_MS = 30_000;
/** What nobody has taken by then was for an instance that is gone, in milliseconds. */
const MAIL_TTL_MS = 60_000;
/** How much goes into one transaction; KV takes 800 KiB and 1000 changes. */
const MAX_BATCH_BYTES = 400_000;
const MAX_BATCH_LETTERS = 50;
/** KV lists at most so many at a time, as of one moment. */
const MAX_LISTED = 500;

/** Makes stores of that database. It stays open when a store is closed. */
export function openKvStore(options: KvStoreOptions): OpenStore {
  return (instance, events) => new KvStore(instance, events, options);
}

class KvStore implements RoomStore {
  readonly beatMs = BEAT_MS;
  readonly #instance: string;
  readonly #events: StoreEvents;
  readonly #options: KvStoreOptions;
  readonly #kv: Deno.Kv;
  readonly #root: string;
  readonly #bell: ReadableStreamDefaultReader<unknown>;
  #letters = 0;
  #isAnnounced = false;
  #outbox: { letter: Letter; done: PromiseWithResolvers<boolean> }[] = [];
  #isSending = false;
  #collecting: Promise<void> | null = null;
  #rang = false;
  #cancelPoll = () => {};
  #isOver = false;

  constructor(instance: string, events: StoreEvents, options: KvStoreOptions) {
    this.#instance = instance;
    this.#events = events;
    this.#options = options;
    this.#kv = options.kv;
    this.#root = options.root;
    this.#bell = this.#kv.watch([this.#bellOf(instance)]).getReader();
    this.#listen();
    this.#poll();
  }

  async read(room: RoomId): Promise<Kept | null> {
    const entry = await this.#kv.get<string>([this.#root, "room", room]);
    if (entry.value === null) return null;
    return { version: entry.versionstamp, record: JSON.parse(entry.value) };
  }

  async commit({ room, from, record, letters, ttlMs }: Commit): Promise<CommitResult> {
    const key = [this.#root, "room", room];
    const change = this.#kv.atomic().check({ key, versionstamp: from });
    if (record !== null) change.set(key, JSON.stringify(record), { expireIn: ttlMs });
    else if (from !== null) change.delete(key);
    for (const letter of letters) this.#post(change, letter);
    const result = await change.commit();
    if (result.ok) return { ok: true, version: result.versionstamp };
    return { ok: false, now: await this.read(room) };
  }

  /** One transaction is under way at a time, and takes along what gathered meanwhile: so letters stay in order. */
  send(letter: Letter): Promise<boolean> {
    const done = Promise.withResolvers<boolean>();
    this.#outbox.push({ letter, done });
    if (!this.#isSending) void this.#sendAll();
    return done.promise;
  }

  async beat(): Promise<ReadonlySet<string>> {
    const now = this.#options.clock.now();
    const expireIn = INSTANCE_TTL_MS;
    const key = [this.#root, "instance", this.#instance];
    // It had heard of us, and has forgotten: then it may have forgotten more.
    if (this.#isAnnounced && (await this.#kv.get(key)).value === null) this.#events.gap();
    await this.#kv.set(key, now, { expireIn });
    this.#isAnnounced = true;
    const alive = new Set<string>();
    for await (
      const { key, value } of this.#kv.list<number>({ prefix: [this.#root, "instance"] })
    ) {
      if (value > now - INSTANCE_TTL_MS) alive.add(String(key.at(-1)));
    }
    return alive;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    this.#cancelPoll();
    await this.#kv.delete([this.#root, "instance", this.#instance]).catch(() => {});
    await this.#bell.cancel().catch(() => {});
    await this.#collecting;
  }

  #bellOf(instance: string): Deno.KvKey {
    return [this.#root, "bell", instance];
  }

  #post(change: Deno.AtomicOperation, { to, mail }: Letter): void {
    const expireIn = MAIL_TTL_MS;
    const number = ++this.#letters;
    const parts = splitIntoParts(mail);
    parts.forEach((part, at) => {
      const key = [this.#root, "mail", to, this.#instance, number, at, parts.length];
      change.set(key, part, { expireIn });
    });
    change.set(this.#bellOf(to), `${this.#instance} ${number}`, { expireIn });
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    while (this.#outbox.length > 0) {
      const batch = this.#nextBatch();
      const change = this.#kv.atomic();
      for (const { letter } of batch) this.#post(change, letter);
      try {
        await change.commit();
        for (const { done } of batch) done.resolve(true);
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    this.#isSending = false;
  }

  #nextBatch() {
    let bytes = 0;
    let count = 0;
    for (const { letter } of this.#outbox) {
      bytes += letter.mail.length;
      if (count > 0 && (bytes > MAX_BATCH_BYTES || count === MAX_BATCH_LETTERS)) break;
      count++;
    }
    return this.#outbox.splice(0, count);
  }

  async #listen(): Promise<void> {
    try {
      while (!(await this.#bell.read()).done) this.#collect();
    } catch {
      // The database is closed, or lost; beats tell.
    }
  }

  #poll(): void {
    const { clock, pollMs } = this.#options;
    if (pollMs === 0 || this.#isOver) return;
    this.#cancelPoll = clock.setTimer(() => {
      this.#collect();
      this.#poll();
    }, pollMs);
  }

  /** Empties the box; once more if the bell rings meanwhile. */
  #collect(): void {
    this.#rang = true;
    this.#collecting ??= this.#collectWhileItRings().catch(() => {}).finally(() => {
      this.#collecting = null;
    });
  }

  async #collectWhileItRings(): Promise<void> {
    while (this.#rang && !this.#isOver) {
      this.#rang = false;
      const box = { prefix: [this.#root, "mail", this.#instance] };
      const options = { limit: MAX_LISTED, batchSize: MAX_LISTED };
      const entries = await Array.fromAsync(this.#kv.list<Uint8Array<ArrayBuffer>>(box, options));
      if (entries.length === 0) continue;
      // Within one transaction the key decides, which counts.
      entries.sort((a, b) =>
        a.versionstamp < b.versionstamp ? -1 : +(a.versionstamp > b.versionstamp)
      );
      for (const mail of joinParts(entries)) {
        if (!this.#isOver) this.#events.received(mail);
      }
      const emptied = this.#kv.atomic();
      for (const { key } of entries) emptied.delete(key);
      await emptied.commit();
      if (entries.length === MAX_LISTED) this.#rang = true;
    }
  }
}
