/** How the server says no: every refusal has a code and a sentence. */
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import { PEER_ID_BYTES } from "../protocol/ids.ts";
import {
  HELLO_DEADLINE_MS,
  MAX_FRAME_BYTES,
  MAX_ONLOOKERS,
  PROTOCOL_VERSION,
} from "../protocol/limits.ts";

/** What cannot go on at all, and the code that closes the socket for it. */
export const REFUSALS = {
  "frame-too-large": CloseCode.violation,
  "version-mismatch": CloseCode.violation,
  "hello-timeout": CloseCode.helloTimeout,
  "rate-limited": CloseCode.rateLimited,
  "unavailable": CloseCode.unavailable,
} as const satisfies Partial<Record<ErrorCode, CloseCode>>;

/** Said in the close frame, for whoever looks at the wire. */
export const CLOSE_REASONS: Readonly<Record<CloseCode, string>> = {
  [CloseCode.left]: "left",
  [CloseCode.draining]: "draining",
  [CloseCode.replaced]: "the seat was opened elsewhere",
  [CloseCode.violation]: "violation",
  [CloseCode.roomFull]: "room full",
  [CloseCode.helloTimeout]: "no hello",
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
  "frame-too-large": `Cannot take the frame: it has more than ${MAX_FRAME_BYTES} bytes.`,
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
  "rate-limited": "Closed: too many frames in too short a time.",
  "unavailable": "Cannot seat you just now: try again in a moment.",
  "internal": "The server failed.",
};
