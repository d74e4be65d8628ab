/** How somebody likes a call to look and to be driven. Kept on the device; losing it is never an error. */
import * as v from "valibot";
import type { StoragePort } from "./ports.ts";

/** `grid`: everyone alike. `speaker`: most of the room for whoever speaks. */
export type StageMode = "grid" | "speaker";

const preferences = v.object({
  stage: v.fallback(v.picklist(["grid", "speaker"]), "grid"),
  /** Our own picture is not shown to us. The others see it all the same. */
  selfHidden: v.fallback(v.boolean(), false),
  /** Single letters do something. Whoever dictates to their computer wants them not to (WCAG 2.1.4). */
  shortcuts: v.fallback(v.boolean(), true),
});

export type Preferences = v.InferOutput<typeof preferences>;

const KEY = "lagoon:preferences";

export function readPreferences(storage: StoragePort): Preferences {
  const result = v.safeParse(preferences, parsed(storage.read("device", KEY)));
  return result.success ? result.output : v.parse(preferences, {});
}

export function writePreferences(storage: StoragePort, value: Preferences): void {
  storage.write("device", KEY, JSON.stringify(value));
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
