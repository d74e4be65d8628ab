/** How somebody likes a call to look and to be driven. Kept on the device; losing it is never an error. */
import { fallback, flag, object, oneOf, type Read, read, readJson } from "../protocol/shape.ts";
import type { StoragePort } from "./ports.ts";

/** `grid`: everyone alike. `speaker`: most of the room for whoever speaks. */
export type StageMode = "grid" | "speaker";

const preferences = object({
  stage: fallback(oneOf(["grid", "speaker"]), "grid"),
  /** Our own picture is not shown to us. The others see it all the same. */
  selfHidden: fallback(flag, false),
  /** Single letters do something. Whoever dictates to their computer wants them not to (WCAG 2.1.4). */
  shortcuts: fallback(flag, true),
  /** The microphone is sent as it is, for music. */
  originalSound: fallback(flag, false),
});

export type Preferences = Read<typeof preferences>;

const KEY = "lagoon:preferences";

export function readPreferences(storage: StoragePort): Preferences {
  return readJson(preferences, storage.read("device", KEY)) ?? read(preferences, {})!;
}

export function writePreferences(storage: StoragePort, value: Preferences): void {
  storage.write("device", KEY, JSON.stringify(value));
}
