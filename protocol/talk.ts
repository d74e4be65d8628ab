/**
 * What people say to each other besides sound and pictures: writing, reactions, files. It travels inside
 * `talk` ({@link "./peer_messages.ts"}), which every link carries unread; whoever takes part reads it here.
 */
import * as v from "valibot";
import { cleanFileName, cleanText } from "./clean_text.ts";
import { isId, type PeerId, TALK_ID_BYTES, type TalkId } from "./ids.ts";
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
import { peerId } from "./peer_id.ts";

/** Why a file does not come, or is not taken. */
export const FILE_ENDS = ["declined", "cancelled", "failed", "too-large", "no-space"] as const;
export type FileEnd = typeof FILE_ENDS[number];

const talkId = v.custom<TalkId>((x) => typeof x === "string" && isId(x, TALK_ID_BYTES));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Milliseconds since the epoch, by the clock of whoever says it. */
const time = v.pipe(count, v.maxValue(8.64e15));
const bytes = v.pipe(count, v.maxValue(MAX_FILE_BYTES));
const text = v.pipe(
  v.string(),
  v.maxLength(MAX_TEXT_CHARS),
  v.transform(cleanText),
  v.minLength(1),
);

/** Something written, to everyone or (`private`) to whoever gets it alone. */
const chat = v.strictObject({
  type: v.literal("chat"),
  id: talkId,
  text,
  at: time,
  private: v.boolean(),
});

/** How much the sender knows of what was written to everyone: how many messages, and which, as a digest. */
const chatSummary = v.strictObject({
  type: v.literal("chat-summary"),
  count: v.pipe(count, v.maxValue(MAX_HISTORY_ENTRIES)),
  digest: v.pipe(count, v.maxValue(0xffffffff)),
});

/** Please tell what was written so far. */
const historyAsk = v.strictObject({ type: v.literal("history-ask") });

/** Some of what was written so far, oldest first: what others wrote, on the word of whoever tells it. */
const history = v.strictObject({
  type: v.literal("history"),
  entries: v.pipe(
    v.array(v.strictObject({
      id: talkId,
      from: peerId,
      name: v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS), v.transform(cleanName)),
      text,
      at: time,
    })),
    v.maxLength(MAX_HISTORY_PIECE_ENTRIES),
  ),
  last: v.boolean(),
});

const reaction = v.strictObject({
  type: v.literal("reaction"),
  code: v.picklist(REACTIONS),
  /** Grows with every reaction of a sender, so that one that is told twice is shown once. */
  at: time,
});

const fileOffer = v.strictObject({
  type: v.literal("file-offer"),
  id: talkId,
  name: v.pipe(v.string(), v.maxLength(MAX_FILE_NAME_CHARS), v.transform(cleanFileName)),
  size: bytes,
  private: v.boolean(),
});

/** Send it, from byte `from` on. Each time with a higher `run`, which the pieces carry. */
const fileAccept = v.strictObject({
  type: v.literal("file-accept"),
  id: talkId,
  run: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffffffff)),
  from: bytes,
});

/** The last piece was sent; `hash` is that of the whole file ({@link "../crypto/block_hashes.ts"}). */
const fileSent = v.strictObject({
  type: v.literal("file-sent"),
  id: talkId,
  hash: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});

/** It arrived whole. */
const fileReceived = v.strictObject({ type: v.literal("file-received"), id: talkId });

/** Either side: no more of it. */
const fileEnd = v.strictObject({
  type: v.literal("file-end"),
  id: talkId,
  /** Whether the one who says it is the one who sends the file. */
  sender: v.boolean(),
  reason: v.picklist(FILE_ENDS),
});

const talkMessage = v.variant("type", [
  chat,
  chatSummary,
  historyAsk,
  history,
  reaction,
  fileOffer,
  fileAccept,
  fileSent,
  fileReceived,
  fileEnd,
]);

export type TalkMessage = v.InferOutput<typeof talkMessage>;
export type ChatMessage = v.InferOutput<typeof chat>;
export type ChatSummary = v.InferOutput<typeof chatSummary>;
export type HistoryMessage = v.InferOutput<typeof history>;
export type HistoryEntry = HistoryMessage["entries"][number] & { from: PeerId };
export type FileMessage = Extract<TalkMessage, { type: `file-${string}` }>;
export type FileOffer = v.InferOutput<typeof fileOffer>;

/** What the body of a `talk` says, or `null`: the other holder of the key may be malicious, too. */
export function decodeTalk(body: unknown): TalkMessage | null {
  const result = v.safeParse(talkMessage, body);
  return result.success ? result.output : null;
}
