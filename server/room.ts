/**
 * One room, as the server knows it: who has a seat, and through which socket they are reached. Pure:
 * `stepRoom` decides, shells carry out. The rules it keeps are [S9] to [S19] and [S22] to [S25] of `docs/protocol.md`.
 */
import { assertNever } from "../protocol/assert_never.ts";
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import type { PeerId } from "../protocol/ids.ts";
import { LOOK_MS, MAX_ONLOOKERS, PROTOCOL_VERSION, RESUME_GRACE_MS } from "../protocol/limits.ts";
import type { SeatedPeer, ServerMessage } from "../protocol/signaling.ts";
import { SENTENCES } from "./refusals.ts";

/** Names one socket among those of every instance. */
export type SocketId = string;

export type Seat =
  & SeatedPeer
  & (
    | { presence: "here"; socket: SocketId }
    /** The socket vanished without `leave`; the seat is kept until then, in milliseconds. */
    | { presence: "away"; until: number }
  );

/** Somebody at the door: sees who sits inside, and has no seat. */
export interface Onlooker {
  socket: SocketId;
  /** By then it is gone, even if the instance that knew it died without a word; in milliseconds. */
  until: number;
}

/** Plain data, so that it can live anywhere. */
export interface RoomState {
  capacity: number;
  /** In order of joining. A return does not change the order. */
  seats: readonly Seat[];
  onlookers: readonly Onlooker[];
}

export type RoomInput =
  | { type: "look"; socket: SocketId; now: number }
  /** An onlooker's socket is gone. */
  | { type: "look-away"; socket: SocketId }
  | {
    type: "hello";
    peer: PeerId;
    socket: SocketId;
    profile: string;
  }
  | { type: "update"; peer: PeerId; socket: SocketId; profile: string }
  | { type: "leave"; peer: PeerId; socket: SocketId }
  /** The socket is gone and nobody said why. */
  | { type: "dropped"; peer: PeerId; socket: SocketId; now: number }
  /** A scheduled time has come. */
  | { type: "expire"; now: number };

/** What a room knows of a welcome. Whoever owns the socket adds what it may find its way with. */
export type Welcome = Omit<
  Extract<ServerMessage, { type: "welcome" }>,
  "iceServers" | "iceTtl"
>;

export type RoomOutput =
  /** From here on the socket speaks for the peer: welcome it and relay to it. */
  | { type: "seat"; socket: SocketId; peer: PeerId; message: Welcome }
  | { type: "send"; to: readonly SocketId[]; message: ServerMessage }
  /** From here on the socket speaks for nobody. */
  | { type: "close"; socket: SocketId; code: CloseCode }
  /** Asks for `expire` at that time. */
  | { type: "schedule"; at: number };

export interface RoomStep {
  state: RoomState;
  outputs: readonly RoomOutput[];
}

export function emptyRoom(capacity: number): RoomState {
  return { capacity, seats: [], onlookers: [] };
}

/** An empty room need not be kept: it is the same as a new one. */
export function isEmptyRoom(state: RoomState): boolean {
  return state.seats.length === 0 && state.onlookers.length === 0;
}

/** Whether a seat is kept for a return that should have come before `now`. */
export function isOverdue(state: RoomState, now: number): boolean {
  return state.seats.some((seat) => seat.presence === "away" && seat.until < now);
}

/** Every socket that speaks for somebody, and for whom. */
export function socketsOf(state: RoomState): { peer: PeerId; socket: SocketId }[] {
  return state.seats.flatMap((seat) =>
    seat.presence === "here" ? [{ peer: seat.peer, socket: seat.socket }] : []
  );
}

/** Decides what follows from `input`. Knows no clock, no luck and no sockets. */
export function stepRoom(state: RoomState, input: RoomInput): RoomStep {
  switch (input.type) {
    case "look":
      return look(state, input);
    case "look-away":
      return { state: withoutOnlooker(state, input.socket), outputs: [] };
    case "hello":
      return hello(withoutOnlooker(state, input.socket), input);
    case "update":
      return update(state, input);
    case "leave":
      return leave(state, input);
    case "dropped":
      return dropped(state, input);
    case "expire":
      return expire(state, input.now);
    default:
      assertNever(input);
  }
}

function look(
  state: RoomState,
  { socket, now }: Extract<RoomInput, { type: "look" }>,
): RoomStep {
  const onlookers = state.onlookers.filter(({ until }) => until > now);
  if (onlookers.length >= MAX_ONLOOKERS) {
    const outputs = refuse(socket, "crowded", CloseCode.lookOver);
    return { state: { ...state, onlookers }, outputs };
  }
  const { capacity, seats } = state;
  const view: ServerMessage = { type: "view", capacity, participants: seats.map(introduce) };
  return {
    state: { ...state, onlookers: [...onlookers, { socket, until: now + LOOK_MS }] },
    outputs: [{ type: "send", to: [socket], message: view }],
  };
}

function hello(
  state: RoomState,
  input: Extract<RoomInput, { type: "hello" }>,
): RoomStep {
  const { peer, socket, profile } = input;
  const before = state.seats.find((seat) => seat.peer === peer);
  if (before === undefined && state.seats.length >= state.capacity) {
    return { state, outputs: refuse(socket, "room-full", CloseCode.roomFull) };
  }
  const seat: Seat = { peer, profile, presence: "here", socket };
  const seats = before === undefined
    ? [...state.seats, seat]
    : state.seats.map((old) => old === before ? seat : old);
  const others = seats.filter((other) => other.peer !== peer);
  const outputs: RoomOutput[] = [];
  // The old socket goes first, so that nothing meant for the new one can reach it.
  if (before?.presence === "here" && before.socket !== socket) {
    outputs.push({
      type: "close",
      socket: before.socket,
      code: CloseCode.replaced,
    });
  }
  const message: Welcome = {
    type: "welcome",
    version: PROTOCOL_VERSION,
    self: peer,
    capacity: state.capacity,
    resumed: before !== undefined,
    participants: others.map(introduce),
  };
  outputs.push({ type: "seat", socket, peer, message });
  tell(outputs, { ...state, seats: others }, {
    type: before === undefined ? "participant-joined" : "participant-updated",
    participant: { peer, profile },
  });
  return { state: { ...state, seats }, outputs };
}

function update(
  state: RoomState,
  input: Extract<RoomInput, { type: "update" }>,
): RoomStep {
  const { peer, profile } = input;
  const before = seatOf(state, input);
  if (before === undefined) return { state, outputs: [] };
  const seats = state.seats.map((seat) => seat === before ? { ...seat, profile } : seat);
  const outputs: RoomOutput[] = [];
  tell(outputs, { ...state, seats: state.seats.filter((seat) => seat !== before) }, {
    type: "participant-updated",
    participant: { peer, profile },
  });
  return { state: { ...state, seats }, outputs };
}

function leave(
  state: RoomState,
  input: Extract<RoomInput, { type: "leave" }>,
): RoomStep {
  const seat = seatOf(state, input);
  if (seat === undefined) return { state, outputs: [] };
  const seats = state.seats.filter((other) => other !== seat);
  const outputs: RoomOutput[] = [
    { type: "close", socket: input.socket, code: CloseCode.left },
  ];
  tell(outputs, { ...state, seats }, {
    type: "participant-left",
    peer: seat.peer,
    reason: "left",
  });
  return { state: { ...state, seats }, outputs };
}

function dropped(
  state: RoomState,
  input: Extract<RoomInput, { type: "dropped" }>,
): RoomStep {
  const before = seatOf(state, input);
  if (before === undefined) return { state, outputs: [] };
  const until = input.now + RESUME_GRACE_MS;
  const { peer, profile } = before;
  const away: Seat = { peer, profile, presence: "away", until };
  const seats = state.seats.map((seat) => seat === before ? away : seat);
  return {
    state: { ...state, seats },
    outputs: [{ type: "schedule", at: until }],
  };
}

function expire(state: RoomState, now: number): RoomStep {
  const isOver = (seat: Seat) => seat.presence === "away" && seat.until <= now;
  const over = state.seats.filter(isOver);
  if (over.length === 0) return { state, outputs: [] };
  const seats = state.seats.filter((seat) => !isOver(seat));
  const outputs: RoomOutput[] = [];
  for (const { peer } of over) {
    tell(outputs, { ...state, seats }, { type: "participant-left", peer, reason: "lost" });
  }
  return { state: { ...state, seats }, outputs };
}

/** The seat for which this socket speaks; none if another has taken its place since. */
function seatOf(
  state: RoomState,
  from: { peer: PeerId; socket: SocketId },
): Seat | undefined {
  return state.seats.find((seat) =>
    seat.peer === from.peer && seat.presence === "here" &&
    seat.socket === from.socket
  );
}

function introduce({ peer, profile }: Seat): SeatedPeer {
  return { peer, profile };
}

function withoutOnlooker(state: RoomState, socket: SocketId): RoomState {
  const onlookers = state.onlookers.filter((onlooker) => onlooker.socket !== socket);
  return onlookers.length === state.onlookers.length ? state : { ...state, onlookers };
}

/** Tells everyone in these seats who is here, and those at the door. */
function tell(
  outputs: RoomOutput[],
  { seats, onlookers }: Pick<RoomState, "seats" | "onlookers">,
  message: ServerMessage,
): void {
  const to: SocketId[] = [];
  for (const seat of seats) {
    if (seat.presence === "here") to.push(seat.socket);
  }
  for (const { socket } of onlookers) to.push(socket);
  if (to.length > 0) outputs.push({ type: "send", to, message });
}

function refuse(socket: SocketId, code: ErrorCode, closeCode: CloseCode): RoomOutput[] {
  const message: ServerMessage = { type: "error", code, message: SENTENCES[code] };
  return [
    { type: "send", to: [socket], message },
    { type: "close", socket, code: closeCode },
  ];
}
