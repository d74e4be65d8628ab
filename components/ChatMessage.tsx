/** One message of the chat: who, when, for whom, and what. */
import type { Participant } from "../client/call_state.ts";
import type { ChatEntry, TextEntry } from "../client/chat.ts";
import type { Talk } from "../client/talk_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, inOneLine, isolated } from "../locales/format.ts";
import { list } from "../locales/list.ts";
import type { Locale } from "../locales/locale.ts";
import { timeOfDay } from "../locales/measures.ts";
import { cx } from "./cx.ts";
import { FileCard } from "./FileCard.tsx";
import { linkParts } from "./link_parts.ts";
import { LockIcon } from "./icons.tsx";
import { displayName } from "./display_name.ts";
import { ourselves } from "./ourselves.ts";

export interface ChatMessageProps {
  t: CallMessages;
  locale: Locale;
  entry: ChatEntry;
  /** By the same one, to the same, just after the one before: the name need not be said again. */
  continues: boolean;
  participants: readonly Participant[];
  talk: Talk;
}

export function ChatMessage({ t, locale, entry, continues, participants, talk }: ChatMessageProps) {
  const self = ourselves(participants)?.peer;
  const own = entry.from === self;
  const nameOf = (peer: string) => {
    const present = participants.find((participant) => participant.peer === peer);
    return present === undefined ? null : displayName(present, t);
  };
  /** Whoever has gone is called what they were then; and if somebody here is called so, it was not them. */
  const nameThen = (peer: string, then: string) => {
    const name = displayName({ name: then }, t);
    const isOfAnother = participants.some((other) => other.name === name);
    return nameOf(peer) ?? (isOfAnother ? format(t.chat.namesake, { name }) : name);
  };
  const name = own ? t.chat.you : nameThen(entry.from, entry.name);
  const alone = entry.to !== "everyone";
  const whom = own
    ? format(t.chat.onlyTo, { name: isolated(nameOf(entry.to) ?? t.chat.someoneGone) })
    : t.chat.onlyToYou;
  return (
    <li class={cx("flex flex-col", own ? "items-end" : "items-start", continues ? "pt-1" : "pt-4")}>
      <p class={cx("flex max-w-full items-center gap-2 pb-1 text-small", continues && "sr-only")}>
        <bdi class="truncate font-strong">{name}</bdi>
        {alone && (
          <span class="flex min-w-0 items-center gap-1 text-accent">
            <LockIcon small />
            <span class="truncate">{whom}</span>
          </span>
        )}
        <time class="flex-none text-quiet tabular" dateTime={new Date(entry.at).toISOString()}>
          {timeOfDay(locale, entry.at)}
        </time>
      </p>
      <div
        class={cx(
          "min-w-0 max-w-[92%] rounded-tile px-3 py-2",
          own ? "bg-canvas" : "bg-raised",
          alone && "border border-accent",
        )}
      >
        {entry.kind === "text" ? <Text text={entry.text} /> : (
          <FileCard
            t={t}
            locale={locale}
            entry={entry}
            own={own}
            nameOf={nameThen}
            talk={talk}
          />
        )}
      </div>
      {own && entry.kind === "text" && <Delivery {...{ t, locale, entry, participants, nameOf }} />}
    </li>
  );
}

function Text({ text }: { text: string }) {
  return (
    <p dir="auto" class="whitespace-pre-wrap break-anywhere text-start">
      {linkParts(text).map(({ text, href }) =>
        href === null ? text : (
          <a
            href={href}
            // An address is written from left to right, whatever its path is written in.
            dir="ltr"
            target="_blank"
            rel="noopener noreferrer nofollow"
            class="text-accent underline"
          >
            {text}
          </a>
        )
      )}
    </p>
  );
}

interface DeliveryProps {
  t: CallMessages;
  locale: Locale;
  entry: TextEntry;
  participants: readonly Participant[];
  nameOf: (peer: string) => string | null;
}

/** Says so when somebody has not got it: while they cannot be reached, and when they went before they could. */
function Delivery({ t, locale, entry, participants, nameOf }: DeliveryProps) {
  const away = participants.filter(({ peer, link }) =>
    link !== "live" && entry.waiting.includes(peer)
  );
  const names = away.map(({ peer }) => isolated(nameOf(peer)!));
  const missed = entry.missed.map((name) => isolated(displayName({ name }, t)));
  const said = [
    ...(names.length > 0 ? [format(t.chat.waiting, { names: list(locale, names) })] : []),
    ...(missed.length > 0 ? [format(t.chat.missed, { names: list(locale, missed) })] : []),
  ];
  if (said.length === 0) return null;
  return <p class="max-w-[92%] pt-1 text-small text-warning">{inOneLine(t.sentences, said)}</p>;
}
