/** The head of every page but the call itself: the name that leads home, and the languages. */
import type { Locale } from "../locales/locale.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Logo } from "./Logo.tsx";

export interface TopBarProps {
  home: string;
  languageLabel: string;
  locale: Locale;
  /** Following a language link would still lose the key of the call. */
  inert?: boolean;
  onChooseLocale?: (locale: Locale) => void;
}

export function TopBar(props: TopBarProps) {
  return (
    <header class="mx-auto flex w-full max-w-[1120px] items-center justify-between px-4 pt-3 sm:px-8">
      <a href={props.home} class="flex min-h-[44px] items-center rounded-control">
        <Logo />
      </a>
      <LanguageSwitch
        label={props.languageLabel}
        locale={props.locale}
        inert={props.inert}
        onChoose={props.onChooseLocale}
      />
    </header>
  );
}
