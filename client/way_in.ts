/**
 * The way into a call and out of it, as decisions: what happened in, what to do out. What happens inside is
 * `call.ts`, which comes with the press of Join. Pure; `session.ts` carries the effects out.
 */
import type { Charter } from "../protocol/charter.ts";
import { CloseCode } from "../protocol/codes.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { RoomDoors } from "../protocol/signaling.ts";
import type { EndReason, SignalingState } from "./call_state.ts";
import type { DoorEffect, DoorEvent, Doors } from "./doors.ts";
import { closeVerdict } from "./reconnect_policy.ts";
import type { Introduction, Roster, RosterEffect, RosterEvent } from "./roster.ts";

export type Call =
  | { phase: "lobby" }
  | {
    phase: "joining";
    attempts: number;
    /** How long we wait because the server said so, in milliseconds; 0 if it did not. */
    toldMs: number;
    refusal: string | null;
    knocking: boolean;
    /** What this tab remembers of the doors, if it comes back. */
    charter: Charter | null;
  }
  | {
    phase: "in-call";
    since: number;
    signaling: SignalingState;
    refusal: string | null;
    capacity: number;
    roster: Roster;
    doors: Doors;
    /** The server has put us out. That is believed when nobody inside is left who says otherwise. */
    putOut: { reason: EndReason; at: number } | null;
  }
  | { phase: "ended"; reason: EndReason; duration: number };

export type InCall = Extract<Call, { phase: "in-call" }>;

export type CallEvent =
  | { type: "join"; charter?: Charter | null }
  | { type: "leave"; now: number }
  | { type: "back" }
  | { type: "socket-open" }
  | { type: "socket-closed"; code: number; attempts: number; toldMs: number; now: number }
  | { type: "refused"; code: string }
  /** The server has the code of another version, and none for us. */
  | { type: "outdated"; now: number }
  | { type: "waiting" }
  | {
    type: "welcome";
    self: PeerId;
    capacity: number;
    introductions: readonly Introduction[];
    doors: RoomDoors;
    knocks: readonly Introduction[];
    now: number;
  }
  | Exclude<RosterEvent, { type: "listed" | "silent" | "shut-out" }>
  | Exclude<DoorEvent, { type: "welcomed" | "knocks" }>
  | { type: "silent"; peer: PeerId };

export type CallEffect =
  | { type: "connect" }
  /** Close every link and the socket. */
  | { type: "disconnect" }
  | { type: "hello" }
  /** Tell the server and every peer that we go. */
  | { type: "say-goodbye" }
  | RosterEffect
  | DoorEffect
  /** The server put us out and those inside did not: it is to be asked again, after `patience` times the usual wait. */
  | { type: "seek-server"; patience: number }
  /** Whether the server relays. */
  | { type: "relay"; open: boolean }
  /** Tell everyone of everyone: the server cannot. */
  | { type: "gossip" }
  /** Tell everyone that the server is back. */
  | { type: "server-seen" }
  /** A reload should not bring us back. */
  | { type: "forget" };

export interface CallStep {
  call: Call;
  effects: readonly CallEffect[];
}

/**
 * How often we try to reach the server for somebody who waits to get in: for about half a minute, because a server
 * that starts anew may need that long. They see that we still try, and may cancel.
 */
export const MAX_JOIN_ATTEMPTS = 50;

/** What follows before there is a call, and after it. */
export function stepWayIn(call: Exclude<Call, InCall>, event: CallEvent): CallStep {
  switch (call.phase) {
    case "lobby":
    case "ended":
      if (event.type === "join") return join(event.charter ?? null);
      if (event.type === "back") return { call: { phase: "lobby" }, effects: [] };
      return stay(call);
    case "joining":
      return stepJoining(call, event);
  }
}

function join(charter: Charter | null): CallStep {
  return {
    call: { phase: "joining", attempts: 0, toldMs: 0, refusal: null, knocking: false, charter },
    effects: [{ type: "connect" }],
  };
}

function stepJoining(call: Extract<Call, { phase: "joining" }>, event: CallEvent): CallStep {
  switch (event.type) {
    case "leave":
      return end(call, "left", event.now, [{ type: "say-goodbye" }]);
    case "socket-open":
      return { call: { ...call, toldMs: 0 }, effects: [{ type: "hello" }] };
    case "socket-closed": {
      const { code, attempts, toldMs, now } = event;
      if (closeVerdict(code) === "stop") return end(call, endReason(code, call.refusal), now);
      if (attempts >= MAX_JOIN_ATTEMPTS) return end(call, "unreachable", now);
      return { call: { ...call, attempts, toldMs }, effects: [] };
    }
    case "refused":
      return { call: { ...call, refusal: event.code }, effects: [] };
    case "outdated":
      return end(call, "version-mismatch", event.now);
    case "waiting":
      return { call: { ...call, knocking: true }, effects: [] };
    default:
      // The rest is for those inside.
      return stay(call);
  }
}

export function stay(call: Call): CallStep {
  return { call, effects: [] };
}

export function end(
  call: Call,
  reason: EndReason,
  now: number,
  first: readonly CallEffect[] = [],
): CallStep {
  const duration = call.phase === "in-call" ? Math.max(0, now - call.since) : 0;
  return {
    call: { phase: "ended", reason, duration },
    effects: [
      ...first,
      { type: "disconnect" },
      { type: "forget" },
    ],
  };
}

/** Why a socket was closed that is not to be opened again. */
export function endReason(code: number, refusal: string | null): EndReason {
  switch (code) {
    case CloseCode.replaced:
      return "replaced";
    case CloseCode.roomFull:
      return "room-full";
    case CloseCode.locked:
      return "locked";
    case CloseCode.declined:
      return "declined";
    case CloseCode.removed:
      return "removed";
    case CloseCode.linkReplaced:
      return "link-replaced";
    default:
      return refusal === "version-mismatch" ? "version-mismatch" : "refused";
  }
}
