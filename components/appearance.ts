/** What others get of somebody, where that is not both picture and sound. */
import type { MediaState } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";

/** What there is of the two. */
export type Appearance = keyof CallMessages["lobby"]["shownAs"];

/** `null` where they get both, and while a device is yet to answer. */
export function appearance({ camera, microphone, muted }: MediaState): Appearance | null {
  if (camera.state === "starting" || microphone.state === "starting") return null;
  const heard = microphone.state === "on" && !muted;
  if (camera.state === "on") return heard ? null : "picture";
  return heard ? "sound" : "neither";
}
