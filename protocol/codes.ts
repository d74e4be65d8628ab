/** Why the server refuses something. Sent in `error`; the page turns each into a sentence. */
export type ErrorCode =
  | "bad-json"
  | "bad-message"
  | "unknown-type"
  | "frame-too-large"
  | "frame-too-short"
  | "hello-required"
  | "hello-twice"
  | "hello-timeout"
  | "look-late"
  | "crowded"
  | "version-mismatch"
  | "unknown-peer"
  | "room-full"
  | "rate-limited"
  | "unavailable"
  | "internal";

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
  "rate-limited",
  "unavailable",
  "internal",
] as const satisfies readonly ErrorCode[];

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
  /** No `hello` in time: reconnect. */
  helloTimeout: 4408,
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
