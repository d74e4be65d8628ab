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
  now: () => number;
}

export function CallHeader({ t, locale, title, since, now }: CallHeaderProps) {
  return (
    <header class="flex min-w-0 flex-none items-center gap-2 px-2 text-quiet">
      <span role="img" aria-label={t.stage.secure} title={t.stage.secure} class="text-accent">
        <LockIcon small />
      </span>
      <h1 class="min-w-0 truncate text-ink">{title}</h1>
      <span class="flex-none">
        <Clock locale={locale} since={since} now={now} />
      </span>
    </header>
  );
}
