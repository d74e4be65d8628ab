/** What others get of somebody, where that is not both picture and sound. */
import type { MediaState } from "../client/media_state.ts";
import type { EarlyMessages } from "../locales/early.ts";

/** What stands for the picture, and what is heard. */
export type Appearance = keyof EarlyMessages["lobby"]["shownAs"];

/** `null` where they get all there is, and while a device is yet to answer. */
export function appearance({ camera, microphone, muted }: MediaState): Appearance | null {
  if (camera.state === "starting" || microphone.state === "starting") return null;
  const silent = microphone.state !== "on";
  if (camera.state === "on") {
    return silent ? "picture-silence" : muted ? "picture-muted" : null;
  }
  return silent ? "initials-silence" : muted ? "initials-muted" : "initials-sound";
}
