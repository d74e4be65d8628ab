/** The messages of a call, the newest last and in sight, unless whoever reads has scrolled away from it. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { ChatEntry } from "../client/chat.ts";
import type { Talk } from "../client/talk_types.ts";
import type { CallMessages } from "../locales/en.ts";
import type { Locale } from "../locales/locale.ts";
import { ChatIcon } from "./talk_icons.tsx";
import { ChatMessage } from "./ChatMessage.tsx";
import { DownIcon } from "./panel_icons.tsx";
import { ourselves } from "./ourselves.ts";

export interface MessageListProps {
  t: CallMessages;
  locale: Locale;
  participants: readonly Participant[];
  talk: Talk;
}

/** This near to the end counts as there, in pixels. */
const NEAR_PX = 48;
/** What somebody writes within this time stands under their name once, in milliseconds. */
const TOGETHER_MS = 5 * 60_000;

export function MessageList({ t, locale, participants, talk }: MessageListProps) {
  const entries = talk.chat.entries.value;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const lastTop = useRef(0);
  const [behind, setBehind] = useState(false);
  const last = entries.at(-1);
  const self = ourselves(participants)?.peer;

  function toEnd(): void {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTop = element.scrollHeight;
    following.current = true;
    setBehind(false);
  }

  /** Also told of a list that has just gone. */
  function scrolled({ scrollTop, scrollHeight, clientHeight }: Element): void {
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    // The end moves away by itself when something grows; only who scrolls back wants to stay where they are.
    if (isNear || scrollTop < lastTop.current) following.current = isNear;
    lastTop.current = scrollTop;
    if (isNear) setBehind(false);
  }

  useLayoutEffect(() => {
    // What we wrote ourselves we want to see.
    if (following.current || last?.from === self) toEnd();
    else setBehind(true);
  }, [last]);

  useLayoutEffect(() => {
    // A keyboard that slides in takes room at the end, and so does a file that has something new to say.
    const observer = new ResizeObserver(() => following.current && toEnd());
    observer.observe(scroller.current!);
    observer.observe(content.current!);
    return () => observer.disconnect();
  }, []);

  return (
    <div class="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        // Reached by the keyboard to scroll; the announcer reads what is new, once.
        tabIndex={0}
        role="region"
        aria-label={t.chat.messages}
        class="flex min-h-0 flex-[1_1_30vh] flex-col overflow-y-auto overscroll-contain px-4 pb-2"
        onScroll={(event) => scrolled(event.currentTarget)}
      >
        <div ref={content} class="flex min-h-full flex-none flex-col justify-end">
          {last === undefined ? <Empty t={t} /> : (
            <ol class="flex flex-col pt-2">
              {entries.map((entry, index) => (
                <ChatMessage
                  key={`${entry.from} ${entry.id}`}
                  t={t}
                  locale={locale}
                  entry={entry}
                  continues={belongTogether(entries[index - 1], entry)}
                  participants={participants}
                  talk={talk}
                />
              ))}
            </ol>
          )}
        </div>
      </div>
      {behind && (
        <button
          type="button"
          class="float absolute bottom-2 start-0 end-0 mx-auto flex min-h-[44px] w-max items-center gap-1 rounded-full bg-accent ps-3 pe-4 text-small font-strong text-on-accent"
          onClick={toEnd}
        >
          <DownIcon />
          {t.chat.newMessages}
        </button>
      )}
    </div>
  );
}

function Empty({ t }: { t: CallMessages }) {
  return (
    <div class="m-auto flex max-w-[280px] flex-col items-center gap-2 py-6 text-center text-quiet">
      <span class="text-accent">
        <ChatIcon />
      </span>
      <p class="font-strong text-ink">{t.chat.empty}</p>
      <p class="text-small">{t.chat.emptyHint}</p>
    </div>
  );
}

function belongTogether(before: ChatEntry | undefined, entry: ChatEntry): boolean {
  return before !== undefined && before.from === entry.from && before.to === entry.to &&
    entry.at - before.at < TOGETHER_MS;
}
