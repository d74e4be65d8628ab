/** A conversation that does nothing by itself: the test sets its signals and reads what was done. */
import { signal } from "@preact/signals";
import type { ChatEntry, TextEntry } from "../../client/chat.ts";
import type { FileProgress, FileTransfer } from "../../client/file_transfer.ts";
import type { FileEntry, ShownReaction, Talk } from "../../client/talk_types.ts";
import type { PeerId, TalkId } from "../../protocol/ids.ts";

export class FakeTalk implements Talk {
  /** What was done, in order, as words. */
  readonly done: string[] = [];
  /** Whether more can be written now. */
  patient = true;

  readonly chat = {
    entries: signal<readonly ChatEntry[]>([]),
    unread: signal(0),
    say: (text: string, to: string) => {
      if (this.patient) this.done.push(`say ${JSON.stringify(text)} to ${to}`);
      return this.patient;
    },
    read: (looking: boolean) => void this.done.push(`read ${looking}`),
  };

  readonly files = {
    transfers: signal<ReadonlyMap<string, FileTransfer>>(new Map()),
    offer: (files: readonly File[], to: string) =>
      void this.done.push(`offer ${files.map(({ name }) => name).join(", ")} to ${to}`),
    accept: (key: string) => void this.done.push(`accept ${key}`),
    decline: (key: string) => void this.done.push(`decline ${key}`),
    cancel: (key: string) => void this.done.push(`cancel ${key}`),
    retry: (key: string) => void this.done.push(`retry ${key}`),
  };

  readonly reactions = {
    shown: signal<readonly ShownReaction[]>([]),
    show: (code: string) => void this.done.push(`show ${code}`),
  };

  /** What was done since the last time, besides reading. */
  get news(): string[] {
    return this.done.splice(0).filter((what) => !what.startsWith("read"));
  }
}

export function textEntry(
  from: string,
  text: string,
  changes: Partial<TextEntry> = {},
): TextEntry {
  return {
    kind: "text",
    id: text as TalkId,
    from: from as PeerId,
    name: from,
    at: Date.UTC(2030, 0, 1, 12, 0),
    to: "everyone",
    text,
    origin: "heard",
    waiting: [],
    missed: [],
    ...changes,
  };
}

export function fileEntry(from: string, name: string, changes: Partial<FileEntry> = {}): FileEntry {
  return {
    kind: "file",
    id: name as TalkId,
    from: from as PeerId,
    name: from,
    at: Date.UTC(2030, 0, 1, 12, 0),
    to: "everyone",
    file: { name, size: 2_000_000 },
    ...changes,
  };
}

export function transferOf(
  name: string,
  progress: FileProgress,
  changes: Partial<FileTransfer> = {},
): FileTransfer {
  return {
    key: `${changes.peer ?? "bo"} ${name}`,
    direction: "in",
    peer: "bo" as PeerId,
    peerName: "Bo",
    id: name as TalkId,
    name,
    size: 2_000_000,
    progress,
    ...changes,
  };
}
