/**
 * How a link does, and what to do about it: a pure judgement of what was heard and when. Browsers say
 * `disconnected` after five seconds and `failed` after fifteen; people notice after one and a half.
 */
import type { LinkState } from "./call_state.ts";

export interface LinkHealth {
  /** When this connection was made. All times in milliseconds since the epoch. */
  builtAt: number;
  /** When anything last arrived from the peer, over this connection or the ones before it. */
  heardAt: number;
  /** Whether this connection was ever through. */
  connected: boolean;
  /** What the browser thinks of it. */
  browser: RTCPeerConnectionState;
  /** Whether the peer says that it hears us: a path may be cut one way only. */
  heardByPeer: boolean;
  /** When the data channel last brought anything, beats of every second among it; `null` before it opened. */
  channelHeardAt: number | null;
  /** When ICE was last restarted, from here or from there; `null` if never. */
  restartedAt: number | null;
  /** Of two sides that see the same trouble one acts first, so that their offers do not cross. */
  leads: boolean;
  /** Whether there is any way left to tell the peer about a new path or connection. */
  reachable: boolean;
}

export interface Judgement {
  state: LinkState;
  action: "none" | "restart-ice" | "rebuild";
  /** Nobody waits for this one any more. */
  silent: boolean;
}

/** Without a sign of life for so long a link is in trouble. */
export const TROUBLE_MS = 1_500;
/** Without a beat for so long nobody knows whether the peer hears us. */
export const BEATLESS_MS = 3_000;
/** Without a sign of life for so long a link counts as lost. */
export const LOST_MS = 4_500;
/** A first connection may take this long before it counts as lost. */
export const CONNECT_MS = 8_000;
/** Without a sign of life for so long a peer is given up. */
export const SILENT_MS = 30_000;
/** How much longer the side that does not lead waits. */
export const FOLLOWER_MS = 1_000;
/**
 * How long a restart has to take effect before the next. Each adds paths that browsers go on checking
 * by turns, so that too many of them are slower than one.
 */
export const RESTART_EVERY_MS = 6_000;
/** How long restarts are tried before the connection is built anew. */
export const REBUILD_MS = 12_000;

export function judgeLink(health: LinkHealth, now: number): Judgement {
  const silence = now - health.heardAt;
  const state = stateOf(health, silence, now);
  return { state, action: actionOf(health, state, now), silent: silence >= SILENT_MS };
}

function stateOf(health: LinkHealth, silence: number, now: number): LinkState {
  if (!health.connected) {
    const wasThere = health.heardAt < health.builtAt;
    return silence >= (wasThere ? LOST_MS : CONNECT_MS) ? "lost" : "connecting";
  }
  if (silence >= LOST_MS || health.browser === "failed") return "lost";
  // Sound and pictures that arrive say nothing of the way back.
  const beatless = health.channelHeardAt !== null && now - health.channelHeardAt >= BEATLESS_MS;
  const doubtful = silence >= TROUBLE_MS || !health.heardByPeer || beatless;
  return doubtful ? "weak" : "live";
}

function actionOf(health: LinkHealth, state: LinkState, now: number): Judgement["action"] {
  if (state === "live" || !health.reachable) return "none";
  const patience = health.leads ? 0 : FOLLOWER_MS;
  const age = now - health.builtAt;
  const silence = now - health.heardAt;
  if (Math.min(age, silence) >= REBUILD_MS + patience) return "rebuild";
  // A connection that was never through has nothing to restart yet.
  if (!health.connected) return "none";
  const trouble = health.browser === "failed" || silence >= TROUBLE_MS + patience ||
    (!health.heardByPeer && health.leads);
  if (!trouble) return "none";
  const rested = health.restartedAt === null ||
    now - health.restartedAt >= RESTART_EVERY_MS + patience;
  return rested ? "restart-ice" : "none";
}
