/**
 * A call, as decisions: what happened in, what to do out. Pure; `session.ts` carries the effects out.
 * Who is in it is the roster's to say (`roster.ts`), who may be, the doors' (`doors.ts`); how one comes in is
 * told in `way_in.ts`.
 */
import { CloseCode } from "../protocol/codes.ts";
import type { EndReason, SignalingState } from "./call_state.ts";
import { type InsideEvent, newDoors, stepInside } from "./doors.ts";
import { closeVerdict } from "./reconnect_policy.ts";
import { EMPTY_ROSTER, type RosterEvent } from "./roster.ts";
import {
  type Call,
  type CallEffect,
  type CallEvent,
  type CallStep,
  end,
  endReason,
  type InCall,
  stay,
  stepWayIn,
} from "./way_in.ts";

export function stepCall(call: Call, event: CallEvent): CallStep {
  if (call.phase === "joining" && event.type === "welcome") return welcome(call, event);
  return call.phase === "in-call" ? stepInCall(call, event) : stepWayIn(call, event);
}

function stepInCall(call: InCall, event: CallEvent): CallStep {
  switch (event.type) {
    case "join":
    case "back":
    case "outdated":
    case "waiting":
      return stay(call);
    case "leave":
      return end(call, "left", event.now, [{ type: "say-goodbye" }]);
    case "socket-open":
      return { call, effects: [{ type: "hello" }] };
    case "socket-closed":
      return socketClosed(call, event);
    case "refused":
      return { call: { ...call, refusal: event.code }, effects: [] };
    case "welcome":
      return welcome(call, event);
    case "silent":
      return inside(call, { ...event, serverAway: call.signaling !== "open" });
    case "link":
      return linked(call, event);
    default:
      return inside(call, event);
  }
}

function socketClosed(
  call: InCall,
  { code, now }: Extract<CallEvent, { type: "socket-closed" }>,
): CallStep {
  if (code === CloseCode.idle && call.roster.peers.size === 0) return end(call, "idle", now);
  const stops = closeVerdict(code) === "stop";
  const reason = endReason(code, call.refusal);
  const first = call.signaling === "open";
  const comesBack = !stops || MAY_BE_A_MISTAKE.has(reason);
  const away: InCall = {
    ...call,
    signaling: comesBack ? "reconnecting" : OVER[reason] ?? "closed",
    putOut: stops ? { reason, at: now } : call.putOut,
  };
  const effects: CallEffect[] = first ? [{ type: "relay", open: false }, { type: "gossip" }] : [];
  if (stops && comesBack) effects.push({ type: "seek-server", patience: 1 });
  if (away.signaling === "outdated") {
    effects.push({ type: "seek-server", patience: OUTDATED_PATIENCE });
  }
  return leaveIfNobodyIsLeft({ call: away, effects });
}

/** [V5] A deploy may be taken back, but seldom is: how many times as long as usual a page of another version waits. */
export const OUTDATED_PATIENCE = 60;

/** What is known of why the server will not have us back. */
const OVER: Partial<Record<EndReason, SignalingState>> = {
  "version-mismatch": "outdated",
  "replaced": "replaced",
};

/** [D18] Two who both thought that they host may have locked different people out: the server knows but one of them. */
const MAY_BE_A_MISTAKE: ReadonlySet<EndReason> = new Set([
  "locked",
  "declined",
  "removed",
  "room-full",
]);

/** [D18] Whether we may stay is decided inside: a server cannot remove somebody from a call. */
function leaveIfNobodyIsLeft(step: { call: InCall; effects: readonly CallEffect[] }): CallStep {
  const { putOut, roster } = step.call;
  if (putOut === null) return step;
  if ([...roster.peers.values()].some(({ link }) => link === "live")) return step;
  const { call, effects } = end(step.call, putOut.reason, putOut.at);
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
  step.effects.push({ type: "relay", open: true });
  if (again) step.effects.push({ type: "server-seen" });
  return step;
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
  const ended = end(step.call, putOut, "now" in event ? event.now : call.since);
  return { call: ended.call, effects: [...effects, { type: "say-goodbye" }, ...ended.effects] };
}
