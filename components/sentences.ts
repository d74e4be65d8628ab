/** What happened by itself, to devices and to links, as a sentence: read on the page and heard aloud. */
import type { Participant } from "../client/call_state.ts";
import type { DeviceNews } from "../client/media_state.ts";
import type { Verdict } from "../client/verdict.ts";
import type { EarlyMessages } from "../locales/early.ts";
import { format } from "../locales/format.ts";
import { assertNever } from "../protocol/assert_never.ts";
import { displayName } from "./participant_label.ts";

export function newsSentence({ kind, why, label }: DeviceNews, t: EarlyMessages): string {
  return format(t.devices.news[why][kind], { device: label || t.devices.another });
}

/** What is wrong with the call, and on whose side; `null` if nothing is. */
export function verdictSentence(
  verdict: Verdict,
  participants: readonly Participant[],
  t: EarlyMessages,
): string | null {
  const about = (peer: string, template: string) => {
    const participant = participants.find((other) => other.peer === peer);
    // Gone since: nothing is wrong with them any more.
    if (participant === undefined) return null;
    return format(template, { name: displayName(participant, t) });
  };
  switch (verdict.about) {
    case "nothing":
      return null;
    case "ourselves":
      return t.quality.ourselves[verdict.cause];
    case "them":
      return about(verdict.peer, t.quality.them[verdict.cause]);
    case "path":
      return about(verdict.peer, t.quality.between);
    default:
      return assertNever(verdict);
  }
}
