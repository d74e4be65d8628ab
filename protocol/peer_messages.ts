/** What two peers say to each other inside the seal. The server never sees these. */
import * as v from "valibot";
import { charter } from "./charter.ts";
import { isId, LINK_KEY_BYTES } from "./ids.ts";
import { decodeJson, encodeJson } from "./json_bytes.ts";
import { MAX_CANDIDATE_CHARS, MAX_EPOCH, MAX_SDP_CHARS, MAX_SECTIONS } from "./limits.ts";
import { peerId } from "./peer_id.ts";
import { sessionId } from "./profile.ts";
import { participant } from "./signaling.ts";

const source = v.picklist(["camera", "microphone", "screen", "screen-audio"]);
/** Leaves room in a frame for what wraps it on its way. */
const payload = v.pipe(v.string(), v.maxLength(40_000), v.regex(/^[A-Za-z0-9_-]+$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Browsers write a few kilobytes; one with a thousand sections would keep ours busy for minutes. */
const sdp = v.pipe(
  v.string(),
  v.maxLength(MAX_SDP_CHARS),
  v.check((text) => text.split("\nm=").length - 1 <= MAX_SECTIONS),
);

const description = v.strictObject({
  type: v.literal("description"),
  description: v.strictObject({ type: v.picklist(["offer", "answer"]), sdp }),
  /** What the sender of this description sends on each of its media sections. */
  sources: v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(16)), source),
    v.maxEntries(MAX_SECTIONS),
    // Two sections for one source would be two pictures of one camera.
    v.check((map) => new Set(Object.values(map)).size === Object.keys(map).length),
  ),
});

const candidate = v.strictObject({
  type: v.literal("candidate"),
  candidate: v.strictObject({
    candidate: v.pipe(v.string(), v.maxLength(MAX_CANDIDATE_CHARS)),
    sdpMid: v.nullable(v.pipe(v.string(), v.maxLength(16))),
    sdpMLineIndex: v.nullable(v.pipe(count, v.maxValue(MAX_SECTIONS))),
    usernameFragment: v.nullable(v.pipe(v.string(), v.maxLength(256))),
  }),
});

/** Look for other paths, please: only the impolite side restarts ICE, so that restarts never cross. */
const restartIce = v.strictObject({ type: v.literal("restart-ice") });

/** Somebody's sealed profile: one's own when it changes, another's while the server cannot tell of them. */
const introduce = v.strictObject({ type: v.literal("introduce"), participant });

/** The server is back: whoever still waits to ask it again need not. */
const serverSeen = v.strictObject({ type: v.literal("server-seen") });

/** A sealed payload, as base64url, for somebody whom its sender cannot reach: please pass it on. */
const forward = v.strictObject({ type: v.literal("forward"), to: peerId, payload });
/** A sealed payload that somebody asked us to pass on. Only its seal says whether that is true. */
const forwarded = v.strictObject({ type: v.literal("forwarded"), from: peerId, payload });

/** How the doors are, by what the sender knows. Only the host's word changes anything. */
const tellCharter = v.strictObject({ type: v.literal("charter"), charter });

/** The call moves to another link, by the host's word. */
const newLink = v.strictObject({
  type: v.literal("new-link"),
  key: v.custom<string>((x) => typeof x === "string" && isId(x, LINK_KEY_BYTES)),
});

/** What the sender's own side has trouble with: the others cannot see that as well. */
const trouble = v.strictObject({
  type: v.literal("trouble"),
  what: v.picklist(["none", "device", "uplink", "downlink", "connection"]),
});

/** The last word of a session. Outside the numbers, so that it can be sealed before it is needed. */
const bye = v.strictObject({ type: v.literal("bye") });

/** Something that people say, not links. What it is, `talk.ts` knows, which is loaded with the conversation. */
const talk = v.strictObject({ type: v.literal("talk"), body: v.unknown() });

const peerMessage = v.variant("type", [
  description,
  candidate,
  restartIce,
  introduce,
  serverSeen,
  forward,
  forwarded,
  tellCharter,
  newLink,
  trouble,
  bye,
  talk,
]);

const envelope = v.strictObject({
  /** The life of the sender, and the life of the addressee that it is meant for. */
  from: sessionId,
  to: sessionId,
  /** Which connection between these two lives: a rebuilt one has a higher number. */
  epoch: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_EPOCH)),
  /** Counts the messages of an epoch from 1; 0 for an envelope that only acknowledges. */
  seq: count,
  /** The last message of the other side that arrived in order. */
  ack: count,
  message: v.exactOptional(peerMessage),
});

export type PeerMessage = v.InferOutput<typeof peerMessage>;
export type DescriptionMessage = v.InferOutput<typeof description>;
export type CandidateMessage = v.InferOutput<typeof candidate>;
export type Trouble = v.InferOutput<typeof trouble>["what"];
export type Envelope = v.InferOutput<typeof envelope>;

export function encodeEnvelope(value: Envelope): Uint8Array<ArrayBuffer> {
  return encodeJson(value);
}

/** The envelope that opened bytes spell, or `null`. */
export function decodeEnvelope(bytes: Uint8Array): Envelope | null {
  return decodeJson(envelope, bytes);
}
