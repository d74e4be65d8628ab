/** What can be changed during a call without leaving it. */
import type { Locale } from "../locales/locale.ts";
import { DevicePickers, type DevicePickersProps } from "./DevicePickers.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Panel } from "./Panel.tsx";

export interface SettingsPanelProps extends DevicePickersProps {
  locale: Locale;
  onChooseLocale: (locale: Locale) => void;
  onClose: () => void;
}

export function SettingsPanel({ locale, onChooseLocale, onClose, ...pickers }: SettingsPanelProps) {
  const { t } = pickers;
  return (
    <Panel t={t} title={t.controls.settings} onClose={onClose}>
      <DevicePickers {...pickers} />
      <div class="flex items-center justify-between">
        <span class="text-small text-quiet">{t.language}</span>
        <LanguageSwitch label={t.language} locale={locale} onChoose={onChooseLocale} />
      </div>
    </Panel>
  );
}
