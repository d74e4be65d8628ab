/**
 * Who is in the call. Two sources tell: the server says who has a seat, links say who can be reached.
 * Neither is believed alone, so that the call outlives the server and no ghost outlives its people.
 * The rules carry their numbers in `docs/protocol.md`.
 */
import type { PeerId, SessionId } from "../protocol/ids.ts";
import type { Profile } from "../protocol/profile.ts";
import type { LinkState } from "./call_state.ts";

export interface Peer {
  profile: Profile;
  /** The profile as its owner sealed it, to introduce them to others. */
  sealed: string;
  seat: "seated" | "gone";
  link: LinkState;
}

export interface Roster {
  /** In the order in which they came. */
  peers: ReadonlyMap<PeerId, Peer>;
  /** Sessions that said goodbye: whatever still travels of them is old news. */
  departed: ReadonlySet<SessionId>;
}

export interface Introduction {
  peer: PeerId;
  profile: Profile;
  sealed: string;
}

export type RosterEvent =
  /** The server lists everybody who has a seat. */
  | { type: "listed"; introductions: readonly Introduction[] }
  /** By the server, by themselves over their link, or by a friend who is linked to them. */
  | { type: "introduced"; by: "server" | "self" | "friend"; introduction: Introduction }
  /** The server says that somebody left, or that their socket did not return. */
  | { type: "left"; peer: PeerId; reason: "left" | "lost" }
  /** They say so themselves. */
  | { type: "bye"; peer: PeerId }
  | { type: "link"; peer: PeerId; state: LinkState }
  /** Those inside do not want them, or not yet ({@link ./doors.ts}). */
  | { type: "shut-out"; peer: PeerId }
  /** Nothing has come over their link for so long that nobody waits any more. */
  | { type: "silent"; peer: PeerId; serverAway: boolean };

export type RosterEffect =
  | { type: "open-link"; peer: PeerId; session: SessionId }
  | { type: "close-link"; peer: PeerId }
  /** What was said to them may have been lost. */
  | { type: "resend"; peer: PeerId };

export interface RosterStep {
  roster: Roster;
  effects: readonly RosterEffect[];
}

export const EMPTY_ROSTER: Roster = { peers: new Map(), departed: new Set() };

export function stepRoster(roster: Roster, event: RosterEvent): RosterStep {
  switch (event.type) {
    case "listed":
      return listed(roster, event.introductions);
    case "introduced":
      return introduced(roster, event.introduction, event.by);
    case "left":
      return left(roster, event.peer, event.reason);
    case "bye":
      return depart(roster, event.peer);
    case "link":
      return linked(roster, event.peer, event.state);
    case "shut-out":
      return remove(roster, event.peer);
    case "silent":
      return silent(roster, event.peer, event.serverAway);
  }
}

/** [P7] Whoever is not on the list has no seat; whoever can be reached all the same stays. */
function listed(roster: Roster, introductions: readonly Introduction[]): RosterStep {
  const seated = new Set(introductions.map(({ peer }) => peer));
  let step: RosterStep = { roster, effects: [] };
  for (const [peer, { link }] of roster.peers) {
    if (seated.has(peer)) continue;
    const next = isReachable(link) ? unseat(step.roster, peer) : remove(step.roster, peer);
    step = then(step, next);
  }
  for (const introduction of introductions) {
    step = then(step, introduced(step.roster, introduction, "server"));
  }
  return step;
}

function introduced(
  roster: Roster,
  introduction: Introduction,
  by: "server" | "self" | "friend",
): RosterStep {
  const { peer, profile, sealed } = introduction;
  const { session, revision } = profile;
  // [P5] Whoever said goodbye comes back as another session or not at all.
  if (roster.departed.has(session)) return stay(roster);
  const known = roster.peers.get(peer);
  const seat = by === "server" ? "seated" : known?.seat ?? "gone";
  if (known?.profile.session === session) {
    // [P3] News never overtakes newer news.
    const newer = revision > known.profile.revision ? { profile, sealed } : {};
    return {
      roster: withPeer(roster, peer, { ...known, ...newer, seat }),
      effects: by === "server" ? [{ type: "resend", peer }] : [],
    };
  }
  // [P2] Only the server tells of another life of somebody we know; and what it tells may be old, so the
  // profile itself must say that it is the later one. A link is to one session, so the peer itself never tells
  // of another.
  if (known !== undefined && (by !== "server" || profile.since <= known.profile.since)) {
    return stay(roster);
  }
  return {
    roster: withPeer(roster, peer, { profile, sealed, seat, link: "connecting" }),
    effects: [{ type: "open-link", peer, session }],
  };
}

/** [P5], [P6] */
function left(roster: Roster, peer: PeerId, reason: "left" | "lost"): RosterStep {
  const known = roster.peers.get(peer);
  if (known === undefined) return stay(roster);
  // Who really goes says so over the link as well; a server cannot part two who hear each other.
  if (known.link === "live") return unseat(roster, peer);
  return reason === "left" ? depart(roster, peer) : remove(roster, peer);
}

/** [P8] Neither seat nor link: gone. */
function linked(roster: Roster, peer: PeerId, link: LinkState): RosterStep {
  const known = roster.peers.get(peer);
  if (known === undefined) return stay(roster);
  if (known.seat === "gone" && link === "lost") return remove(roster, peer);
  return { roster: withPeer(roster, peer, { ...known, link }), effects: [] };
}

/** [P9] A seat counts only as long as the server is there to say so. */
function silent(roster: Roster, peer: PeerId, serverAway: boolean): RosterStep {
  const known = roster.peers.get(peer);
  const seated = known?.seat === "seated" && !serverAway;
  return known === undefined || seated ? stay(roster) : remove(roster, peer);
}

function isReachable(link: LinkState): boolean {
  return link === "live" || link === "weak";
}

function stay(roster: Roster): RosterStep {
  return { roster, effects: [] };
}

function then(first: RosterStep, second: RosterStep): RosterStep {
  return { roster: second.roster, effects: [...first.effects, ...second.effects] };
}

function unseat(roster: Roster, peer: PeerId): RosterStep {
  return stay(withPeer(roster, peer, { ...roster.peers.get(peer)!, seat: "gone" }));
}

/** Remembers that this session is over. */
function depart(roster: Roster, peer: PeerId): RosterStep {
  const session = roster.peers.get(peer)?.profile.session;
  if (session === undefined) return stay(roster);
  const departed = new Set(roster.departed).add(session);
  return remove({ ...roster, departed }, peer);
}

function remove(roster: Roster, peer: PeerId): RosterStep {
  const peers = new Map(roster.peers);
  if (!peers.delete(peer)) return stay(roster);
  return { roster: { ...roster, peers }, effects: [{ type: "close-link", peer }] };
}

function withPeer(roster: Roster, peer: PeerId, value: Peer): Roster {
  return { ...roster, peers: new Map(roster.peers).set(peer, value) };
}
