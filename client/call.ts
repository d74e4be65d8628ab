/**
 * A call, as decisions: what happened in, what to do out. Pure; `session.ts` carries the effects out.
 * Who is in it is the roster's to say (`roster.ts`).
 */
import { assertNever } from "../protocol/assert_never.ts";
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { EndReason, SignalingState } from "./call_state.ts";
import { closeVerdict } from "./reconnect_policy.ts";
import {
  EMPTY_ROSTER,
  type Introduction,
  type Roster,
  type RosterEffect,
  type RosterEvent,
  stepRoster,
} from "./roster.ts";

export type Call =
  | { phase: "lobby" }
  | { phase: "joining"; attempts: number; refusal: ErrorCode | null }
  | {
    phase: "in-call";
    since: number;
    signaling: SignalingState;
    refusal: ErrorCode | null;
    capacity: number;
    roster: Roster;
  }
  | { phase: "ended"; reason: EndReason; duration: number };

type InCall = Extract<Call, { phase: "in-call" }>;

export type CallEvent =
  | { type: "join" }
  | { type: "leave"; now: number }
  | { type: "back" }
  | { type: "socket-open" }
  | { type: "socket-closed"; code: number; attempts: number; now: number }
  | { type: "refused"; code: ErrorCode }
  | { type: "welcome"; capacity: number; introductions: readonly Introduction[]; now: number }
  | Exclude<RosterEvent, { type: "listed" | "silent" }>
  | { type: "silent"; peer: PeerId };

export type CallEffect =
  | { type: "connect" }
  /** Close every link and the socket. */
  | { type: "disconnect" }
  | { type: "hello" }
  /** Tell the server and every peer that we go. */
  | { type: "say-goodbye" }
  | RosterEffect
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

/** How often we try to reach the server for somebody who waits to get in. */
export const MAX_JOIN_ATTEMPTS = 10;

export function stepCall(call: Call, event: CallEvent): CallStep {
  switch (event.type) {
    case "join":
      if (call.phase !== "lobby" && call.phase !== "ended") return stay(call);
      return {
        call: { phase: "joining", attempts: 0, refusal: null },
        effects: [{ type: "connect" }],
      };
    case "leave":
      return leave(call, event.now);
    case "back":
      return call.phase === "ended" ? { call: { phase: "lobby" }, effects: [] } : stay(call);
    case "socket-open":
      return isConnected(call) ? { call, effects: [{ type: "hello" }] } : stay(call);
    case "socket-closed":
      return isConnected(call) ? socketClosed(call, event) : stay(call);
    case "refused":
      return isConnected(call)
        ? { call: { ...call, refusal: event.code }, effects: [] }
        : stay(call);
    case "welcome":
      return isConnected(call) ? welcome(call, event) : stay(call);
    case "silent":
      return call.phase === "in-call"
        ? roster(call, { ...event, serverAway: call.signaling !== "open" })
        : stay(call);
    case "link":
      return call.phase === "in-call" ? linked(call, event) : stay(call);
    case "introduced":
    case "left":
    case "bye":
      return call.phase === "in-call" ? roster(call, event) : stay(call);
    default:
      assertNever(event);
  }
}

function stay(call: Call): CallStep {
  return { call, effects: [] };
}

function isConnected(call: Call): call is Extract<Call, { phase: "joining" | "in-call" }> {
  return call.phase === "joining" || call.phase === "in-call";
}

function leave(call: Call, now: number): CallStep {
  if (!isConnected(call)) return stay(call);
  return end(call, "left", now, [{ type: "say-goodbye" }]);
}

function end(
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
      { type: "remember", inCall: false },
    ],
  };
}

function socketClosed(
  call: Extract<Call, { phase: "joining" | "in-call" }>,
  event: Extract<CallEvent, { type: "socket-closed" }>,
): CallStep {
  if (closeVerdict(event.code) === "stop") {
    return end(call, endReason(event.code, call.refusal), event.now);
  }
  if (call.phase === "in-call") {
    const first = call.signaling === "open";
    return {
      call: { ...call, signaling: "reconnecting" },
      effects: first ? [{ type: "relay", open: false }, { type: "gossip" }] : [],
    };
  }
  if (event.attempts >= MAX_JOIN_ATTEMPTS) return end(call, "unreachable", event.now);
  return { call: { ...call, attempts: event.attempts }, effects: [] };
}

function endReason(code: number, refusal: ErrorCode | null): EndReason {
  if (code === CloseCode.replaced) return "replaced";
  if (code === CloseCode.roomFull) return "room-full";
  return refusal === "version-mismatch" ? "version-mismatch" : "refused";
}

function welcome(
  call: Extract<Call, { phase: "joining" | "in-call" }>,
  { capacity, introductions, now }: Extract<CallEvent, { type: "welcome" }>,
): CallStep {
  const again = call.phase === "in-call";
  const seated: InCall = {
    phase: "in-call",
    since: again ? call.since : now,
    signaling: "open",
    refusal: null,
    capacity,
    roster: again ? call.roster : EMPTY_ROSTER,
  };
  const step = roster(seated, { type: "listed", introductions });
  const last: CallEffect = again ? { type: "server-seen" } : { type: "remember", inCall: true };
  return { ...step, effects: [...step.effects, { type: "relay", open: true }, last] };
}

/** Whoever comes through while the server is away has only the others to be introduced by. */
function linked(call: InCall, event: Extract<RosterEvent, { type: "link" }>): CallStep {
  const step = roster(call, event);
  if (event.state !== "live" || call.signaling === "open") return step;
  return { ...step, effects: [...step.effects, { type: "gossip" }] };
}

function roster(call: InCall, event: RosterEvent): CallStep {
  const step = stepRoster(call.roster, event);
  return { call: { ...call, roster: step.roster }, effects: step.effects };
}
