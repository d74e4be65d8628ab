/** Says what is written, shown and offered in the call to whoever does not see it. Draws nothing. */
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ShownReaction, Talk } from "../client/talk_types.ts";
import { ourselves } from "./ourselves.ts";
import type { RoomProps } from "./room_props.ts";
import { aboutReactions, createTalkNarrator, type Speech } from "./talk_narrator.ts";

/** How long reactions are gathered to be said at once, in milliseconds. */
const GATHER_MS = 1_500;

export function TalkVoice(props: RoomProps) {
  const talk = props.session.talk.value;
  return talk === null ? null : <Voice {...props} talk={talk} />;
}

function Voice(props: RoomProps & { talk: Talk }) {
  const { talk, ports } = props;
  const latest = useRef(props);
  latest.current = props;
  /** By peer. Who has gone keeps the name by which they were told apart. */
  const names = useRef(new Map<string, string>());
  for (const { peer, name } of props.call.participants) names.current.set(peer, name);
  const speech = () => speechOf(latest.current, names.current);
  const narrator = useRef(createTalkNarrator(talkNow(talk)));
  /** The last reaction that was taken up, and those that wait to be said. */
  const told = useRef(0);
  const gathered = useRef<ShownReaction[]>([]);
  const cancel = useRef<(() => void) | null>(null);

  useSignalEffect(() => {
    const sentences = narrator.current.tell(talkNow(talk), speech());
    for (const sentence of sentences) latest.current.say(sentence);
  });

  useSignalEffect(() => {
    const fresh = talk.reactions.shown.value.filter(({ key }) => key > told.current);
    if (fresh.length === 0) return;
    told.current = fresh.at(-1)!.key;
    gathered.current.push(...fresh);
    cancel.current ??= ports.setTimer(() => {
      cancel.current = null;
      const sentence = aboutReactions(gathered.current.splice(0), speech());
      if (sentence !== null) latest.current.say(sentence);
    }, GATHER_MS);
  });

  useEffect(() => () => cancel.current?.(), []);
  return null;
}

function talkNow({ chat, files }: Talk) {
  return { entries: chat.entries.value, transfers: files.transfers.value };
}

function speechOf(
  { t, locale, call: { participants } }: RoomProps,
  names: ReadonlyMap<string, string>,
): Speech {
  return {
    t,
    locale,
    self: ourselves(participants)?.peer ?? "",
    nameOf: (peer) => names.get(peer) ?? t.guest,
  };
}
