/** A file on its way between two peers, as a person would tell it. */
import type { PeerId, TalkId } from "../protocol/ids.ts";
import type { FileEnd } from "../protocol/talk.ts";

export interface FileTransfer {
  /** Tells it from all others. */
  key: string;
  direction: "in" | "out";
  /** Who sends it, or whom it is for. */
  peer: PeerId;
  /** What they were called when it was offered. */
  peerName: string;
  /** The same for everyone to whom one file is offered. */
  id: TalkId;
  name: string;
  size: number;
  progress: FileProgress;
}

export type FileProgress =
  /** Whoever it is for has not decided yet. */
  | { state: "offered" }
  /** Taken, but nothing moves: there is no way now, or other files go first. */
  | { state: "waiting"; done: number }
  | { state: "moving"; done: number }
  /** Here, checked and kept; `url` is where from. Nothing but `null` for one that we sent. */
  | { state: "done"; url: string | null }
  /** Nothing more comes of it. `left`: they are not in the call any more. */
  | { state: "ended"; by: "us" | "them"; reason: FileEnd | "left" };

/** Whether something may still come of it. */
export function isOpen({ state }: FileProgress): boolean {
  return state === "offered" || state === "waiting" || state === "moving";
}

export function transferKey(direction: "in" | "out", peer: PeerId, id: TalkId): string {
  return `${direction} ${peer} ${id}`;
}
