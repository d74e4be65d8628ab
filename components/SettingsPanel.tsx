/** What can be changed during a call without leaving it. */
import type { Locale } from "../locales/locale.ts";
import { DevicePickers, type DevicePickersProps } from "./DevicePickers.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { NameField } from "./NameField.tsx";
import { Panel } from "./Panel.tsx";

export interface SettingsPanelProps extends DevicePickersProps {
  locale: Locale;
  name: string;
  onRename: (name: string) => void;
  onChooseLocale: (locale: Locale) => void;
  onClose: () => void;
}

export function SettingsPanel(props: SettingsPanelProps) {
  const { t, locale } = props;
  return (
    <Panel t={t} title={t.controls.settings} onClose={props.onClose}>
      <NameField t={t} name={props.name} onRename={props.onRename} />
      <DevicePickers
        t={t}
        media={props.media}
        onChoose={props.onChoose}
        onTestSpeaker={props.onTestSpeaker}
      />
      <div class="flex items-center justify-between">
        <span class="text-small text-quiet">{t.language}</span>
        <LanguageSwitch label={t.language} locale={locale} onChoose={props.onChooseLocale} />
      </div>
    </Panel>
  );
}
