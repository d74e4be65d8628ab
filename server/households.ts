/**
 * What the people behind one address may take of the server together: sockets, rooms, new sockets in a while,
 * frames in a while. Whoever has nothing open and has paused is forgotten, so that this holds no more than
 * there are guests.
 */
import type { RoomId } from "../protocol/ids.ts";
import { fullBucket, type RateLimit, takeTokens, type TokenBucket } from "./rate_limiter.ts";

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
}

export type ShareAnswer =
  | { ok: true; share: Share }
  /** `retryAfter` is in seconds. */
  | { ok: false; reason: "too-many-sockets" | "too-many-rooms" | "too-often"; retryAfter: number };

interface Household {
  sockets: number;
  /** How many sockets it has in each room. */
  rooms: Map<RoomId, number>;
  connects: TokenBucket;
  frames: TokenBucket;
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
    const { sockets, rooms, connects, frames } = this.#limits;
    if (!takeTokens(household.connects, connects, 1, now)) {
      return { ok: false, reason: "too-often", retryAfter: Math.ceil(1 / connects.perSecond) };
    }
    if (household.sockets >= sockets) {
      return { ok: false, reason: "too-many-sockets", retryAfter: FULL_RETRY_S };
    }
    const before = household.rooms.get(room) ?? 0;
    if (before === 0 && household.rooms.size >= rooms) {
      return { ok: false, reason: "too-many-rooms", retryAfter: FULL_RETRY_S };
    }
    household.sockets += 1;
    household.rooms.set(room, before + 1);
    let open = true;
    return {
      ok: true,
      share: {
        takeFrames: (cost, now) => takeTokens(household.frames, frames, cost, now),
        [Symbol.dispose]: () => {
          if (open) giveBack(household, room);
          open = false;
        },
      },
    };
  }

  #add(name: string, now: number): Household {
    if (this.#households.size >= this.#forgetAt) this.#forget(now);
    const { connects, frames } = this.#limits;
    const household: Household = {
      sockets: 0,
      rooms: new Map(),
      connects: fullBucket(connects, now),
      frames: fullBucket(frames, now),
    };
    this.#households.set(name, household);
    return household;
  }

  /** Whoever has nothing open and could do as much as anybody new is the same as somebody new. */
  #forget(now: number): void {
    const { connects, frames } = this.#limits;
    for (const [name, household] of this.#households) {
      if (household.sockets > 0) continue;
      const isFull = (bucket: TokenBucket, limit: RateLimit) =>
        bucket.tokens + (now - bucket.at) / 1000 * limit.perSecond >= limit.burst;
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

function giveBack(household: Household, room: RoomId): void {
  household.sockets -= 1;
  const left = (household.rooms.get(room) ?? 1) - 1;
  if (left > 0) household.rooms.set(room, left);
  else household.rooms.delete(room);
}
