/** The quiet line above the stage: which call this is, that it is sealed, how long it goes. */
import { Clock } from "./Clock.tsx";
import { LockIcon } from "./icons.tsx";
import type { RoomProps } from "./room_props.ts";

export function CallHeader({ t, locale, title, call, ports }: RoomProps) {
  return (
    <header class="flex min-w-0 flex-none items-center gap-2 px-2 text-quiet">
      <span role="img" aria-label={t.stage.secure} title={t.stage.secure} class="text-accent">
        <LockIcon small />
      </span>
      <h1 class="flex min-w-0 text-ink">
        <bdi class="truncate">{title}</bdi>
      </h1>
      {call.doors.locked && (
        <span class="flex-none rounded-full bg-raised px-3 py-1 text-small text-ink">
          {t.doors.locked}
        </span>
      )}
      <span class="flex-none">
        <Clock locale={locale} since={call.since} now={ports.now} />
      </span>
    </header>
  );
}
