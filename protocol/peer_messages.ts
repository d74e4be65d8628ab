/** What two peers say to each other inside the seal. The server never sees these. */
import { charter } from "./charter.ts";
import { linkKey, peerId, sessionId } from "./id_shapes.ts";
import { decodeJson, encodeJson } from "./json_bytes.ts";
import { MAX_CANDIDATE_CHARS, MAX_EPOCH, MAX_SDP_CHARS, MAX_SECTIONS } from "./limits.ts";
import {
  anything,
  made,
  nullable,
  object,
  oneOf,
  optional,
  type Read,
  record,
  text,
  variant,
  where,
  whole,
  wordOr,
} from "./shape.ts";
import { participant } from "./signaling.ts";

const SOURCES = ["camera", "microphone", "screen", "screen-audio"] as const;
type Sources = Record<string, typeof SOURCES[number]>;
const mid = text(16);
/** Not at all, small, of middle size, large. */
const drawnSize = whole(0, 3);
/** Leaves room in a frame for what wraps it on its way. */
const payload = text(40_000, /^[A-Za-z0-9_-]+$/);

/** Browsers write a few kilobytes; one with a thousand sections would keep ours busy for minutes. */
const sdp = where(
  text(MAX_SDP_CHARS),
  (text) => text.split("\nm=").length - 1 <= MAX_SECTIONS,
);

/** Nothing is shown of what a later version sends besides. */
function knownSources(map: Record<string, string>): Sources {
  const known = Object.entries(map).filter(([, source]) => SOURCES.includes(source as never));
  return Object.fromEntries(known) as Sources;
}

/** [V2] What a later version says: it is acknowledged, and means nothing. Whatever it was, no more than this is kept. */
const UNKNOWN = { type: "unknown" } as const;

const peerMessage = variant({
  description: {
    description: object({ type: oneOf(["offer", "answer"]), sdp }),
    /** What the sender of this description sends on each of its media sections. */
    sources: where(
      made(record(mid, text(32), MAX_SECTIONS), knownSources),
      // Two sections for one source would be two pictures of one camera.
      (map) => new Set(Object.values(map)).size === Object.keys(map).length,
    ),
  },
  candidate: {
    candidate: object({
      candidate: text(MAX_CANDIDATE_CHARS),
      sdpMid: nullable(mid),
      sdpMLineIndex: nullable(whole(0, MAX_SECTIONS)),
      usernameFragment: nullable(text(256)),
    }),
  },
  /** Look for other paths, please: only the impolite side restarts ICE, so that restarts never cross. */
  "restart-ice": {},
  /** Somebody's sealed profile: one's own when it changes, another's while the server cannot tell of them. */
  introduce: { participant },
  /** The server is back: whoever still waits to ask it again need not. */
  "server-seen": {},
  /** A sealed payload, as base64url, for somebody whom its sender cannot reach: please pass it on. */
  forward: { to: peerId, payload },
  /** A sealed payload that somebody asked us to pass on. Only its seal says whether that is true. */
  forwarded: { from: peerId, payload },
  /** How the doors are, by what the sender knows. Only the host's word changes anything. */
  charter: { charter },
  /** The call moves to another link, by the host's word. */
  "new-link": { key: linkKey },
  /** What the sender's own side has trouble with: the others cannot see that as well. */
  trouble: { what: wordOr(["none", "device", "uplink", "downlink", "connection"], "none") },
  /** How large the sender draws what the addressee shows, so that nothing is encoded that nobody sees. */
  drawn: { camera: drawnSize, screen: drawnSize },
  /** The last word of a session. Outside the numbers, so that it can be sealed before it is needed. */
  bye: {},
  /** Something that people say, not links. What it is, `talk.ts` knows, which is loaded with the conversation. */
  talk: { body: anything },
}, () => UNKNOWN);

const envelope = object({
  /** The life of the sender, and the life of the addressee that it is meant for. */
  from: sessionId,
  to: sessionId,
  /** Which connection between these two lives: a rebuilt one has a higher number. */
  epoch: whole(1, MAX_EPOCH),
  /** Counts the messages of an epoch from 1; 0 for an envelope that only acknowledges. */
  seq: whole(0),
  /** The last message of the other side that arrived in order. */
  ack: whole(0),
  message: optional(peerMessage),
});

export type PeerMessage = Read<typeof peerMessage>;
export type DescriptionMessage = Extract<PeerMessage, { type: "description" }>;
export type CandidateMessage = Extract<PeerMessage, { type: "candidate" }>;
export type Trouble = Extract<PeerMessage, { type: "trouble" }>["what"];
export type Drawn = Readonly<Record<"camera" | "screen", number>>;
export type DrawnMessage = Extract<PeerMessage, { type: "drawn" }>;
export type Envelope = Read<typeof envelope>;

export function encodeEnvelope(value: Envelope): Uint8Array<ArrayBuffer> {
  return encodeJson(value);
}

/** The envelope that opened bytes spell, or `null`. */
export function decodeEnvelope(bytes: Uint8Array): Envelope | null {
  return decodeJson(envelope, bytes);
}
