/** Text frames between a browser and the server: one schema each way, types inferred from it. */
import * as v from "valibot";
import { isId, SEAT_SECRET_BYTES, type SeatSecret } from "./ids.ts";
import { ERROR_CODES } from "./codes.ts";
import { MAX_DOOR_LIST, MAX_PROFILE_CHARS, MAX_TOLD } from "./limits.ts";
import { peerId } from "./peer_id.ts";

const seatSecret = v.custom<SeatSecret>((x) => typeof x === "string" && isId(x, SEAT_SECRET_BYTES));
/** Sealed by the sender for everyone in the room; the server cannot read it. */
const profile = v.pipe(
  v.string(),
  v.maxLength(MAX_PROFILE_CHARS),
  v.regex(/^[A-Za-z0-9_-]*$/),
);
export const participant = v.strictObject({ peer: peerId, profile });
const peers = v.pipe(v.array(peerId), v.maxLength(MAX_DOOR_LIST));
/** Who hosts, and whether newcomers must knock. */
const doors = v.object({ host: peerId, locked: v.boolean() });
/** No honest room is larger; whoever tells of more people than that wants something else. */
const participants = v.pipe(v.array(participant), v.maxLength(MAX_TOLD));
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
    /** Who hosts the call that we come back with: a server that has forgotten the room believes it. */
    host: v.exactOptional(peerId),
  }),
  /** How the host wants the doors: all of it, so that a server that forgot knows everything again. */
  v.strictObject({
    type: v.literal("doors"),
    host: peerId,
    locked: v.boolean(),
    /** Who may come in without knocking while the room is locked. */
    members: peers,
    /** Whose seats are gone for good. */
    removed: peers,
  }),
  v.strictObject({ type: v.literal("decline"), peer: peerId }),
  /** The call moves to another link: this room is over. */
  v.strictObject({ type: v.literal("replace-link") }),
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
    /** Whoever wants to come in must ask. */
    locked: v.boolean(),
    participants,
  }),
  v.object({
    type: v.literal("welcome"),
    version: v.pipe(v.number(), v.integer()),
    self: peerId,
    capacity: v.pipe(v.number(), v.integer(), v.minValue(1)),
    resumed: v.boolean(),
    participants,
    doors,
    /** Who waits at the door. */
    knocks: participants,
    ...ice,
  }),
  v.object({ type: v.literal("doors"), doors }),
  /** The room is locked: we wait at its door until the host lets us in or does not. */
  v.object({ type: v.literal("waiting") }),
  /** Somebody waits at the door, or says something new of themselves there. */
  v.object({ type: v.literal("knock"), participant }),
  /** They wait no more: they were let in, or went. */
  v.object({ type: v.literal("knock-ended"), peer: peerId }),
  v.object({ type: v.literal("ice"), ...ice }),
  v.object({ type: v.literal("participant-joined"), participant }),
  v.object({ type: v.literal("participant-updated"), participant }),
  v.object({
    type: v.literal("participant-left"),
    peer: peerId,
    /**
     * `left`: said `leave`. `lost`: its socket vanished and did not return in time; its link may live.
     * `removed`: the host wanted it so.
     */
    reason: v.picklist(["left", "lost", "removed"]),
  }),
  v.object({
    type: v.literal("error"),
    code: v.picklist(ERROR_CODES),
    message: v.string(),
    /** After how many seconds it may be tried again, where waiting helps. */
    retryAfter: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.object({ type: v.literal("draining") }),
  v.object({ type: v.literal("ping") }),
  v.object({ type: v.literal("pong") }),
]);

export type ClientMessage = v.InferOutput<typeof clientMessage>;
export type ServerMessage = v.InferOutput<typeof serverMessage>;
/** Somebody in a room, as the server tells of them: who they are, and what they sealed about themselves. */
export type SeatedPeer = v.InferOutput<typeof participant>;
/** Who hosts, and whether newcomers must knock, as the server tells it. */
export type RoomDoors = v.InferOutput<typeof doors>;
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
