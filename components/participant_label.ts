/** What a screen reader hears of a participant and of their tile. */
import type { Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, inOneLine } from "../locales/format.ts";
import { displayName } from "./display_name.ts";

/** What does not go without saying about a participant, in words. */
export function conditions(
  participant: Participant,
  t: CallMessages,
  /** Which of the raised hands theirs is, where there are several. */
  hand: number | null = null,
): string[] {
  const said: string[] = [];
  if (hand !== null) said.push(format(t.tile.handPlace, { place: hand }));
  else if (participant.hand !== null) said.push(t.tile.hand);
  if (participant.microphone === "muted") said.push(t.tile.muted);
  if (participant.microphone === "none") said.push(t.tile.noMicrophone);
  if (participant.camera === "off") said.push(t.tile.cameraOff);
  if (participant.link !== "live") said.push(t.tile[participant.link]);
  return said;
}

/** Begins with the name: people and tests look for it. */
export function tileLabel(
  participant: Participant,
  t: CallMessages,
  hand: number | null = null,
): string {
  const who = withSelf(displayName(participant, t), participant, t);
  return [who, ...conditions(participant, t, hand)].join(t.tile.comma);
}

/** What the screen of somebody is called. */
export function screenName(name: string, t: CallMessages): string {
  return format(t.tile.screen, { name });
}

/** Begins with the name, as the label of every tile does. */
export function screenLabel(participant: Participant, t: CallMessages): string {
  const { link } = participant;
  const what = withSelf(screenName(displayName(participant, t), t), participant, t);
  return link === "live" ? what : what + t.tile.comma + t.tile[link];
}

function withSelf(name: string, { self }: Participant, t: CallMessages): string {
  return self ? inOneLine(t.sentences, [name, t.you]) : name;
}
