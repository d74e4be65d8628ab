/** The numbers that only the server keeps to. The rules that name them are in `docs/protocol.md`. */
import type { RateLimit } from "./rate_limiter.ts";

/** What one socket may send: a frame costs one token, and one more for each further 4 KiB begun. */
export const FRAME_RATE: RateLimit = { perSecond: 200, burst: 600 };
export const BYTES_PER_TOKEN = 4096;
/** How much may wait in the server for one socket to take it in, in bytes. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;
/** How long `drain` waits for closed sockets to say goodbye, in milliseconds. Hosts allow five seconds. */
export const DRAIN_DEADLINE_MS = 2_000;
/** A socket that does not answer a ping within that many seconds is gone. */
export const SOCKET_IDLE_SECONDS = 20;
/** A socket that is being closed is quiet when nothing came in for so long, in milliseconds. */
export const QUIET_MS = 100;
/** How long a socket that does not fall quiet is put up with, in milliseconds. */
export const MAX_NOISE_MS = 1_000;
