/** The other languages, each by its own name. Links, so that they work before any script does. */
import { keepLanguage } from "../locales/language_link.ts";
import { cx } from "./cx.ts";
import { type Locale, LOCALE_FACTS, LOCALES } from "../locales/locale.ts";

export function LanguageSwitch(
  props: {
    label: string;
    locale: Locale;
    /** Not yet to be used, but its place is kept. */
    inert?: boolean | undefined;
    onChoose?: ((locale: Locale) => void) | undefined;
  },
) {
  const { onChoose } = props;
  return (
    <nav aria-label={props.label} class={cx("flex", props.inert && "invisible")}>
      {LOCALES.filter((locale) => locale !== props.locale).map((locale) => (
        <a
          key={locale}
          href={keepLanguage("", locale)}
          lang={locale}
          hreflang={locale}
          class="flex min-h-[44px] min-w-[44px] items-center justify-center rounded-control px-3 text-quiet transition hover:bg-raised hover:text-ink"
          onClick={onChoose && ((event: Event) => {
            // Following the link would reload the page, and a call with it.
            event.preventDefault();
            onChoose(locale);
          })}
        >
          {LOCALE_FACTS[locale].name}
        </a>
      ))}
    </nav>
  );
}
