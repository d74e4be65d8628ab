/** Whether the microphone is sent as it sounds, for music. */
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Choice } from "./Choice.tsx";

export function OriginalSoundField({ t, session }: { t: CallMessages; session: CallSession }) {
  return (
    <Choice
      type="checkbox"
      name="original-sound"
      label={t.sound.original}
      hint={t.sound.hint}
      checked={session.preferences.value.originalSound}
      onChange={(on) => session.prefer({ originalSound: on })}
    />
  );
}
