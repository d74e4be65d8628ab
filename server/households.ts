/**
 * What the people behind one address may take of the server together: sockets, rooms, new sockets in a while,
 * frames in a while. Whoever has nothing open and has paused is forgotten, so that this holds no more than
 * there are guests.
 */
import type { RoomId } from "../protocol/ids.ts";
import { Pace } from "./pace.ts";
import {
  fullBucket,
  type RateLimit,
  takeTokens,
  type TokenBucket,
  tokensOf,
} from "./rate_limiter.ts";
import { PACE_FACTOR, PACE_MS } from "./server_limits.ts";

export interface HouseholdLimits {
  sockets: number;
  rooms: number;
  /** How often a socket may be opened. */
  connects: RateLimit;
  /** What all its sockets may send together. */
  frames: RateLimit;
}

/** One socket's share of its household. Give it back when the socket is gone. */
export interface Share extends Disposable {
  /** Whether the household may send so much more now. */
  takeFrames(cost: number, now: number): boolean;
  /** How fast they are taken in. */
  readonly pace: Pace;
}

export interface ShareRefusal {
  reason: "too-many-sockets" | "too-many-rooms" | "too-often" | "overdrawn";
  /** In seconds. */
  retryAfter: number;
}

export type ShareAnswer = { ok: true; share: Share } | { ok: false } & ShareRefusal;

interface Household {
  sockets: number;
  /** How many sockets it has in each room. */
  rooms: Map<RoomId, number>;
  connects: TokenBucket;
  frames: TokenBucket;
  pace: Pace;
  /** Until when it opens no socket, because its people sent more than they may; in milliseconds. */
  shutUntil: number;
}

/** With fewer households than this nobody looks for those that can be forgotten. */
const REMEMBERED = 10_000;

export class Households {
  readonly #limits: HouseholdLimits;
  readonly #households = new Map<string, Household>();
  #forgetAt = REMEMBERED;

  constructor(limits: HouseholdLimits) {
    this.#limits = limits;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#households.size;
  }

  /** Asks for one more socket in that room. */
  take(name: string, room: RoomId, now: number): ShareAnswer {
    const household = this.#households.get(name) ?? this.#add(name, now);
    const refusal = this.#refusal(household, room, now);
    if (refusal !== null) return { ok: false, ...refusal };
    const { connects, frames } = this.#limits;
    takeTokens(household.connects, connects, 1, now);
    return { ok: true, share: new RoomShare(household, room, frames) };
  }

  /** Why one more socket in that room would be refused now; `null` if it would not be. */
  refusal(name: string, room: RoomId, now: number): ShareRefusal | null {
    const household = this.#households.get(name);
    return household === undefined ? null : this.#refusal(household, room, now);
  }

  #refusal(household: Household, room: RoomId, now: number): ShareRefusal | null {
    const { sockets, rooms, connects } = this.#limits;
    const shutMs = household.shutUntil - now;
    if (shutMs > 0) return { reason: "overdrawn", retryAfter: Math.ceil(shutMs / 1000) };
    if (tokensOf(household.connects, connects, now) < 1) {
      return { reason: "too-often", retryAfter: Math.ceil(1 / connects.perSecond) };
    }
    if (household.sockets >= sockets) {
      return { reason: "too-many-sockets", retryAfter: FULL_RETRY_S };
    }
    if (!household.rooms.has(room) && household.rooms.size >= rooms) {
      return { reason: "too-many-rooms", retryAfter: FULL_RETRY_S };
    }
    return null;
  }

  #add(name: string, now: number): Household {
    if (this.#households.size >= this.#forgetAt) this.#forget(now);
    const { connects, frames } = this.#limits;
    const household: Household = {
      sockets: 0,
      rooms: new Map(),
      connects: fullBucket(connects, now),
      frames: fullBucket(frames, now),
      pace: new Pace(paceOf(frames), now),
      shutUntil: 0,
    };
    this.#households.set(name, household);
    return household;
  }

  /** Whoever has nothing open and could do as much as anybody new is the same as somebody new. */
  #forget(now: number): void {
    const { connects, frames } = this.#limits;
    for (const [name, household] of this.#households) {
      if (household.sockets > 0 || household.shutUntil > now) continue;
      const isFull = (bucket: TokenBucket, limit: RateLimit) =>
        tokensOf(bucket, limit, now) >= limit.burst;
      if (isFull(household.connects, connects) && isFull(household.frames, frames)) {
        this.#households.delete(name);
      }
    }
    // Looking at everyone again is worth it only once there are many more.
    this.#forgetAt = Math.max(REMEMBERED, 2 * this.#households.size);
  }
}

/** After how many seconds somebody may have gone. */
const FULL_RETRY_S = 30;
/**
 * How long a household whose frames were more than it may send opens no socket, in milliseconds: what a socket costs
 * before its first frame is refused is more than the frames that it would bring.
 */
const OVERDRAWN_MS = 10_000;

function paceOf({ perSecond }: RateLimit): RateLimit {
  const pace = perSecond * PACE_FACTOR;
  return { perSecond: pace, burst: Math.ceil(pace * PACE_MS / 1000) };
}

class RoomShare implements Share {
  readonly pace: Pace;
  readonly #household: Household;
  readonly #room: RoomId;
  readonly #frames: RateLimit;
  #open = true;

  constructor(household: Household, room: RoomId, frames: RateLimit) {
    const { rooms, pace } = household;
    this.pace = pace;
    this.#household = household;
    this.#room = room;
    this.#frames = frames;
    household.sockets += 1;
    rooms.set(room, (rooms.get(room) ?? 0) + 1);
  }

  takeFrames(cost: number, now: number): boolean {
    const taken = takeTokens(this.#household.frames, this.#frames, cost, now);
    if (!taken) this.#household.shutUntil = now + OVERDRAWN_MS;
    return taken;
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    const { rooms } = this.#household;
    this.#household.sockets -= 1;
    const left = (rooms.get(this.#room) ?? 1) - 1;
    if (left > 0) rooms.set(this.#room, left);
    else rooms.delete(this.#room);
  }
}
