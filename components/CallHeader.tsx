/** The quiet line above the stage: which call this is, that it is sealed, how long it goes. */
import type { CallMessages } from "../locales/en.ts";
import type { Locale } from "../locales/locale.ts";
import { Clock } from "./Clock.tsx";
import { LockIcon } from "./icons.tsx";

export interface CallHeaderProps {
  t: CallMessages;
  locale: Locale;
  title: string;
  since: number;
  /** Whoever comes must be let in. */
  locked: boolean;
  now: () => number;
}

export function CallHeader({ t, locale, title, since, locked, now }: CallHeaderProps) {
  return (
    <header class="flex min-w-0 flex-none items-center gap-2 px-2 text-quiet">
      <span role="img" aria-label={t.stage.secure} title={t.stage.secure} class="text-accent">
        <LockIcon small />
      </span>
      <h1 class="flex min-w-0 text-ink">
        <bdi class="truncate">{title}</bdi>
      </h1>
      {locked && (
        <span class="flex-none rounded-full bg-raised px-3 py-1 text-small text-ink">
          {t.doors.locked}
        </span>
      )}
      <span class="flex-none">
        <Clock locale={locale} since={since} now={now} />
      </span>
    </header>
  );
}
