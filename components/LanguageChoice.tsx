/** The other languages, on a page that must not be loaded anew for them. Until their words have come it keeps its own. */
import { useState } from "preact/hooks";
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import { type Locale, LOCALE_FACTS } from "../locales/locale.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { NotArrived } from "./NotHere.tsx";

export interface LanguageChoiceProps {
  t: CallMessages;
  locale: Locale;
  /** Not yet to be used, but its place is kept. */
  inert?: boolean;
  /** Resolves when that language is spoken. */
  onChoose: (locale: Locale) => Promise<void>;
}

export function LanguageChoice({ t, locale, inert, onChoose }: LanguageChoiceProps) {
  const [missing, setMissing] = useState<Locale | null>(null);

  function choose(next: Locale): void {
    setMissing(null);
    onChoose(next).catch(() => setMissing(next));
  }

  return (
    <>
      <LanguageSwitch label={t.language} locale={locale} inert={inert} onChoose={choose} />
      {missing !== null && (
        <div class="basis-full pt-2">
          <NotArrived
            t={t}
            words={{
              title: format(t.panels.noWords, { language: LOCALE_FACTS[missing].name }),
              next: t.panels.failed.next,
            }}
          />
        </div>
      )}
    </>
  );
}
