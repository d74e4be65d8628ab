/** Who is in the call already, for whoever stands at its door. */
import type { RoomView } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, plural } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { Initials } from "./Initials.tsx";
import { tellApart } from "./names_apart.ts";

export interface WhoIsInsideProps {
  t: CallMessages;
  locale: Locale;
  /** `null` while nobody has told. */
  room: RoomView | null;
}

/** More names than this make no sentence. */
const MAX_NAMES = 3;

/** Keeps two lines free while nothing is known, so that Join does not move under the finger. */
export function WhoIsInside({ t, locale, room }: WhoIsInsideProps) {
  const people = room?.people.slice(0, MAX_NAMES) ?? [];
  const names = [...tellApart(new Map(), people, t, locale).values()].map(({ shown }) => shown);
  return (
    <div role="status" class="flex min-h-[48px] items-center gap-3 text-quiet">
      {names.length > 0 && (
        <span class="flex flex-none pe-2">
          {names.map((name) => (
            <span key={name} class="-me-2 flex rounded-full border-2 border-canvas">
              <Initials name={name} size="small" />
            </span>
          ))}
        </span>
      )}
      <span class="min-w-0 break-words">
        {room !== null && <Sentence t={t} locale={locale} room={room} names={names} />}
      </span>
    </div>
  );
}

interface SentenceProps {
  t: CallMessages;
  locale: Locale;
  room: RoomView;
  /** Of the first of those inside. */
  names: readonly string[];
}

function Sentence({ t, locale, room, names }: SentenceProps) {
  const { people, capacity } = room;
  if (people.length === 0) return <>{t.lobby.nobody}</>;
  if (people.length >= capacity) return <>{format(t.lobby.full, { count: capacity })}</>;
  const rest = people.length - names.length;
  const others = rest > 0 ? [plural(locale, t.lobby.others, rest)] : [];
  const [before, after] = plural(locale, t.lobby.inside, people.length).split("{names}");
  const list = new Intl.ListFormat(locale).formatToParts([...names, ...others]);
  return (
    <>
      {before}
      {
        // A name in another script must not turn the sentence around it.
        list.map(({ type, value }) => type === "element" ? <bdi key={value}>{value}</bdi> : value)
      }
      {after}
    </>
  );
}
