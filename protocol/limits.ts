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
/** How many may wait at the door of a locked room. */
export const MAX_KNOCKS = 8;
/** How many peers a list of the doors may name: those inside, those removed. */
export const MAX_DOOR_LIST = 64;
/** How long a room whose link was replaced says so, in milliseconds. */
export const LINK_REPLACED_MS = 12 * 3_600_000;
/** How many people a server may tell of at once. */
export const MAX_TOLD = 64;
/** Longest description that a peer may send. */
export const MAX_SDP_CHARS = 32_000;
/** How many media sections a description may have: four sources, the data channel, and room for more. */
export const MAX_SECTIONS = 16;
/** Longest candidate that a peer may send. */
export const MAX_CANDIDATE_CHARS = 1_024;
/** The highest number of a connection: there must be room for a next one. */
export const MAX_EPOCH = 2 ** 31;
/** Longest message in writing, in UTF-16 code units. */
export const MAX_TEXT_CHARS = 4_000;
/** How many messages in writing are remembered. */
export const MAX_HISTORY_ENTRIES = 500;
/** How many of them one piece of history tells. */
export const MAX_HISTORY_PIECE_ENTRIES = 64;
/** Longest name of a file, in UTF-16 code units. */
export const MAX_FILE_NAME_CHARS = 200;
/** Largest file that can be offered, in bytes. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024 * 1024;
