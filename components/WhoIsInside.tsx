/** Who is in the call already, for whoever stands at its door. */
import type { RoomView } from "../client/call_state.ts";
import type { EarlyMessages } from "../locales/early.ts";
import { format, plural } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { Initials } from "./Initials.tsx";
import { displayName } from "./display_name.ts";

export interface WhoIsInsideProps {
  t: EarlyMessages;
  locale: Locale;
  /** `null` while nobody has told. */
  room: RoomView | null;
}

/** More names than this make no sentence. */
const MAX_NAMES = 3;

/** Keeps two lines free while nothing is known, so that Join does not move under the finger. */
export function WhoIsInside({ t, locale, room }: WhoIsInsideProps) {
  const shown = room?.people.slice(0, MAX_NAMES) ?? [];
  return (
    <div role="status" class="flex min-h-[48px] items-center gap-3 text-quiet">
      {shown.length > 0 && (
        <span class="flex flex-none pe-2">
          {shown.map(({ peer, name }) => (
            <span key={peer} class="-me-2 flex rounded-full border-2 border-canvas">
              <Initials name={name.trim() || t.guest} size="small" />
            </span>
          ))}
        </span>
      )}
      <span class="min-w-0 break-words">
        {room !== null && <Sentence t={t} locale={locale} room={room} />}
      </span>
    </div>
  );
}

function Sentence({ t, locale, room }: { t: EarlyMessages; locale: Locale; room: RoomView }) {
  const { people, capacity } = room;
  if (people.length === 0) return <>{t.lobby.nobody}</>;
  if (people.length >= capacity) return <>{format(t.lobby.full, { count: capacity })}</>;
  const names = people.slice(0, MAX_NAMES).map((guest) => displayName(guest, t));
  const rest = people.length - names.length;
  if (rest > 0) names.push(plural(locale, t.lobby.others, rest));
  const [before, after] = plural(locale, t.lobby.inside, people.length).split("{names}");
  const list = new Intl.ListFormat(locale).formatToParts(names);
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
