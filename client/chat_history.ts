/** What was written to everyone, for those who were not there: a summary to compare, pieces to tell. */
import type { PeerId, TalkId } from "../protocol/ids.ts";
import { MAX_HISTORY_PIECE_ENTRIES } from "../protocol/limits.ts";
import type { HistoryMessage } from "../protocol/talk.ts";
import type { ChatEntry, TextEntry } from "./chat.ts";

/** How many messages, and which: equal for those who know the same, in whatever order they learned it. */
export interface Summary {
  count: number;
  digest: number;
}

/** More than this would not fit into a frame with what is around it on its way, in bytes. */
const MAX_PIECE_BYTES = 20_000;
/** What an entry takes besides its text. */
const ENTRY_BYTES = 320;

export function summaryOf(entries: readonly ChatEntry[]): Summary {
  return shared(entries).reduce(
    (summary, entry) => fold(summary, hashOf(entry)),
    { count: 0, digest: 0 },
  );
}

/** The summary of whoever learns one message more. */
export function fold({ count, digest }: Summary, hash: number): Summary {
  return { count: count + 1, digest: (digest ^ hash) >>> 0 };
}

export function isSame(one: Summary, other: Summary): boolean {
  return one.count === other.count && one.digest === other.digest;
}

/** FNV-1a: tells messages apart that were not made to deceive, and those cost one question too many. */
export function hashOf({ from, id }: { from: PeerId; id: TalkId }): number {
  let hash = 0x811c9dc5;
  for (const character of from + id) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}

/** Everything that was written to everyone, oldest first, in pieces; one that says so if there is nothing. */
export function historyPieces(entries: readonly ChatEntry[]): HistoryMessage[] {
  const pieces: HistoryMessage["entries"][] = [[]];
  let bytes = 0;
  for (const { id, from, name, text, at } of shared(entries)) {
    // No character of what is left of a text takes more than three bytes in JSON.
    const size = ENTRY_BYTES + 3 * text.length;
    const piece = pieces.at(-1)!;
    const isFull = bytes + size > MAX_PIECE_BYTES || piece.length === MAX_HISTORY_PIECE_ENTRIES;
    if (isFull) pieces.push([]);
    bytes = isFull ? size : bytes + size;
    pieces.at(-1)!.push({ id, from, name, text, at });
  }
  return pieces.map((entries, index) => ({
    type: "history",
    entries,
    last: index === pieces.length - 1,
  }));
}

function shared(entries: readonly ChatEntry[]): TextEntry[] {
  return entries.filter((entry): entry is TextEntry =>
    entry.kind === "text" && entry.to === "everyone"
  );
}
