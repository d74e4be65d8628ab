/** Who we are in a room: derived from the link and from what this tab remembers of its seat. */
import type { LinkKey } from "../crypto/link_key.ts";
import { deriveRoomKeys } from "../crypto/room_keys.ts";
import { newSeatSecret, peerIdOfSeat } from "../crypto/seat.ts";
import type { PeerId, RoomId, SeatSecret } from "../protocol/ids.ts";
import type { Ports } from "./ports.ts";
import { readSeat, type SeatRecord } from "./remembered.ts";
import { roomSeal, type Seal } from "./seal.ts";

export interface Identity {
  room: RoomId;
  seat: SeatSecret;
  self: PeerId;
  seal: Seal;
  /** How this tab left the room, if it was there before. */
  record: SeatRecord | null;
}

/** @param keptSeat Of the room that we come from, if the call moves from one to another: we stay who we are. */
export async function openIdentity(
  key: LinkKey,
  ports: Pick<Ports, "storage" | "randomBytes">,
  keptSeat?: SeatSecret,
): Promise<Identity> {
  const keys = await deriveRoomKeys(key);
  const record = readSeat(ports.storage, keys.room);
  const seat = keptSeat ?? record?.seat ?? newSeatSecret(ports.randomBytes);
  const self = await peerIdOfSeat(seat);
  return { room: keys.room, seat, self, seal: roomSeal(keys, self), record };
}
