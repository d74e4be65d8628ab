/** What is kept between pages: wishes on the device, the seat in the tab. Losing it is never an error. */
import * as v from "valibot";
import { charter } from "../protocol/charter.ts";
import { isId, type RoomId, SEAT_SECRET_BYTES, type SeatSecret } from "../protocol/ids.ts";
import { cleanName } from "../protocol/profile.ts";
import type { StoragePort } from "./ports.ts";

const wishes = v.object({
  name: v.fallback(v.pipe(v.string(), v.transform(cleanName)), ""),
  camera: v.fallback(v.string(), ""),
  microphone: v.fallback(v.string(), ""),
  speaker: v.fallback(v.string(), ""),
  relayOnly: v.fallback(v.boolean(), false),
  cameraOn: v.fallback(v.boolean(), true),
  screenHint: v.fallback(v.picklist(["detail", "motion"]), "detail"),
});

/**
 * What this person chose last time: a name, device ids (empty for the browser's choice), whether to be reached
 * through relays only, whether to begin with the camera on, and what their screens are shared for.
 */
export type Wishes = v.InferOutput<typeof wishes>;

const seatRecord = v.object({
  room: v.string(),
  seat: v.custom<SeatSecret>((x) => typeof x === "string" && isId(x, SEAT_SECRET_BYTES)),
  inCall: v.boolean(),
  muted: v.boolean(),
  cameraOn: v.boolean(),
  /** How the doors were, by what those inside agreed on. */
  charter: v.fallback(v.nullable(charter), null),
  /** When the page was last there, in milliseconds since the epoch. */
  at: v.number(),
});

/** A tab's place in a room, and how it was left. */
export type SeatRecord = Omit<v.InferOutput<typeof seatRecord>, "room"> & { room: RoomId };

/** A tab restored after this long, in milliseconds, asks before it turns the camera on again. */
export const RESUME_WITHIN_MS = 60_000;

const WISHES_KEY = "lagoon:wishes";
const seatKey = (room: RoomId) => `lagoon:seat:${room}`;

export function readWishes(storage: StoragePort): Wishes {
  const result = v.safeParse(wishes, parsed(storage.read("device", WISHES_KEY)));
  return result.success ? result.output : v.parse(wishes, {});
}

export function writeWishes(storage: StoragePort, value: Wishes): void {
  storage.write("device", WISHES_KEY, JSON.stringify(value));
}

export function readSeat(storage: StoragePort, room: RoomId): SeatRecord | null {
  const result = v.safeParse(seatRecord, parsed(storage.read("tab", seatKey(room))));
  return result.success ? { ...result.output, room } : null;
}

export function writeSeat(storage: StoragePort, value: SeatRecord): void {
  storage.write("tab", seatKey(value.room), JSON.stringify(value));
}

/** Whether a page that opens now continues the call that this tab was in. */
export function continuesCall(record: SeatRecord | null, now: number): boolean {
  return record !== null && record.inCall && now - record.at < RESUME_WITHIN_MS;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
