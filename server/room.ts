/**
 * One room, as the server knows it: who has a seat, and through which socket they are reached. Pure:
 * `stepRoom` decides, shells carry out. The rules it keeps are [S9] to [S19], [S22] to [S25] and [D1] to [D9] of
 * `docs/protocol.md`.
 */
import { assertNever } from "../protocol/assert_never.ts";
import { CloseCode, type ErrorCode } from "../protocol/codes.ts";
import type { PeerId } from "../protocol/ids.ts";
import {
  LINK_REPLACED_MS,
  LOOK_MS,
  MAX_ONLOOKERS,
  PROTOCOL_VERSION,
  RESUME_GRACE_MS,
} from "../protocol/limits.ts";
import type { RoomDoors, SeatedPeer, ServerMessage } from "../protocol/signaling.ts";
import {
  type Doors,
  hostOf,
  judgeNewcomer,
  type Knock,
  OPEN_DOORS,
  shutOut,
  wantDoors,
  type WantedDoors,
  withKnock,
  withoutKnock,
} from "./doors.ts";
import { errorOf } from "./refusals.ts";

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
  doors: Doors;
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
    /** Who hosts, if they come back to a call that the server may have forgotten. */
    host?: PeerId;
  }
  | { type: "doors"; peer: PeerId; socket: SocketId; wanted: WantedDoors }
  | { type: "decline"; peer: PeerId; socket: SocketId; whom: PeerId }
  | { type: "replace-link"; peer: PeerId; socket: SocketId; now: number }
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
  outputs: RoomOutput[];
}

export function emptyRoom(capacity: number): RoomState {
  return { capacity, seats: [], onlookers: [], doors: OPEN_DOORS };
}

/** An empty room need not be kept: it is the same as a new one, unless it says that its link was replaced. */
export function isEmptyRoom({ seats, onlookers, doors }: RoomState): boolean {
  return seats.length === 0 && onlookers.length === 0 && doors.replacedUntil === null;
}

/** Whether a seat is kept for a return that should have come before `now`. */
export function isOverdue(state: RoomState, now: number): boolean {
  return state.seats.some((seat) => seat.presence === "away" && seat.until < now);
}

/** Every socket that speaks for somebody, and for whom. */
export function socketsOf(state: RoomState): { peer: PeerId; socket: SocketId }[] {
  const inside = state.seats.flatMap((seat) => seat.presence === "here" ? [seat] : []);
  return [...inside, ...state.doors.knocks].map(({ peer, socket }) => ({ peer, socket }));
}

/** Decides what follows from `input`. Knows no clock, no luck and no sockets. */
export function stepRoom(state: RoomState, input: RoomInput): RoomStep {
  return openDoors(state, decide(state, input));
}

function decide(state: RoomState, input: RoomInput): RoomStep {
  switch (input.type) {
    case "look":
      return look(state, input);
    case "look-away":
      return { state: withoutOnlooker(state, input.socket), outputs: [] };
    case "hello":
      return hello(withoutOnlooker(state, input.socket), input);
    case "update":
      return update(state, input);
    case "doors":
      return wantedDoors(state, input);
    case "decline":
      return decline(state, input);
    case "replace-link":
      return replaceLink(state, input);
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
  if (state.doors.replacedUntil !== null) {
    return { state, outputs: refuse(socket, "link-replaced", CloseCode.linkReplaced) };
  }
  const onlookers = state.onlookers.filter(({ until }) => until > now);
  if (onlookers.length >= MAX_ONLOOKERS) {
    const outputs = refuse(socket, "crowded", CloseCode.lookOver);
    return { state: { ...state, onlookers }, outputs };
  }
  const { capacity, seats } = state;
  const { locked } = state.doors;
  const participants = seats.map(introduce);
  const view: ServerMessage = { type: "view", capacity, locked, participants };
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
  const knock: Knock = { peer, socket, profile };
  if (isSeated(state, peer)) return seat(state, knock);
  const verdict = judgeNewcomer(state.doors, peer);
  switch (verdict) {
    case "open":
      return seat(believe(state, input.host), knock);
    case "knock":
      return wait(state, knock);
    case "crowded":
      return { state, outputs: refuse(socket, "locked", CloseCode.locked) };
    case "removed":
      return { state, outputs: refuse(socket, "removed", CloseCode.removed) };
    case "replaced":
      return { state, outputs: refuse(socket, "link-replaced", CloseCode.linkReplaced) };
    default:
      assertNever(verdict);
  }
}

/** [D2] A room that knows nobody believes whoever comes first about who hosts. */
function believe(state: RoomState, host: PeerId | undefined): RoomState {
  if (host === undefined || state.seats.length > 0) return state;
  return { ...state, doors: { ...state.doors, host } };
}

/** Gives a seat to whoever may have one, or gives theirs back. */
function seat(state: RoomState, { peer, socket, profile }: Knock): RoomStep {
  const { capacity, onlookers, doors } = state;
  const before = seatFor(state.seats, peer);
  if (before === undefined && state.seats.length >= capacity) {
    return { state, outputs: refuse(socket, "room-full", CloseCode.roomFull) };
  }
  const seat: Seat = { peer, profile, presence: "here", socket };
  const seats = before === undefined
    ? [...state.seats, seat]
    : state.seats.map((old) => old === before ? seat : old);
  const others = before === undefined ? state.seats : seats.filter((other) => other !== seat);
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
    capacity,
    resumed: before !== undefined,
    participants: others.map(introduce),
    doors: doorsOf(doors, seats)!,
    knocks: doors.knocks.map(introduce),
  };
  outputs.push({ type: "seat", socket, peer, message });
  tell(outputs, others, onlookers, {
    type: before === undefined ? "participant-joined" : "participant-updated",
    participant: { peer, profile },
  });
  return { state: { capacity, seats, onlookers, doors }, outputs };
}

/** [D4] */
function wait(state: RoomState, knock: Knock): RoomStep {
  const before = state.doors.knocks.find(({ peer }) => peer === knock.peer);
  const outputs: RoomOutput[] = [];
  if (before !== undefined && before.socket !== knock.socket) {
    outputs.push({ type: "close", socket: before.socket, code: CloseCode.replaced });
  }
  outputs.push({ type: "send", to: [knock.socket], message: { type: "waiting" } });
  tellInside(outputs, state, { type: "knock", participant: introduce(knock) });
  return { state: { ...state, doors: withKnock(state.doors, knock) }, outputs };
}

/** [D6] */
function wantedDoors(
  state: RoomState,
  input: Extract<RoomInput, { type: "doors" }>,
): RoomStep {
  if (!isHost(state, input)) return { state, outputs: notHost(input.socket) };
  const doors = wantDoors(state.doors, input.peer, input.wanted);
  const out = shutOut(doors, state.seats);
  const seats = state.seats.filter((seat) => !out.some((shut) => shut.seat === seat));
  const outputs: RoomOutput[] = [];
  for (const { seat, why } of out) {
    if (seat.presence === "here") outputs.push(...refuse(seat.socket, why, CloseCode[why]));
    tell(outputs, seats, state.onlookers, {
      type: "participant-left",
      peer: seat.peer,
      reason: "removed",
    });
  }
  return { state: { ...state, seats, doors }, outputs };
}

/** [D7] */
function decline(
  state: RoomState,
  input: Extract<RoomInput, { type: "decline" }>,
): RoomStep {
  if (!isHost(state, input)) return { state, outputs: notHost(input.socket) };
  const knock = state.doors.knocks.find(({ peer }) => peer === input.whom);
  if (knock === undefined) return { state, outputs: [] };
  const outputs = refuse(knock.socket, "declined", CloseCode.declined);
  return endKnock(state, knock, outputs);
}

/** [D8] Everybody inside knows the new link from the host; whoever does not is told that there is one. */
function replaceLink(
  state: RoomState,
  input: Extract<RoomInput, { type: "replace-link" }>,
): RoomStep {
  if (!isHost(state, input)) return { state, outputs: notHost(input.socket) };
  const replacedUntil = input.now + LINK_REPLACED_MS;
  const here = state.seats.filter((seat) => seat.presence === "here");
  const everybody = [...here, ...state.doors.knocks, ...state.onlookers];
  const outputs: RoomOutput[] = everybody.flatMap(({ socket }) =>
    refuse(socket, "link-replaced", CloseCode.linkReplaced)
  );
  outputs.push({ type: "schedule", at: replacedUntil });
  const doors = { ...OPEN_DOORS, replacedUntil };
  return { state: { ...state, seats: [], onlookers: [], doors }, outputs };
}

function update(
  state: RoomState,
  input: Extract<RoomInput, { type: "update" }>,
): RoomStep {
  const { peer, profile } = input;
  const before = seatOf(state, input);
  if (before === undefined) {
    const knock = knockOf(state, input);
    return knock === undefined ? { state, outputs: [] } : wait(state, { ...knock, profile });
  }
  const seats = state.seats.map((seat) => seat === before ? { ...seat, profile } : seat);
  const outputs: RoomOutput[] = [];
  tell(outputs, state.seats.filter((seat) => seat !== before), state.onlookers, {
    type: "participant-updated",
    participant: { peer, profile },
  });
  return { state: { ...state, seats }, outputs };
}

function leave(
  state: RoomState,
  input: Extract<RoomInput, { type: "leave" }>,
): RoomStep {
  const close: RoomOutput = { type: "close", socket: input.socket, code: CloseCode.left };
  const seat = seatOf(state, input);
  if (seat === undefined) {
    const knock = knockOf(state, input);
    return knock === undefined ? { state, outputs: [] } : endKnock(state, knock, [close]);
  }
  const seats = state.seats.filter((other) => other !== seat);
  const outputs: RoomOutput[] = [close];
  tell(outputs, seats, state.onlookers, {
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
  if (before === undefined) {
    const knock = knockOf(state, input);
    return knock === undefined ? { state, outputs: [] } : endKnock(state, knock, []);
  }
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
  const { replacedUntil } = state.doors;
  if (replacedUntil !== null && replacedUntil <= now) {
    return { state: { ...state, doors: OPEN_DOORS }, outputs: [] };
  }
  if (over.length === 0) return { state, outputs: [] };
  const seats = state.seats.filter((seat) => !isOver(seat));
  const outputs: RoomOutput[] = [];
  for (const { peer } of over) {
    tell(outputs, seats, state.onlookers, { type: "participant-left", peer, reason: "lost" });
  }
  return { state: { ...state, seats }, outputs };
}

/**
 * What follows for the doors from what happened: who waits comes in as soon as they may, and everybody hears
 * who hosts and whether it is locked, if that changed.
 */
function openDoors(before: RoomState, step: RoomStep): RoomStep {
  if (step.state === before) return step;
  const { outputs } = step;
  let { state } = step;
  // [D9] The last one inside takes the lock along.
  if (state.seats.length === 0 && state.doors.replacedUntil === null) {
    state = { ...state, doors: { ...OPEN_DOORS, knocks: state.doors.knocks } };
  }
  // [D1] Hosting does not wait for somebody who gave up their seat.
  const { host } = state.doors;
  if (isSeated(before, host) && !isSeated(state, host)) {
    state = { ...state, doors: { ...state.doors, host: null } };
  }
  for (const knock of state.doors.knocks) {
    if (judgeNewcomer(state.doors, knock.peer) === "knock") continue;
    const ended = endKnock(state, knock, []);
    const seated = hello(ended.state, { type: "hello", ...knock });
    state = seated.state;
    outputs.push(...ended.outputs, ...seated.outputs);
  }
  const was = doorsOf(before.doors, before.seats);
  const is = doorsOf(state.doors, state.seats);
  if (is === null || (was?.host === is.host && was.locked === is.locked)) return { state, outputs };
  // Whoever came in just now has heard it in their welcome.
  const seats = state.seats.filter(({ peer }) => isSeated(before, peer));
  tell(outputs, seats, state.onlookers, { type: "doors", doors: is });
  return { state, outputs };
}

function isSeated({ seats }: RoomState, peer: PeerId | null): boolean {
  return seatFor(seats, peer) !== undefined;
}

function seatFor(seats: readonly Seat[], peer: PeerId | null): Seat | undefined {
  for (const seat of seats) {
    if (seat.peer === peer) return seat;
  }
  return undefined;
}

function doorsOf(doors: Doors, seats: readonly Seat[]): RoomDoors | null {
  const host = hostOf(doors, seats);
  return host === null ? null : { host, locked: doors.locked };
}

function isHost(state: RoomState, from: { peer: PeerId; socket: SocketId }): boolean {
  return seatOf(state, from) !== undefined && hostOf(state.doors, state.seats) === from.peer;
}

function notHost(socket: SocketId): RoomOutput[] {
  return [{ type: "send", to: [socket], message: errorOf("not-host") }];
}

/** The knock for which this socket speaks. */
function knockOf(
  state: RoomState,
  from: { peer: PeerId; socket: SocketId },
): Knock | undefined {
  return state.doors.knocks.find(({ peer, socket }) =>
    peer === from.peer && socket === from.socket
  );
}

function endKnock(state: RoomState, { peer }: Knock, outputs: RoomOutput[]): RoomStep {
  tellInside(outputs, state, { type: "knock-ended", peer });
  return { state: { ...state, doors: withoutKnock(state.doors, peer) }, outputs };
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

function introduce({ peer, profile }: SeatedPeer): SeatedPeer {
  return { peer, profile };
}

function withoutOnlooker(state: RoomState, socket: SocketId): RoomState {
  if (state.onlookers.length === 0) return state;
  const onlookers = state.onlookers.filter((onlooker) => onlooker.socket !== socket);
  return onlookers.length === state.onlookers.length ? state : { ...state, onlookers };
}

/** Who waits at the door is nothing for those who only look. */
function tellInside(outputs: RoomOutput[], { seats }: RoomState, message: ServerMessage): void {
  tell(outputs, seats, [], message);
}

/** Tells everyone in these seats who is here, and those who look in. */
function tell(
  outputs: RoomOutput[],
  seats: readonly Seat[],
  onlookers: readonly Onlooker[],
  message: ServerMessage,
): void {
  const to: SocketId[] = [];
  for (const seat of seats) {
    if (seat.presence === "here") to.push(seat.socket);
  }
  for (const { socket } of onlookers) to.push(socket);
  if (to.length > 0) outputs.push({ type: "send", to, message });
}

function refuse(socket: SocketId, code: ErrorCode, close: CloseCode): RoomOutput[] {
  return [
    { type: "send", to: [socket], message: errorOf(code) },
    { type: "close", socket, code: close },
  ];
}
