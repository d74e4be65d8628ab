/** How the server says no: every refusal has a code and a sentence. */
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import { PEER_ID_BYTES } from "../protocol/ids.ts";
import { HELLO_DEADLINE_MS, MAX_ONLOOKERS, PROTOCOL_VERSION } from "../protocol/limits.ts";
import type { ServerMessage } from "../protocol/signaling.ts";

/** What cannot go on at all, and the code that closes the socket for it. */
export const REFUSALS = {
  "frame-too-large": CloseCode.violation,
  "version-mismatch": CloseCode.violation,
  "hello-timeout": CloseCode.helloTimeout,
  "rate-limited": CloseCode.rateLimited,
  "idle": CloseCode.idle,
  "unavailable": CloseCode.unavailable,
} as const satisfies Partial<Record<ErrorCode, CloseCode>>;

/** Said in the close frame, for whoever looks at the wire. */
export const CLOSE_REASONS: Readonly<Record<CloseCode, string>> = {
  [CloseCode.left]: "left",
  [CloseCode.draining]: "draining",
  [CloseCode.replaced]: "the seat was opened elsewhere",
  [CloseCode.violation]: "violation",
  [CloseCode.roomFull]: "room full",
  [CloseCode.removed]: "removed by the host",
  [CloseCode.linkReplaced]: "the call has another link",
  [CloseCode.locked]: "locked",
  [CloseCode.declined]: "not let in",
  [CloseCode.helloTimeout]: "no hello",
  [CloseCode.idle]: "idle",
  [CloseCode.lookOver]: "looked for long enough",
  [CloseCode.rateLimited]: "too fast",
  [CloseCode.tooSlow]: "too slow",
  [CloseCode.internal]: "internal error",
  [CloseCode.unavailable]: "try again",
};

/** Said in `error`, for developers; the page has its own words for each code. */
export const SENTENCES: Readonly<Record<ErrorCode, string>> = {
  "bad-json": "Cannot read the frame: it is not JSON.",
  "bad-message": "Cannot read the message: a field is missing, wrong or unknown.",
  "unknown-type": "Cannot read the message: there is no such type.",
  "frame-too-large": "Cannot take the frame: it is larger than this server takes.",
  "frame-too-short":
    `Cannot relay the frame: ${PEER_ID_BYTES} bytes name the addressee, and something must follow.`,
  "hello-required": "Cannot answer: say hello first, and wait for welcome.",
  "hello-twice": "Cannot seat you: this socket has already said hello.",
  "hello-timeout": `Closed: no hello within ${HELLO_DEADLINE_MS / 1000} seconds.`,
  "look-late": "Cannot show the room: look once, and before hello.",
  "crowded": `Cannot show the room: ${MAX_ONLOOKERS} others are looking already.`,
  "version-mismatch": `Cannot seat you: this server speaks version ${PROTOCOL_VERSION}.`,
  "unknown-peer": "Cannot relay the frame: the addressee does not sit in this room.",
  "room-full": "Cannot join the room: all of its seats are taken.",
  "locked":
    "Cannot join the room: it is locked, and too many wait at its door or you were not inside.",
  "declined": "Cannot join the room: its host did not let you in.",
  "removed": "Cannot join the room: its host removed this seat.",
  "link-replaced": "Cannot join the room: the call has another link now.",
  "not-host": "Cannot change the doors: only the host does.",
  "rate-limited": "Closed: too many frames in too short a time.",
  "idle": "Closed: nothing was said for a very long time.",
  "unavailable": "Cannot seat you just now: try again in a moment.",
  "internal": "The server failed.",
};

/** After how many seconds what was refused may be tried again, where waiting helps. */
const RETRY_AFTER_S: Readonly<Partial<Record<ErrorCode, number>>> = {
  "room-full": 10,
  "locked": 30,
  "declined": 30,
  "rate-limited": 5,
  "hello-timeout": 1,
  "unavailable": 2,
  "internal": 5,
};

/** What is said to whoever is refused. */
export function errorOf(code: ErrorCode): Extract<ServerMessage, { type: "error" }> {
  const retryAfter = RETRY_AFTER_S[code];
  return {
    type: "error",
    code,
    message: SENTENCES[code],
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
