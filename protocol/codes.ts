/** Why the server refuses something. Sent in `error`; the page turns each into a sentence. */
export const ERROR_CODES = [
  "bad-json",
  "bad-message",
  "unknown-type",
  "frame-too-large",
  "frame-too-short",
  "hello-required",
  "hello-twice",
  "hello-timeout",
  "look-late",
  "crowded",
  "version-mismatch",
  "unknown-peer",
  "room-full",
  "locked",
  "declined",
  "removed",
  "link-replaced",
  "not-host",
  "rate-limited",
  "idle",
  "unavailable",
  "internal",
] as const;
export type ErrorCode = typeof ERROR_CODES[number];

/**
 * Why a socket was closed, in the range left to applications
 * ({@link https://www.rfc-editor.org/rfc/rfc6455#section-7.4.2 RFC 6455 §7.4.2}).
 */
export const CloseCode = {
  /** The peer said `leave`. */
  left: 1000,
  /** The server moves its sockets elsewhere: reconnect now. */
  draining: 4001,
  /** Another socket presented the same seat: do not reconnect. */
  replaced: 4002,
  /** Too many malformed frames, or `hello` of another version: do not reconnect. */
  violation: 4400,
  /** The room has no free seat: do not reconnect unasked. */
  roomFull: 4403,
  /** The host removed this seat: do not reconnect. */
  removed: 4411,
  /** The call has another link now: do not reconnect. */
  linkReplaced: 4412,
  /** The room is locked, and nobody may wait at its door: do not reconnect unasked. */
  locked: 4423,
  /** The host did not let us in: do not reconnect unasked. */
  declined: 4424,
  /** No `hello` in time: reconnect. */
  helloTimeout: 4408,
  /** Said nothing for a very long time: whoever is alone need not come back. */
  idle: 4409,
  /** Looked into the room for long enough: look again when somebody sees the page. */
  lookOver: 4410,
  /** Sent too much too fast: reconnect with a wait. */
  rateLimited: 4429,
  /** Did not take in what was sent to it, or did not answer: reconnect. */
  tooSlow: 4430,
  /** The server failed: reconnect with a wait. */
  internal: 4500,
  /** The server cannot seat anybody just now: reconnect with a wait. */
  unavailable: 4503,
} as const;
export type CloseCode = typeof CloseCode[keyof typeof CloseCode];
