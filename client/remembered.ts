/** What is kept between pages: wishes on the device, the seat in the tab. Losing it is never an error. */
import { charter } from "../protocol/charter.ts";
import { seatSecret } from "../protocol/id_shapes.ts";
import type { RoomId } from "../protocol/ids.ts";
import { cleanName } from "../protocol/profile.ts";
import {
  fallback,
  flag,
  made,
  nullable,
  number,
  object,
  oneOf,
  type Read,
  read,
  readJson,
  text,
} from "../protocol/shape.ts";
import type { StoragePort } from "./ports.ts";

const wishes = object({
  name: fallback(made(text(), cleanName), ""),
  camera: fallback(text(), ""),
  microphone: fallback(text(), ""),
  speaker: fallback(text(), ""),
  relayOnly: fallback(flag, false),
  cameraOn: fallback(flag, true),
  screenHint: fallback(oneOf(["detail", "motion"]), "detail"),
});

/**
 * What this person chose last time: a name, device ids (empty for the browser's choice), whether to be reached
 * through relays only, whether to begin with the camera on, and what their screens are shared for.
 */
export type Wishes = Read<typeof wishes>;

const seatRecord = object({
  room: text(),
  seat: seatSecret,
  inCall: flag,
  muted: flag,
  cameraOn: flag,
  /** When the hand went up, in milliseconds since the epoch; `null` while it is down. */
  hand: fallback(nullable(number()), null),
  /** How the doors were, by what those inside agreed on. */
  charter: fallback(nullable(charter), null),
  /** When the page was last there, in milliseconds since the epoch. */
  at: number(),
});

/** A tab's place in a room, and how it was left. */
export type SeatRecord = Omit<Read<typeof seatRecord>, "room"> & { room: RoomId };

/** A tab restored after this long, in milliseconds, asks before it turns the camera on again. */
export const RESUME_WITHIN_MS = 60_000;

const WISHES_KEY = "lagoon:wishes";
const seatKey = (room: RoomId) => `lagoon:seat:${room}`;

export function readWishes(storage: StoragePort): Wishes {
  return readJson(wishes, storage.read("device", WISHES_KEY)) ?? read(wishes, {})!;
}

export function writeWishes(storage: StoragePort, value: Wishes): void {
  storage.write("device", WISHES_KEY, JSON.stringify(value));
}

export function readSeat(storage: StoragePort, room: RoomId): SeatRecord | null {
  const record = readJson(seatRecord, storage.read("tab", seatKey(room)));
  return record && { ...record, room };
}

export function writeSeat(storage: StoragePort, value: SeatRecord): void {
  storage.write("tab", seatKey(value.room), JSON.stringify(value));
}

/** Whether a page that opens now continues the call that this tab was in. */
export function continuesCall(record: SeatRecord | null, now: number): boolean {
  return record !== null && record.inCall && now - record.at < RESUME_WITHIN_MS;
}
