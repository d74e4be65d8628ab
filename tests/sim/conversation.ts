/** What people of a simulated call write to each other, and who must have it when it is quiet. */
import type { TextEntry } from "../../client/chat.ts";
import { participants, type SimClient } from "./sim_client.ts";

/** Something that one wrote to another alone. */
interface Whisper {
  text: string;
  from: SimClient;
  to: SimClient;
}

export class Conversation {
  readonly #whispers: Whisper[] = [];
  #said = 0;

  /** Writes to everyone, or to one of them alone: each time something else. Says nothing to whom `from` does not see. */
  say(from: SimClient, to: SimClient | "everyone"): void {
    const talk = from.session.talk.peek();
    if (talk === null || to !== "everyone" && !sees(from, to)) return;
    const text = `${from.name} says ${++this.#said}`;
    if (to !== "everyone") this.#whispers.push({ text, from, to });
    talk.chat.say(text, to === "everyone" ? to : to.self);
  }

  /** What is not as it should be among `members` when nothing happens any more, in words. */
  check(members: readonly SimClient[]): string[] {
    const known = new Set(members.flatMap((member) => sharedTexts(member)));
    return [
      ...members.flatMap((member) => checkThread(member, known)),
      ...members.flatMap((member) => checkWaiting(member)),
      ...this.#whispers.flatMap((whisper) => checkWhisper(whisper, members)),
    ];
  }
}

/** [T3] [T6] What one knows of what is for everyone, everyone knows, once. */
function checkThread(member: SimClient, known: ReadonlySet<string>): string[] {
  const texts = sharedTexts(member);
  const missing = [...known].filter((text) => !texts.includes(text));
  const doubled = texts.filter((text, at) => texts.indexOf(text) !== at);
  return [
    ...missing.map((text) => `${member.name} never got "${text}"`),
    ...doubled.map((text) => `${member.name} got "${text}" twice`),
  ];
}

/** Whoever wrote something knows that those who are there have it. */
function checkWaiting(member: SimClient): string[] {
  const entries = textsOf(member).filter(({ waiting }) => waiting.length > 0);
  return entries.map(({ text }) => `${member.name} still waits for somebody to get "${text}"`);
}

/** [T2] [T3] One got it, once, or who wrote it was told that they missed it; and nobody else did. */
function checkWhisper({ text, from, to }: Whisper, members: readonly SimClient[]): string[] {
  const copiesOf = (member: SimClient) =>
    textsOf(member).filter((entry) => entry.text === text).length;
  const others = members.filter(({ self }) => self !== from.self && self !== to.self);
  const found = others.filter((member) => copiesOf(member) > 0)
    .map(({ name }) => `${name} knows "${text}", which was for ${to.name} alone`);
  if (!members.includes(from) || !members.includes(to)) return found;
  const copies = copiesOf(to);
  const wasMissed = textsOf(from).some((entry) => entry.text === text && entry.missed.length > 0);
  if (copies > 1) found.push(`${to.name} got "${text}" ${copies} times`);
  if (copies === 0 && !wasMissed) found.push(`${to.name} never got "${text}"`);
  return found;
}

function sharedTexts(member: SimClient): string[] {
  return textsOf(member).filter(({ to }) => to === "everyone").map(({ text }) => text);
}

function textsOf({ session }: SimClient): TextEntry[] {
  const entries = session.talk.peek()?.chat.entries.peek() ?? [];
  return entries.filter((entry): entry is TextEntry => entry.kind === "text");
}

function sees(one: SimClient, { self }: SimClient): boolean {
  return participants(one).some(({ peer }) => peer === self);
}
