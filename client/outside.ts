/**
 * A call as decisions, as far as nobody is in it: all that a lobby takes. What being inside takes is `call.ts`,
 * which is fetched when somebody joins. Pure.
 */
import type { Call, CallEffect, CallEvent, CallStep } from "./call.ts";
import type { EndReason } from "./call_state.ts";

/** How often we try to reach the server for somebody who waits to get in. */
export const MAX_JOIN_ATTEMPTS = 10;

/** What does not need anybody to be inside. Everything else changes nothing here. */
export function stepOutside(call: Call, event: CallEvent): CallStep {
  switch (event.type) {
    case "join":
      if (call.phase !== "lobby" && call.phase !== "ended") return stay(call);
      return {
        call: {
          phase: "joining",
          attempts: 0,
          refusal: null,
          knocking: false,
          charter: event.charter ?? null,
        },
        effects: [{ type: "connect" }],
      };
    case "leave":
      if (call.phase !== "joining" && call.phase !== "in-call") return stay(call);
      return endCall(call, "left", event.now, [{ type: "say-goodbye" }]);
    case "back":
      return call.phase === "ended" ? { call: { phase: "lobby" }, effects: [] } : stay(call);
    case "socket-closed":
      if (call.phase !== "joining") return stay(call);
      if (event.attempts >= MAX_JOIN_ATTEMPTS) return endCall(call, "unreachable", event.now);
      return { call: { ...call, attempts: event.attempts }, effects: [] };
    default:
      return stay(call);
  }
}

export function stay(call: Call): CallStep {
  return { call, effects: [] };
}

/** The end, after `first`. */
export function endCall(
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
