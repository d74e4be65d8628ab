/** The numbers that only the server keeps to. The rules that name them are in `docs/protocol.md`. */
import { MAX_FRAME_BYTES } from "../protocol/limits.ts";
import type { HouseholdLimits } from "./households.ts";
import type { RateLimit } from "./rate_limiter.ts";

/** What sockets may do, unless the server is configured otherwise. */
export interface SocketLimits {
  /** What one socket may send: a frame costs one token, and one more for each further 4 KiB begun. */
  frameRate: RateLimit;
  /** Largest frame of either kind, in bytes. */
  maxFrameBytes: number;
  /** How much may wait in the server for one socket to take it in, in bytes. */
  maxBufferedBytes: number;
  /** A socket that said nothing for so long but that it is there is closed, in milliseconds. */
  idleMs: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  frameRate: { perSecond: 200, burst: 600 },
  maxFrameBytes: MAX_FRAME_BYTES,
  maxBufferedBytes: 1024 * 1024,
  idleMs: 12 * 3_600_000,
};

/** What the people behind one address may do together: an office is one, and so is whoever floods. */
export const HOUSEHOLD_LIMITS: HouseholdLimits = {
  sockets: 128,
  rooms: 32,
  connects: { perSecond: 10, burst: 256 },
  frames: { perSecond: 2_000, burst: 8_000 },
};

export const BYTES_PER_TOKEN = 4096;
/** How long `drain` waits for closed sockets to say goodbye, in milliseconds. Hosts allow five seconds. */
export const DRAIN_DEADLINE_MS = 2_000;
/**
 * How often sockets are looked after, in milliseconds: one that said nothing since the last time is asked, one that
 * has said nothing since it was asked is given up.
 */
export const HEARTBEAT_MS = 10_000;
/**
 * Passed on to Deno where a socket is made: no timer of its own. Deno sets one anew at every message, which costs more
 * than relaying it; the hub's heartbeat does the same for all sockets with one timer.
 */
export const NO_IDLE_TIMEOUT = 0;
/** A socket that is being closed is quiet when nothing came in for so long, in milliseconds. */
export const QUIET_MS = 100;
/** How long a socket that does not fall quiet is put up with, in milliseconds. */
export const MAX_NOISE_MS = 1_000;
/** How many frames are let in, unheard, from a socket that is being closed. */
export const MAX_NOISE_FRAMES = 512;
/** So many times more each of them counts whose household may send nothing more just now. */
export const OVERDRAWN_NOISE = 16;
/** The frames of a household are taken in so many times faster than it may send them in the long run, and no faster. */
export const PACE_FACTOR = 2;
/** How often what waits for its turn is looked at, in milliseconds. */
export const PACE_MS = 5;
