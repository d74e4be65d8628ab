/** The state of a call as a person would tell it. `stepCall` in `call.ts` moves it on. */
import type { PeerId } from "../protocol/ids.ts";

/** How the connection to one peer does. */
export type LinkState = "connecting" | "live" | "weak" | "lost";

/** How the socket to the server does. Says nothing about sound and pictures: those do not need it. */
export type SignalingState =
  | "connecting"
  | "open"
  | "reconnecting"
  /** The server put us out, and is not asked again. */
  | "closed"
  /** The same, because it speaks another version by now. */
  | "outdated"
  /** The same, because another tab has our seat. */
  | "replaced";

/** What a participant tells the others about themselves, sealed. */
export interface Presence {
  name: string;
  microphone: "on" | "muted" | "none";
  camera: "on" | "off";
  screen: "on" | "off";
  /** When the hand went up, in milliseconds since the epoch; `null` while it is down. */
  hand: number | null;
}

/** Somebody in the call, ourselves included. */
export interface Participant extends Presence {
  peer: PeerId;
  self: boolean;
  /** Always `live` for ourselves. */
  link: LinkState;
}

/** Somebody inside, as they can be seen from the door. */
export type Guest = Pick<Participant, "peer" | "name">;

/** What can be seen of a call from its door. */
export interface RoomView {
  capacity: number;
  /** Whoever wants to come in must ask. */
  locked: boolean;
  /** In the order in which they came. */
  people: readonly Guest[];
}

export type EndReason =
  /** We pressed Leave. */
  | "left"
  /** The same seat was opened in another tab or window. */
  | "replaced"
  /** No free seat. */
  | "room-full"
  /** The server speaks another version: the page is out of date. */
  | "version-mismatch"
  /** The server could not be reached at all while joining. */
  | "unreachable"
  /** The server refused us for misbehaving. */
  | "refused"
  /** The call is locked, and too many wait at its door, or it was locked while we came in. */
  | "locked"
  /** The host did not let us in. */
  | "declined"
  /** The host removed us. */
  | "removed"
  /** The call has another link, which we do not know. */
  | "link-replaced"
  /** Nobody came for a very long time. */
  | "idle";

/** Somebody who asks to be let in. */
export interface Knocker {
  peer: PeerId;
  name: string;
}

/** Who may come in, as far as those inside agree. */
export interface DoorState {
  /** `null` until we know. */
  host: PeerId | null;
  /** Whether it is us. */
  hosting: boolean;
  locked: boolean;
  /** In the order in which they came. */
  waiting: readonly Knocker[];
}

export type CallState =
  | { phase: "lobby" }
  /**
   * `attempts` counts failed tries to reach the server: more than 2 deserve a sentence. `toldMs` is how long we
   * wait because the server said so, 0 if it did not.
   */
  | {
    phase: "joining";
    attempts: number;
    toldMs: number;
    /** The call is locked, and those inside have been asked to let us in. */
    knocking: boolean;
  }
  | {
    phase: "in-call";
    /** Milliseconds since the epoch. */
    since: number;
    signaling: SignalingState;
    capacity: number;
    /** In the order in which they came; ourselves first. */
    participants: readonly Participant[];
    doors: DoorState;
  }
  /** `duration` is in milliseconds; 0 if we never got in. */
  | { phase: "ended"; reason: EndReason; duration: number };
