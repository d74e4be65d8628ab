/** Whether the microphone is sent as it sounds, for music. */
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Choice } from "./Choice.tsx";

export function OriginalSoundField({ t, session }: { t: CallMessages; session: CallSession }) {
  const { originalSound } = session.preferences.value;
  const { microphone, original } = session.media.value;
  const isRefused = originalSound && microphone.state === "on" && !original;
  return (
    <Choice
      type="checkbox"
      name="original-sound"
      label={t.sound.original}
      hint={isRefused ? t.sound.refused : t.sound.hint}
      checked={originalSound}
      onChange={(on) => session.prefer({ originalSound: on })}
    />
  );
}
