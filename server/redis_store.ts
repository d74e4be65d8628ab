/**
 * Rooms in Redis. A room is one hash; it is changed by a script, which compares, writes and posts in one step, so that
 * news leave in the order of the changes. Mail goes by publish and subscribe, one channel for each instance, over the
 * connection that also carries the commands: what an instance is told stays in order with what it asked.
 *
 * A script touches one key, and the name of a room's key has its id in braces: a cluster may put rooms where it likes.
 */
import { Buffer } from "node:buffer";
import { createClient } from "@redis/client";
import type { RoomId } from "../protocol/ids.ts";
import { bundleMail, unbundleMail } from "./mail.ts";
import {
  type Commit,
  type CommitResult,
  type Kept,
  type Letter,
  type OpenStore,
  type RoomStore,
  type StoreEvents,
} from "./room_store.ts";

export interface RedisStoreOptions {
  url: string;
  /** What every key and channel begins with. */
  prefix: string;
}

interface Bundle {
  letters: Letter["mail"][];
  /** Whether the instance was there to take it. */
  isTaken: Promise<boolean>;
}

const BEAT_MS = 2_000;
const INSTANCE_TTL_MS = 7_000;
/** The longest wait before the connection is tried again, in milliseconds. */
const MAX_RETRY_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** How long it may take to say that an instance goes, in milliseconds. Its seats are found out in any case. */
const FAREWELL_MS = 500;

const CHANGE = `
local version = redis.call('HGET', KEYS[1], 'version') or ''
if version ~= ARGV[1] then
  if version == '' then return {0} end
  return {0, version, redis.call('HGET', KEYS[1], 'record')}
end
if ARGV[3] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'version', ARGV[2], 'record', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
for i = 5, #ARGV, 2 do redis.call('PUBLISH', ARGV[i], ARGV[i + 1]) end
return {1}`;

/** By the clock of Redis: those of the instances may differ. */
const BEAT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local isNew = redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {isNew, redis.call('ZRANGE', KEYS[1], 0, -1)}`;

/** Makes stores of that Redis. */
export function openRedisStore(options: RedisStoreOptions): OpenStore {
  return (instance, events) => new RedisStore(instance, events, options);
}

class RedisStore implements RoomStore {
  readonly beatMs = BEAT_MS;
  readonly #instance: string;
  readonly #prefix: string;
  readonly #client: ReturnType<typeof connectTo>;
  readonly #opened: Promise<void>;
  readonly #events: StoreEvents;
  /** What goes to each instance at the end of this turn. */
  readonly #bundles = new Map<string, Bundle>();
  #commits = 0;
  #isAnnounced = false;

  constructor(instance: string, events: StoreEvents, { url, prefix }: RedisStoreOptions) {
    this.#instance = instance;
    this.#prefix = prefix;
    this.#events = events;
    this.#client = connectTo(url);
    // Whoever asked meanwhile has been told already; without a listener an error ends the process.
    this.#client.on("error", () => {});
    this.#opened = this.#open();
    this.#opened.catch(() => {});
  }

  async read(room: RoomId): Promise<Kept | null> {
    await this.#opened;
    const [version, record] = await this.#client.hmGet(this.#key(room), ["version", "record"]);
    return version && record ? { version, record: JSON.parse(record) } : null;
  }

  async commit({ room, from, record, letters, ttlMs }: Commit): Promise<CommitResult> {
    await this.#opened;
    const version = `${this.#instance}.${++this.#commits}`;
    const reply = await this.#client.eval(CHANGE, {
      keys: [this.#key(room)],
      arguments: [
        from ?? "",
        version,
        record === null ? "" : JSON.stringify(record),
        String(Math.ceil(ttlMs)),
        ...letters.flatMap(({ to, mail }) => [this.#channel(to), asBuffer(mail)]),
      ] as string[],
    });
    const [done, theirs, text] = reply as unknown as [number, string?, string?];
    if (done === 1) return { ok: true, version };
    const now = theirs && text ? { version: theirs, record: JSON.parse(text) } : null;
    return { ok: false, now };
  }

  send({ to, mail }: Letter): Promise<boolean> {
    const bundle = this.#bundles.get(to) ?? this.#newBundle(to);
    bundle.letters.push(mail);
    return bundle.isTaken;
  }

  async beat(): Promise<ReadonlySet<string>> {
    await this.#opened;
    const reply = await this.#client.eval(BEAT, {
      keys: [this.#instances],
      arguments: [this.#instance, String(INSTANCE_TTL_MS)],
    });
    const [isNew, alive] = reply as unknown as [number, string[]];
    // It had heard of us, and has forgotten: then it may have forgotten more.
    if (isNew === 1 && this.#isAnnounced) this.#events.gap();
    this.#isAnnounced = true;
    return new Set(alive);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#client.isReady) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, FAREWELL_MS);
      const gone = this.#client.zRem(this.#instances, this.#instance).catch(() => {});
      await Promise.race([gone, late]);
      clearTimeout(timer);
    }
    this.#client.destroy();
  }

  /** Sockets are heard in turns of many frames, and a publish costs more than what it carries. */
  #newBundle(to: string): Bundle {
    const letters: Letter["mail"][] = [];
    const isTaken = Promise.resolve().then(async () => {
      this.#bundles.delete(to);
      return await this.#client.publish(this.#channel(to), asBuffer(bundleMail(letters))) > 0;
    });
    const bundle = { letters, isTaken };
    this.#bundles.set(to, bundle);
    return bundle;
  }

  get #instances(): string {
    return `${this.#prefix}:instances`;
  }

  #key(room: RoomId): string {
    return `${this.#prefix}:{${room}}:room`;
  }

  #channel(instance: string): string {
    return `${this.#prefix}:mail:${instance}`;
  }

  async #open(): Promise<void> {
    const client = this.#client;
    const events = this.#events;
    await client.connect();
    const take = (bundle: Buffer) => {
      for (const mail of unbundleMail(bundle)) events.received(mail);
    };
    await client.subscribe(this.#channel(this.#instance), take, true);
    // The client subscribes again by itself. What was said meanwhile nobody keeps.
    client.on("ready", () => events.gap());
  }
}

function connectTo(url: string) {
  return createClient({
    url,
    RESP: 3,
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, MAX_RETRY_MS),
    },
  });
}

function asBuffer(bytes: Uint8Array<ArrayBuffer>): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
