/**
 * What people say to each other besides sound and pictures: writing, reactions, files. It travels inside
 * `talk` ({@link "./peer_messages.ts"}), which every link carries unread; whoever takes part reads it here.
 */
import { cleanFileName, cleanText } from "./clean_text.ts";
import { peerId, talkId } from "./id_shapes.ts";
import type { PeerId } from "./ids.ts";
import {
  MAX_FILE_BYTES,
  MAX_FILE_NAME_CHARS,
  MAX_HISTORY_ENTRIES,
  MAX_HISTORY_PIECE_ENTRIES,
  MAX_NAME_CHARS,
  MAX_TEXT_CHARS,
} from "./limits.ts";
import { cleanName } from "./profile.ts";
import { REACTIONS } from "./reactions.ts";
import {
  flag,
  list,
  made,
  object,
  oneOf,
  type Read,
  read,
  text,
  variant,
  where,
  whole,
  wordOr,
} from "./shape.ts";

/** Why a file does not come, or is not taken. */
export const FILE_ENDS = ["declined", "cancelled", "failed", "too-large", "no-space"] as const;
export type FileEnd = typeof FILE_ENDS[number];

/** Milliseconds since the epoch, by the clock of whoever says it. */
const time = whole(0, 8.64e15);
const bytes = whole(0, MAX_FILE_BYTES);
const written = where(made(text(MAX_TEXT_CHARS), cleanText), (text) => text !== "");

const talkMessage = variant({
  /** Something written, to everyone or (`private`) to whoever gets it alone. */
  chat: { id: talkId, text: written, at: time, private: flag },
  /** How much the sender knows of what was written to everyone: how many messages, and which, as a digest. */
  "chat-summary": { count: whole(0, MAX_HISTORY_ENTRIES), digest: whole(0, 0xffffffff) },
  /** Please tell what was written so far. */
  "history-ask": {},
  /** Some of what was written so far, oldest first: what others wrote, on the word of whoever tells it. */
  history: {
    entries: list(
      object({
        id: talkId,
        from: peerId,
        name: made(text(MAX_NAME_CHARS), cleanName),
        text: written,
        at: time,
      }),
      MAX_HISTORY_PIECE_ENTRIES,
    ),
    last: flag,
  },
  reaction: {
    code: oneOf(REACTIONS),
    /** Grows with every reaction of a sender, so that one that is told twice is shown once. */
    at: time,
  },
  "file-offer": {
    id: talkId,
    name: made(text(MAX_FILE_NAME_CHARS), cleanFileName),
    size: bytes,
    private: flag,
  },
  /** Send it, from byte `from` on. Each time with a higher `run`, which the pieces carry. */
  "file-accept": { id: talkId, run: whole(1, 0xffffffff), from: bytes },
  /** The last piece was sent; `hash` is that of the whole file ({@link "../crypto/block_hashes.ts"}). */
  "file-sent": { id: talkId, hash: text(43, /^[A-Za-z0-9_-]{43}$/) },
  /** It arrived whole. */
  "file-received": { id: talkId },
  /** Either side: no more of it. */
  "file-end": {
    id: talkId,
    /** Whether the one who says it is the one who sends the file. */
    sender: flag,
    reason: wordOr(FILE_ENDS, "failed"),
  },
});

export type TalkMessage = Read<typeof talkMessage>;
export type ChatMessage = Extract<TalkMessage, { type: "chat" }>;
export type ChatSummary = Extract<TalkMessage, { type: "chat-summary" }>;
export type HistoryMessage = Extract<TalkMessage, { type: "history" }>;
export type HistoryEntry = HistoryMessage["entries"][number] & { from: PeerId };
export type FileMessage = Extract<TalkMessage, { type: `file-${string}` }>;
export type FileOffer = Extract<TalkMessage, { type: "file-offer" }>;

/** What the body of a `talk` says, or `null`: the other holder of the key may be malicious, too. */
export function decodeTalk(body: unknown): TalkMessage | null {
  return read(talkMessage, body);
}
