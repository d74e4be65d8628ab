/** Text frames between a browser and the server: one schema each way, types inferred from it. */
import * as v from "valibot";
import { isId, PEER_ID_BYTES, type PeerId, SEAT_SECRET_BYTES, type SeatSecret } from "./ids.ts";
import { ERROR_CODES } from "./codes.ts";
import { MAX_PROFILE_CHARS } from "./limits.ts";

export const peerId = v.custom<PeerId>((x) => typeof x === "string" && isId(x, PEER_ID_BYTES));
const seatSecret = v.custom<SeatSecret>((x) => typeof x === "string" && isId(x, SEAT_SECRET_BYTES));
/** Sealed by the sender for everyone in the room; the server cannot read it. */
const profile = v.pipe(
  v.string(),
  v.maxLength(MAX_PROFILE_CHARS),
  v.regex(/^[A-Za-z0-9_-]*$/),
);
export const participant = v.strictObject({ peer: peerId, profile });
const iceServer = v.object({
  urls: v.union([v.string(), v.array(v.string())]),
  username: v.exactOptional(v.string()),
  credential: v.exactOptional(v.string()),
});
/** What to find a way with. */
const ice = {
  iceServers: v.array(iceServer),
  /** For how many seconds the credentials are good; absent if there are none, or they do not end. */
  iceTtl: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
};

export const clientMessage = v.variant("type", [
  v.strictObject({ type: v.literal("look"), version: v.pipe(v.number(), v.integer()) }),
  v.strictObject({
    type: v.literal("hello"),
    version: v.pipe(v.number(), v.integer()),
    seat: seatSecret,
    profile,
  }),
  v.strictObject({ type: v.literal("update"), profile }),
  v.strictObject({ type: v.literal("leave") }),
  v.strictObject({ type: v.literal("ping") }),
  v.strictObject({ type: v.literal("pong") }),
  v.strictObject({ type: v.literal("ice") }),
]);

export const serverMessage = v.variant("type", [
  v.object({
    type: v.literal("view"),
    capacity: v.pipe(v.number(), v.integer(), v.minValue(1)),
    participants: v.array(participant),
  }),
  v.object({
    type: v.literal("welcome"),
    version: v.pipe(v.number(), v.integer()),
    self: peerId,
    capacity: v.pipe(v.number(), v.integer(), v.minValue(1)),
    resumed: v.boolean(),
    participants: v.array(participant),
    ...ice,
  }),
  v.object({ type: v.literal("ice"), ...ice }),
  v.object({ type: v.literal("participant-joined"), participant }),
  v.object({ type: v.literal("participant-updated"), participant }),
  v.object({
    type: v.literal("participant-left"),
    peer: peerId,
    /** `left`: said `leave`. `lost`: its socket vanished and did not return in time; its link may live. */
    reason: v.picklist(["left", "lost"]),
  }),
  v.object({
    type: v.literal("error"),
    code: v.picklist(ERROR_CODES),
    message: v.string(),
  }),
  v.object({ type: v.literal("draining") }),
  v.object({ type: v.literal("ping") }),
  v.object({ type: v.literal("pong") }),
]);

export type ClientMessage = v.InferOutput<typeof clientMessage>;
export type ServerMessage = v.InferOutput<typeof serverMessage>;
/** Somebody in a room, as the server tells of them: who they are, and what they sealed about themselves. */
export type SeatedPeer = v.InferOutput<typeof participant>;
export type IceServer = v.InferOutput<typeof iceServer>;

export type Decoded<T> =
  | { ok: true; value: T }
  | { ok: false; code: "bad-json" | "unknown-type" | "bad-message" };

/** Reads one text frame from a browser. Never throws: what is not a message has a code. */
export function decodeClientMessage(text: string): Decoded<ClientMessage> {
  return decode(clientMessage, text);
}

/** Reads one text frame from the server. Never throws: what is not a message has a code. */
export function decodeServerMessage(text: string): Decoded<ServerMessage> {
  return decode(serverMessage, text);
}

const TYPES = new Set(
  [...clientMessage.options, ...serverMessage.options].map((option) => option.entries.type.literal),
);

function decode<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Decoded<v.InferOutput<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, code: "bad-json" };
  }
  const result = v.safeParse(schema, json);
  if (result.success) return { ok: true, value: result.output };
  const type = (json as { type?: unknown } | null)?.type;
  const known = typeof type === "string" && (TYPES as Set<string>).has(type);
  return { ok: false, code: known ? "bad-message" : "unknown-type" };
}
