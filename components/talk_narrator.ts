/** What of the conversation is worth saying aloud to whoever does not see it: each thing once. */
import type { ChatEntry } from "../client/chat.ts";
import type { FileTransfer } from "../client/file_transfer.ts";
import type { ShownReaction } from "../client/talk_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, inOneLine } from "../locales/format.ts";
import { list } from "../locales/list.ts";
import type { Locale } from "../locales/locale.ts";

export interface Conversation {
  entries: readonly ChatEntry[];
  transfers: ReadonlyMap<string, FileTransfer>;
}

/** Whose words they are. */
export interface Speech {
  t: CallMessages;
  locale: Locale;
  /** What is said and offered by `self` is not news. */
  self: string;
  nameOf: (peer: string) => string;
}

/** No more than this of a message is read out, in characters: the rest can be looked up. */
const MAX_HEARD_CHARS = 200;

export interface TalkNarrator {
  /** The sentences for what is new since the last time. */
  tell(now: Conversation, speech: Speech): string[];
}

/** Begins at `before`, of which nothing is said. */
export function createTalkNarrator(before: Conversation): TalkNarrator {
  let seen = new Set(before.entries.map(keyOf));
  let transfers = before.transfers;

  return {
    tell(now, speech) {
      const entries = now.entries.filter((entry) => !seen.has(keyOf(entry)));
      seen = new Set(now.entries.map(keyOf));
      const moved = [...now.transfers.values()].flatMap((transfer) =>
        aboutTransfer(transfers.get(transfer.key), transfer, speech)
      );
      transfers = now.transfers;
      return [...entries.flatMap((entry) => aboutEntry(entry, speech)), ...moved];
    },
  };
}

function aboutEntry(entry: ChatEntry, { t, self, nameOf }: Speech): string[] {
  if (entry.from === self) return [];
  const name = nameOf(entry.from);
  const alone = entry.to !== "everyone";
  if (entry.kind === "file") {
    const template = alone ? t.heard.fileOfferedToYou : t.heard.fileOffered;
    return [format(template, { name, file: entry.file.name })];
  }
  // What was said before we came can be read; nobody wants to hear all of it at once.
  if (entry.origin !== "heard") return [];
  const text = shortened(entry.text);
  return [format(alone ? t.heard.messageToYou : t.heard.message, { name, text })];
}

function aboutTransfer(
  before: FileTransfer | undefined,
  { progress, direction, name: file, peer }: FileTransfer,
  { t, nameOf }: Speech,
): string[] {
  if (before === undefined || before.progress.state === progress.state) return [];
  const values = { file, name: nameOf(peer) };
  const isIn = direction === "in";
  switch (progress.state) {
    case "done":
      return [format(isIn ? t.heard.fileArrived : t.heard.fileTaken, values)];
    case "ended": {
      // What we ended ourselves is no news, but that something failed is.
      if (progress.by === "us" && progress.reason !== "failed" && progress.reason !== "no-space") {
        return [];
      }
      if (progress.reason === "declined") return [format(t.heard.fileDeclined, values)];
      return [format(t.heard.fileEnded, values)];
    }
    case "offered":
    case "waiting":
    case "moving":
      return [];
  }
}

/** One sentence for everything that was shown in a short while. */
export function aboutReactions(
  reactions: readonly ShownReaction[],
  { t, locale, self, nameOf }: Speech,
): string | null {
  const theirs = reactions.filter(({ peer }) => peer !== self);
  const parts = [...new Set(theirs.map(({ code }) => code))].map((code) => {
    const peers = theirs.filter((reaction) => reaction.code === code).map(({ peer }) => peer);
    const names = list(locale, [...new Set(peers)].map(nameOf));
    return format(t.heard.reaction, { names, reaction: t.reactions.names[code] });
  });
  return parts.length === 0 ? null : inOneLine(t.sentences, parts);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const letters = [...line];
  return letters.length <= MAX_HEARD_CHARS
    ? line
    : letters.slice(0, MAX_HEARD_CHARS).join("") + "…";
}

function keyOf({ from, id }: ChatEntry): string {
  return `${from} ${id}`;
}
