/**
 * A call, as decisions: what happened in, what to do out. Pure; `session.ts` carries the effects out.
 * Who is in it is the roster's to say (`roster.ts`).
 */
import type { Charter } from "../protocol/charter.ts";
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { RoomDoors } from "../protocol/signaling.ts";
import type { EndReason, SignalingState } from "./call_state.ts";
import {
  type DoorEffect,
  type DoorEvent,
  type Doors,
  type InsideEvent,
  newDoors,
  stepInside,
} from "./doors.ts";
import { endCall, stay, stepOutside } from "./outside.ts";
import { closeVerdict } from "./reconnect_policy.ts";
import {
  EMPTY_ROSTER,
  type Introduction,
  type Roster,
  type RosterEffect,
  type RosterEvent,
} from "./roster.ts";

export type Call =
  | { phase: "lobby" }
  | {
    phase: "joining";
    attempts: number;
    refusal: ErrorCode | null;
    knocking: boolean;
    /** What this tab remembers of the doors, if it comes back. */
    charter: Charter | null;
  }
  | {
    phase: "in-call";
    since: number;
    signaling: SignalingState;
    refusal: ErrorCode | null;
    capacity: number;
    roster: Roster;
    doors: Doors;
    /** The server has put us out. That is believed when nobody inside is left who says otherwise. */
    putOut: { reason: EndReason; at: number } | null;
  }
  | { phase: "ended"; reason: EndReason; duration: number };

type InCall = Extract<Call, { phase: "in-call" }>;

export type CallEvent =
  | { type: "join"; charter?: Charter | null }
  | { type: "leave"; now: number }
  | { type: "back" }
  | { type: "socket-open" }
  | { type: "socket-closed"; code: number; attempts: number; now: number }
  | { type: "refused"; code: ErrorCode }
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
  /** Whether the server relays. */
  | { type: "relay"; open: boolean }
  /** Tell everyone of everyone: the server cannot. */
  | { type: "gossip" }
  /** Tell everyone that the server is back. */
  | { type: "server-seen" }
  /** Whether a reload should bring us back. */
  | { type: "remember"; inCall: boolean };

export interface CallStep {
  call: Call;
  effects: readonly CallEffect[];
}

export function stepCall(call: Call, event: CallEvent): CallStep {
  switch (event.type) {
    case "join":
    case "leave":
    case "back":
      return stepOutside(call, event);
    case "socket-open":
      return isConnected(call) ? { call, effects: [{ type: "hello" }] } : stay(call);
    case "socket-closed":
      return isConnected(call) ? socketClosed(call, event) : stay(call);
    case "refused":
      return isConnected(call)
        ? { call: { ...call, refusal: event.code }, effects: [] }
        : stay(call);
    case "waiting":
      return call.phase === "joining"
        ? { call: { ...call, knocking: true }, effects: [] }
        : stay(call);
    case "welcome":
      return isConnected(call) ? welcome(call, event) : stay(call);
    case "silent":
      return call.phase === "in-call"
        ? inside(call, { ...event, serverAway: call.signaling !== "open" })
        : stay(call);
    case "link":
      return call.phase === "in-call" ? linked(call, event) : stay(call);
    default:
      return call.phase === "in-call" ? inside(call, event) : stay(call);
  }
}

function isConnected(call: Call): call is Extract<Call, { phase: "joining" | "in-call" }> {
  return call.phase === "joining" || call.phase === "in-call";
}

function socketClosed(
  call: Extract<Call, { phase: "joining" | "in-call" }>,
  event: Extract<CallEvent, { type: "socket-closed" }>,
): CallStep {
  const { code, now } = event;
  const isAlone = call.phase === "in-call" && call.roster.peers.size === 0;
  if (code === CloseCode.idle && isAlone) return endCall(call, "idle", now);
  const stops = closeVerdict(code) === "stop";
  const reason = endReason(code, call.refusal);
  if (stops && !(call.phase === "in-call" && isForThoseInside(reason))) {
    return endCall(call, reason, now);
  }
  if (call.phase === "in-call") {
    const first = call.signaling === "open";
    const away: InCall = {
      ...call,
      signaling: stops ? "closed" : "reconnecting",
      putOut: stops ? { reason, at: now } : call.putOut,
    };
    const effects: CallEffect[] = first ? [{ type: "relay", open: false }, { type: "gossip" }] : [];
    return leaveIfNobodyIsLeft({ call: away, effects });
  }
  return stepOutside(call, event);
}

function endReason(code: number, refusal: ErrorCode | null): EndReason {
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

/** [D18] Whether we may stay is decided inside: a server cannot remove somebody from a call. */
function isForThoseInside(reason: EndReason): boolean {
  return reason === "removed" || reason === "locked" || reason === "link-replaced";
}

function leaveIfNobodyIsLeft(step: { call: InCall; effects: readonly CallEffect[] }): CallStep {
  const { putOut, roster } = step.call;
  if (putOut === null) return step;
  if ([...roster.peers.values()].some(({ link }) => link === "live")) return step;
  const { call, effects } = endCall(step.call, putOut.reason, putOut.at);
  return { call, effects: [...step.effects, ...effects] };
}

function welcome(
  call: Extract<Call, { phase: "joining" | "in-call" }>,
  event: Extract<CallEvent, { type: "welcome" }>,
): CallStep {
  const { self, capacity, introductions, doors, knocks, now } = event;
  const again = call.phase === "in-call";
  const seated: InCall = {
    phase: "in-call",
    since: again ? call.since : now,
    signaling: "open",
    refusal: null,
    capacity,
    roster: again ? call.roster : EMPTY_ROSTER,
    doors: again ? call.doors : newDoors(self, call.charter),
    putOut: null,
  };
  const last: CallEffect = again ? { type: "server-seen" } : { type: "remember", inCall: true };
  const step = { call: seated as Call, effects: [] as CallEffect[] };
  const news: readonly InsideEvent[] = [
    { type: "server-doors", doors },
    { type: "knocks", introductions: knocks },
    { type: "welcomed", introductions, now },
  ];
  for (const one of news) {
    if (step.call.phase !== "in-call") break;
    const next = inside(step.call, one);
    step.call = next.call;
    step.effects.push(...next.effects);
  }
  if (step.call.phase !== "in-call") return step;
  return { call: step.call, effects: [...step.effects, { type: "relay", open: true }, last] };
}

/** Whoever comes through while the server is away has only the others to be introduced by. */
function linked(call: InCall, event: Extract<RosterEvent, { type: "link" }>): CallStep {
  const step = inside(call, event);
  if (step.call.phase !== "in-call") return step;
  if (event.state !== "live" || call.signaling === "open") return step;
  return { ...step, effects: [...step.effects, { type: "gossip" }] };
}

function inside(call: InCall, event: InsideEvent): CallStep {
  const { roster, doors, effects, putOut } = stepInside(call, event);
  const step = { call: { ...call, roster, doors }, effects };
  if (putOut === null) return leaveIfNobodyIsLeft(step);
  const ended = endCall(step.call, putOut, "now" in event ? event.now : call.since);
  return { call: ended.call, effects: [...effects, { type: "say-goodbye" }, ...ended.effects] };
}
