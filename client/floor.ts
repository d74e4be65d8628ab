/**
 * Who is heard to speak, and who has the floor: the one voice that a stage gives most of its room to. It is
 * slow to take and slow to lose, or a cough would turn every screen around.
 */
import type { PeerId } from "../protocol/ids.ts";

interface Voice {
  /** When the utterance began that goes on now; `null` in silence. */
  since: number | null;
  /** When a voice was last in it. */
  last: number;
  /** How loud it is over a second or so, 0 to 1. */
  loud: number;
}

export interface Floor {
  readonly voices: ReadonlyMap<PeerId, Voice>;
  /** Whoever spoke last, until somebody else has spoken for a while; `null` until anybody has. */
  readonly holder: PeerId | null;
}

export const SILENCE: Floor = { voices: new Map(), holder: null };

/** Loud enough to be a voice rather than a room. */
const VOICE = 0.06;
/** Silence that ends an utterance, in milliseconds: pauses between words are shorter. */
const PAUSE_MS = 640;
/** How long one speaks before one takes a floor that nobody uses. */
const STEADY_MS = 400;
/** How long the floor stays with somebody who is silent. */
const LINGER_MS = 1200;
/** How long one speaks, and how much louder than its holder, before one takes a floor that is in use. */
const INSIST_MS = 2000;
const LOUDER = 1.5;
/** The part of a new reading in what counts as loud. */
const SHARE = 0.1;

/** A reading of how loud `peer` is now, 0 to 1. */
export function hear(floor: Floor, peer: PeerId, level: number, now: number): Floor {
  const before = floor.voices.get(peer) ?? { since: null, last: -Infinity, loud: 0 };
  const loud = before.loud + (level - before.loud) * SHARE;
  const voice = level >= VOICE
    ? { since: before.since ?? now, last: now, loud }
    : { ...before, since: now - before.last < PAUSE_MS ? before.since : null, loud };
  return settle({ ...floor, voices: new Map(floor.voices).set(peer, voice) }, now);
}

/** `peer` is heard no more: gone, or muted. */
export function forget(floor: Floor, peer: PeerId, now: number): Floor {
  const voices = new Map(floor.voices);
  if (!voices.delete(peer)) return floor;
  return settle({ ...floor, voices }, now);
}

/** Whoever speaks now. */
export function speakers(floor: Floor): PeerId[] {
  return [...floor.voices].filter(([, voice]) => voice.since !== null).map(([peer]) => peer);
}

function settle(floor: Floor, now: number): Floor {
  const { holder, voices } = floor;
  const held = holder === null ? undefined : voices.get(holder);
  for (const [peer, voice] of byLoudness(voices)) {
    if (peer !== holder && takes(voice, held, now)) return { ...floor, holder: peer };
  }
  return floor;
}

function takes({ since, loud }: Voice, held: Voice | undefined, now: number): boolean {
  if (since === null) return false;
  const spoken = now - since;
  if (held === undefined || now - held.last >= LINGER_MS) return spoken >= STEADY_MS;
  return spoken >= INSIST_MS && loud > held.loud * LOUDER;
}

function byLoudness(voices: Floor["voices"]): [PeerId, Voice][] {
  return [...voices].sort(([, a], [, b]) => b.loud - a.loud);
}
