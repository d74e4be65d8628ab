/** What can be changed during a call without leaving it. */
import { Button } from "./Button.tsx";
import { Choice } from "./Choice.tsx";
import { DevicePickers } from "./DevicePickers.tsx";
import { LanguageChoice } from "./LanguageChoice.tsx";
import { NameField } from "./NameField.tsx";
import { PanelScroll } from "./Panel.tsx";
import { KeyboardIcon } from "./panel_icons.tsx";
import type { PanelProps } from "./panels.ts";
import { RelayOnlyField } from "./RelayOnlyField.tsx";

export function SettingsPanel({ t, locale, session, ...props }: PanelProps) {
  return (
    <PanelScroll>
      <NameField t={t} session={session} />
      <DevicePickers t={t} media={session.media.value} session={session} />
      <div class="-mx-2 flex flex-col gap-1">
        <Choice
          type="checkbox"
          name="sound"
          label={t.sound.original}
          hint={t.sound.hint}
          checked={session.preferences.value.originalSound}
          onChange={(originalSound) => session.prefer({ originalSound })}
        />
        <RelayOnlyField t={t} session={session} />
      </div>
      <div class="flex flex-wrap items-center justify-between">
        <span class="text-small text-quiet">{t.language}</span>
        <LanguageChoice t={t} locale={locale} onChoose={props.onChooseLocale} />
      </div>
      <Button look="quiet" wide onClick={props.onShortcutsHelp}>
        <KeyboardIcon />
        {t.shortcuts.title}
      </Button>
    </PanelScroll>
  );
}
