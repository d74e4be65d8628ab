/** What happened to devices by itself, as a sentence: read on the page and heard aloud. */
import type { DeviceNews } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, isolated } from "../locales/format.ts";

export function newsSentence({ kind, why, label }: DeviceNews, t: CallMessages): string {
  return format(t.devices.news[why][kind], { device: isolated(label || t.devices.another) });
}
