/** What two peers say to each other inside the seal. The server never sees these. */
import * as v from "valibot";
import { decodeJson, encodeJson } from "./json_bytes.ts";
import { sessionId } from "./profile.ts";

const source = v.picklist(["camera", "microphone", "screen", "screen-audio"]);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const description = v.strictObject({
  type: v.literal("description"),
  description: v.strictObject({ type: v.picklist(["offer", "answer"]), sdp: v.string() }),
  /** What the sender of this description sends on each of its media sections. */
  sources: v.record(v.pipe(v.string(), v.maxLength(16)), source),
});

const candidate = v.strictObject({
  type: v.literal("candidate"),
  candidate: v.strictObject({
    candidate: v.string(),
    sdpMid: v.nullable(v.string()),
    sdpMLineIndex: v.nullable(count),
    usernameFragment: v.nullable(v.string()),
  }),
});

const bye = v.strictObject({ type: v.literal("bye") });

const envelope = v.strictObject({
  /** The life of the sender, and the life of the addressee that it is meant for. */
  from: sessionId,
  to: sessionId,
  /** Which connection between these two lives: a rebuilt one has a higher number. */
  epoch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Counts the messages of an epoch from 1; 0 for an envelope that only acknowledges. */
  seq: count,
  /** The last message of the other side that arrived in order. */
  ack: count,
  message: v.exactOptional(v.variant("type", [description, candidate, bye])),
});

export type PeerMessage = v.InferOutput<typeof description | typeof candidate | typeof bye>;
export type DescriptionMessage = v.InferOutput<typeof description>;
export type CandidateMessage = v.InferOutput<typeof candidate>;
export type Envelope = v.InferOutput<typeof envelope>;

export function encodeEnvelope(value: Envelope): Uint8Array<ArrayBuffer> {
  return encodeJson(value);
}

/** The envelope that opened bytes spell, or `null`. */
export function decodeEnvelope(bytes: Uint8Array): Envelope | null {
  return decodeJson(envelope, bytes);
}
