/**
 * What everyone inside a call agrees on about its doors: told over links, sealed, by whoever hosts. The server
 * never sees it.
 */
import { MAX_DOOR_LIST } from "./limits.ts";
import { peerId } from "./id_shapes.ts";
import { flag, list, number, object, type Read, where } from "./shape.ts";

const peers = where(
  list(peerId, MAX_DOOR_LIST),
  (peers) => new Set(peers).size === peers.length,
);

export const charter = object({
  /** Who began the call, and when, in milliseconds since the epoch: tells one call from another. */
  founder: peerId,
  began: number(0),
  locked: flag,
  /** Who is inside, in the order in which they would host. While it is locked nobody else has links. */
  line: peers,
  /** Whose seats are gone for good. */
  removed: peers,
});

export type Charter = Read<typeof charter>;
