/** The numbers that both sides keep to. The rules that name them are in `docs/protocol.md`. */

/** Version of the protocol between a browser and the server. */
export const PROTOCOL_VERSION = 1;
/** Largest frame of either kind, in bytes, that the server takes from a socket. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** Longest sealed profile, in base64url characters. */
export const MAX_PROFILE_CHARS = 2048;
/** How many participants a room takes unless the server is configured otherwise. */
export const DEFAULT_ROOM_CAPACITY = 8;
/** A socket that has not said `hello` by then is closed, in milliseconds. */
export const HELLO_DEADLINE_MS = 10_000;
/** How long a socket may look into a room from its door, in milliseconds. */
export const LOOK_MS = 600_000;
/** How many may look into a room at once. */
export const MAX_ONLOOKERS = 16;
/** How long the seat of a socket that vanished without `leave` is kept for its return, in milliseconds. */
export const RESUME_GRACE_MS = 4_000;
/** How many malformed frames a socket may send before it is closed. */
export const MAX_STRIKES = 8;
/** Longest name of a participant, in UTF-16 code units after trimming. */
export const MAX_NAME_CHARS = 64;
