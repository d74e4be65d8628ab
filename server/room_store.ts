/**
 * What several instances share: rooms that are changed only by whoever knows how they are, and mail. Everything that
 * follows from that is in `shared_room.ts`; a store is as thin as what it speaks with allows.
 */
import type { RoomId } from "../protocol/ids.ts";
import type { RoomState } from "./room.ts";

/**
 * Which make of rooms and mail this is. It is part of every key and channel ([V8]), so that instances of two makes that
 * share a database never read each other: whatever changes in what they keep there, or send each other, takes the next
 * number (`tests/server/kept_format_test.ts`).
 */
export const KEPT_FORMAT = 1;

/** A room as it is kept: plain data, and no larger than its seats. */
export interface RoomRecord {
  /** Grows with every change, also over the end of a room and its return. */
  revision: number;
  state: RoomState;
  /**
   * For each instance with sockets in the room, the revision that last had news for it. An instance that has not heard
   * of that one has missed something.
   */
  told: Readonly<Record<string, number>>;
}

export interface Kept {
  record: RoomRecord;
  /** Of the store's own making; never the same for two writes. */
  version: string;
}

export interface Commit {
  room: RoomId;
  /** What the change was made from; `null` for a room that was not there. */
  from: string | null;
  /** `null` forgets the room. */
  record: RoomRecord | null;
  /** After how long a record that nobody writes again may be forgotten, in milliseconds. */
  ttlMs: number;
  /** Posted if the change is made, and in the order of changes. */
  letters: readonly Letter[];
}

export interface Letter {
  /** An instance. */
  to: string;
  mail: Uint8Array<ArrayBuffer>;
}

export type CommitResult =
  | { ok: true; version: string }
  /** Somebody else was faster. */
  | { ok: false; now: Kept | null };

/** Every promise rejects if the store cannot be reached; how long to wait is up to the caller. */
export interface RoomStore extends AsyncDisposable {
  /** How often to say that we live, in milliseconds. */
  readonly beatMs: number;
  read(room: RoomId): Promise<Kept | null>;
  commit(commit: Commit): Promise<CommitResult>;
  /** Carries mail to another instance, in the order of the calls. `false` if nobody is there to take it. */
  send(letter: Letter): Promise<boolean>;
  /** Says that this instance lives, and tells which do: those that said so a few beats ago at most. */
  beat(): Promise<ReadonlySet<string>>;
}

/** What an instance hears from its store. */
export interface StoreEvents {
  /** The bytes are the store's own again when this returns. */
  received(mail: Uint8Array): void;
  /** Mail may have been lost, or rooms. */
  gap(): void;
}

/** Opens the store for an instance. Does not wait for it: what is asked before it can be reached waits or rejects. */
export type OpenStore = (instance: string, events: StoreEvents) => RoomStore;

/** After how long a record that nobody writes again may be forgotten at the earliest, in milliseconds. */
export const RECORD_TTL_MS = 15 * 60_000;
