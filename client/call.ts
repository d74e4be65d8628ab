/**
 * A call, as decisions: what happened in, what to do out. Pure; `session.ts` carries the effects out.
 *
 * Who is in the call is told by two sources. The server says who has a seat; links say who can be
 * reached. A peer goes when it says so, or when it has neither seat nor link.
 */
import { assertNever } from "../protocol/assert_never.ts";
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import type { PeerId, SessionId } from "../protocol/ids.ts";
import type { Profile } from "../protocol/profile.ts";
import type { EndReason, LinkState, SignalingState } from "./call_state.ts";
import { closeVerdict } from "./reconnect_policy.ts";

export interface Peer {
  profile: Profile;
  seat: "seated" | "gone";
  link: LinkState;
}

/** In the order in which they came. */
export type Peers = ReadonlyMap<PeerId, Peer>;

export type Call =
  | { phase: "lobby" }
  | { phase: "joining"; attempts: number; refusal: ErrorCode | null }
  | {
    phase: "in-call";
    since: number;
    signaling: SignalingState;
    refusal: ErrorCode | null;
    capacity: number;
    peers: Peers;
  }
  | { phase: "ended"; reason: EndReason; duration: number };

type InCall = Extract<Call, { phase: "in-call" }>;

export interface Introduction {
  peer: PeerId;
  profile: Profile;
}

export type CallEvent =
  | { type: "join" }
  | { type: "leave"; now: number }
  | { type: "back" }
  | { type: "socket-open" }
  | { type: "socket-closed"; code: number; attempts: number; now: number }
  | { type: "refused"; code: ErrorCode }
  | { type: "welcome"; capacity: number; introductions: readonly Introduction[]; now: number }
  /** Somebody came, came back, or changed what they say of themselves. */
  | { type: "introduced"; introduction: Introduction }
  | { type: "left"; peer: PeerId; reason: "left" | "lost" }
  | { type: "bye"; peer: PeerId }
  | { type: "link"; peer: PeerId; state: LinkState };

export type CallEffect =
  | { type: "connect" }
  | { type: "disconnect" }
  | { type: "hello" }
  /** Tell the server and every peer that we go. */
  | { type: "say-goodbye" }
  | { type: "open-link"; peer: PeerId; session: SessionId }
  | { type: "close-link"; peer: PeerId }
  | { type: "close-links" }
  /** What was said to this peer, or to everyone, may have been lost. */
  | { type: "resend"; peer: PeerId | "everyone" }
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
    case "introduced":
      return call.phase === "in-call" ? introduced(call, event.introduction) : stay(call);
    case "left":
      return call.phase === "in-call" ? left(call, event.peer, event.reason) : stay(call);
    case "bye":
      return call.phase === "in-call" ? remove(call, event.peer) : stay(call);
    case "link":
      return call.phase === "in-call" ? linked(call, event.peer, event.state) : stay(call);
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
      { type: "close-links" },
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
    return { call: { ...call, signaling: "reconnecting" }, effects: [] };
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
  let step: InCallStep = {
    call: {
      phase: "in-call",
      since: again ? call.since : now,
      signaling: "open",
      refusal: null,
      capacity,
      peers: again ? call.peers : new Map(),
    },
    effects: again ? [] : [{ type: "remember", inCall: true }],
  };
  const seated = new Set(introductions.map(({ peer }) => peer));
  for (const peer of step.call.peers.keys()) {
    if (!seated.has(peer)) step = then(step, left(step.call, peer, "lost"));
  }
  for (const introduction of introductions) {
    step = then(step, introduced(step.call, introduction));
  }
  return again
    ? { ...step, effects: [...step.effects, { type: "resend", peer: "everyone" }] }
    : step;
}

interface InCallStep {
  call: InCall;
  effects: readonly CallEffect[];
}

function then(first: InCallStep, second: InCallStep): InCallStep {
  return { call: second.call, effects: [...first.effects, ...second.effects] };
}

function introduced(call: InCall, { peer, profile }: Introduction): InCallStep {
  const known = call.peers.get(peer);
  const { session } = profile;
  if (known === undefined || known.profile.session !== session) {
    return {
      call: withPeer(call, peer, { profile, seat: "seated", link: "connecting" }),
      effects: [{ type: "open-link", peer, session }],
    };
  }
  const newer = profile.revision > known.profile.revision ? profile : known.profile;
  return {
    call: withPeer(call, peer, { ...known, profile: newer, seat: "seated" }),
    effects: [{ type: "resend", peer }],
  };
}

function left(call: InCall, peer: PeerId, reason: "left" | "lost"): InCallStep {
  const known = call.peers.get(peer);
  if (known === undefined) return { call, effects: [] };
  if (reason === "left" || !isReachable(known.link)) return remove(call, peer);
  return { call: withPeer(call, peer, { ...known, seat: "gone" }), effects: [] };
}

function linked(call: InCall, peer: PeerId, link: LinkState): InCallStep {
  const known = call.peers.get(peer);
  if (known === undefined) return { call, effects: [] };
  if (known.seat === "gone" && !isReachable(link)) return remove(call, peer);
  return { call: withPeer(call, peer, { ...known, link }), effects: [] };
}

function isReachable(link: LinkState): boolean {
  return link === "live" || link === "weak";
}

function remove(call: InCall, peer: PeerId): InCallStep {
  if (!call.peers.has(peer)) return { call, effects: [] };
  const peers = new Map(call.peers);
  peers.delete(peer);
  return { call: { ...call, peers }, effects: [{ type: "close-link", peer }] };
}

function withPeer(call: InCall, peer: PeerId, value: Peer): InCall {
  return { ...call, peers: new Map(call.peers).set(peer, value) };
}
