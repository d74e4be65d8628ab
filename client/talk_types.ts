/** What people say to each other besides sound and pictures, as the page sees it: signals and verbs. */
import type { ReadonlySignal } from "@preact/signals";
import type { PeerId, TalkId } from "../protocol/ids.ts";
import type { ReactionCode } from "../protocol/reactions.ts";
import type { ChatEntry } from "./chat.ts";
import type { FileTransfer } from "./file_transfer.ts";
import type { MeshEvent } from "./mesh.ts";

/** What of the mesh concerns the conversation. */
export type TalkEvent = Extract<MeshEvent, { type: "open" | "talk" | "talk-taken" }>;

/** Whom something is for. */
export type Audience = "everyone" | PeerId;

/** Something that somebody shows for a moment. */
export interface ShownReaction {
  /** Tells one from the next. */
  key: number;
  peer: PeerId;
  code: ReactionCode;
}

export interface Chat {
  /** What was written and offered, in order. */
  readonly entries: ReadonlySignal<readonly ChatEntry[]>;
  /** How many of them nobody here has looked at. */
  readonly unread: ReadonlySignal<number>;
  /** Writes to everyone or to one. `false` if it is too soon after too much. */
  say(text: string, to: Audience): boolean;
  /** Whether somebody looks at what is written. */
  read(looking: boolean): void;
}

export interface Files {
  /** Every file that we offered or that was offered to us, by its `key`. */
  readonly transfers: ReadonlySignal<ReadonlyMap<string, FileTransfer>>;
  /** Offers files to everyone who is here, or to one. They go once somebody takes them. */
  offer(files: readonly File[], to: Audience): void;
  accept(key: string): void;
  decline(key: string): void;
  /** Ends it, on either side. */
  cancel(key: string): void;
  /** Asks once more for a file that failed, or offers it once more. */
  retry(key: string): void;
}

export interface Reactions {
  /** What is shown now, oldest first. */
  readonly shown: ReadonlySignal<readonly ShownReaction[]>;
  show(code: ReactionCode): void;
}

export interface Talk {
  readonly chat: Chat;
  readonly files: Files;
  readonly reactions: Reactions;
}

/** Where a file that was offered stands in the chat. */
export interface FileEntry {
  kind: "file";
  id: TalkId;
  from: PeerId;
  /** What the sender was called then. */
  name: string;
  at: number;
  to: Audience;
  file: { name: string; size: number };
}
