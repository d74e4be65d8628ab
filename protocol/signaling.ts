/** Text frames between a browser and the server: one schema each way, types inferred from it. */
import { peerId, seatSecret } from "./id_shapes.ts";
import { MAX_DOOR_LIST, MAX_PROFILE_CHARS, MAX_TOLD } from "./limits.ts";
import {
  either,
  flag,
  list,
  object,
  optional,
  type Read,
  read,
  readJson,
  text,
  variant,
  whole,
  wordOr,
} from "./shape.ts";

/** Sealed by the sender for everyone in the room; the server cannot read it. */
const profile = text(MAX_PROFILE_CHARS, /^[A-Za-z0-9_-]*$/);
export const participant = object({ peer: peerId, profile });
const peers = list(peerId, MAX_DOOR_LIST);
/** Who hosts, and whether newcomers must knock. */
const doors = object({ host: peerId, locked: flag });
/** No honest room is larger; whoever tells of more people than that wants something else. */
const participants = list(participant, MAX_TOLD);
const iceServer = object({
  urls: either(text(), list(text())),
  username: optional(text()),
  credential: optional(text()),
});
/** What to find a way with. */
const ice = {
  iceServers: list(iceServer),
  /** For how many seconds the credentials are good; absent if there are none, or they do not end. */
  iceTtl: optional(whole(1)),
};

const CLIENT_MESSAGES = {
  look: { version: whole() },
  hello: {
    version: whole(),
    seat: seatSecret,
    profile,
    /** Who hosts the call that we come back with: a server that has forgotten the room believes it. */
    host: optional(peerId),
  },
  /** How the host wants the doors: all of it, so that a server that forgot knows everything again. */
  doors: {
    host: peerId,
    locked: flag,
    /** Who may come in without knocking while the room is locked. */
    members: peers,
    /** Whose seats are gone for good. */
    removed: peers,
  },
  decline: { peer: peerId },
  /** The call moves to another link: this room is over. */
  "replace-link": {},
  update: { profile },
  leave: {},
  ping: {},
  pong: {},
  ice: {},
} as const;

const SERVER_MESSAGES = {
  view: {
    capacity: whole(1),
    /** Whoever wants to come in must ask. */
    locked: flag,
    participants,
  },
  welcome: {
    version: whole(),
    self: peerId,
    capacity: whole(1),
    resumed: flag,
    participants,
    doors,
    /** Who waits at the door. */
    knocks: participants,
    ...ice,
  },
  doors: { doors },
  /** The room is locked: we wait at its door until the host lets us in or does not. */
  waiting: {},
  /** Somebody waits at the door, or says something new of themselves there. */
  knock: { participant },
  /** They wait no more: they were let in, or went. */
  "knock-ended": { peer: peerId },
  ice,
  "participant-joined": { participant },
  "participant-updated": { participant },
  "participant-left": {
    peer: peerId,
    /**
     * `left`: said `leave`. `lost`: its socket vanished and did not return in time; its link may live.
     * `removed`: the host wanted it so.
     */
    reason: wordOr(["left", "lost", "removed"], "lost"),
  },
  error: {
    /** An `ErrorCode`, or one that only a later server has. */
    code: text(64),
    message: text(),
    /** After how many seconds it may be tried again, where waiting helps. */
    retryAfter: optional(whole(0)),
  },
  draining: {},
  /** The last word before the server closes the socket, with the code that it closes it with. */
  closing: { code: whole(0) },
  ping: {},
  pong: {},
} as const;

const clientMessage = variant(CLIENT_MESSAGES);
const serverMessage = variant(SERVER_MESSAGES);

export type ClientMessage = Read<typeof clientMessage>;
export type ServerMessage = Read<typeof serverMessage>;
/** Somebody in a room, as the server tells of them: who they are, and what they sealed about themselves. */
export type SeatedPeer = Read<typeof participant>;
/** Who hosts, and whether newcomers must knock, as the server tells it. */
export type RoomDoors = Read<typeof doors>;
export type IceServer = Read<typeof iceServer>;

export type Decoded<T> =
  | { ok: true; value: T }
  | { ok: false; code: "bad-json" | "unknown-type" | "bad-message" };

/** Reads one text frame from a browser. Never throws: what is not a message has a code. */
export function decodeClientMessage(text: string): Decoded<ClientMessage> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, code: "bad-json" };
  }
  const value = read(clientMessage, json);
  if (value !== null) return { ok: true, value };
  const { type } = (json ?? {}) as { type?: unknown };
  const isNew = typeof type === "string" &&
    ![CLIENT_MESSAGES, SERVER_MESSAGES].some((known) => Object.hasOwn(known, type));
  return { ok: false, code: isNew ? "unknown-type" : "bad-message" };
}

/** Reads one text frame from the server, or `null`: what a page does not know is not for it. Never throws. */
export function decodeServerMessage(text: string): ServerMessage | null {
  return readJson(serverMessage, text);
}
