/**
 * Where rooms live. Memory is the embedded default; a backend that several instances share keeps the
 * same contract (`tests/server/backend_contract.ts`).
 *
 * A backend runs `stepRoom` on the rooms it keeps, one input after the other for each room, and hands every
 * instance the outputs that name its own sockets. Frames between two sockets of one instance never come
 * here: the hub passes them on by itself, synchronously.
 */
import type { PeerId, RoomId } from "../protocol/ids.ts";
import type { RoomInput, RoomOutput, SocketId } from "./room.ts";

export interface SignalingBackend extends AsyncDisposable {
  /** What the ids of this instance's sockets begin with, so that any instance knows whose a socket is. */
  readonly instance: string;

  /** Whether newcomers can be seated just now, as far as is known. */
  readonly isReady: boolean;

  /**
   * Tells the room something. Inputs of one room take effect in the order in which they were given.
   * What follows comes through {@link BackendEvents.deliver}: at once or later. Rejects only if the
   * backend itself fails, with {@link BackendUnavailable} if it is worth trying again. Who has a seat already
   * is never refused for that: what could not be told is made up for later.
   */
  step(room: RoomId, input: RoomInput): void | Promise<void>;

  /**
   * Carries a frame, which already names its sender, to a peer of the same room that sits at another
   * instance. `false` if there is none.
   */
  relay(
    room: RoomId,
    to: PeerId,
    frame: ArrayBuffer,
  ): boolean | Promise<boolean>;
}

/** What follows for sockets. */
export type CarriedOutput = Exclude<RoomOutput, { type: "schedule" }>;

/** What rooms are kept in cannot be reached. */
export class BackendUnavailable extends Error {
  override name = "BackendUnavailable";
}

/** What an instance hears from its backend. */
export interface BackendEvents {
  /** Carry these out, in this order. All name sockets of this instance. */
  deliver(
    room: RoomId,
    outputs: readonly CarriedOutput[],
  ): void;
  /** A peer at another instance sent this. `false` if `to` does not sit here. */
  relayed(room: RoomId, to: PeerId, frame: ArrayBuffer): boolean;
}

/** Makes a backend that speaks to one hub. */
export type OpenBackend = (events: BackendEvents) => SignalingBackend;

/** The id of the `number`th socket of an instance. */
export function socketId(instance: string, number: number): SocketId {
  return `${instance}/${number}`;
}

/** Whose a socket is. */
export function instanceOf(socket: SocketId): string {
  return socket.slice(0, socket.lastIndexOf("/"));
}
