/** The two switches that are the same before and in a call. */
import type { MediaState } from "../client/media_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from "./icons.tsx";
import { RoundButton } from "./RoundButton.tsx";

interface ToggleProps {
  t: CallMessages;
  media: MediaState;
  /** `null` while the page is not alive. */
  session: CallSession | null;
  overPicture?: boolean;
  disabled?: boolean;
}

/** The name says what pressing does; the look says what is. */
export function MuteToggle({ t, media, session, ...look }: ToggleProps) {
  const failed = media.microphone.state === "failed";
  const silent = media.muted || failed;
  return (
    <RoundButton
      label={silent ? t.controls.unmute : t.controls.mute}
      look={silent ? "off" : "plain"}
      {...look}
      onClick={() => {
        if (failed) session?.retry("microphone");
        session?.setMuted(!silent);
      }}
    >
      {silent ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
    </RoundButton>
  );
}

export function CameraToggle({ t, media, session, ...look }: ToggleProps) {
  const { state } = media.camera;
  const on = state === "on" || state === "starting";
  return (
    <RoundButton
      label={on ? t.controls.cameraOff : t.controls.cameraOn}
      look={on ? "plain" : "off"}
      {...look}
      onClick={() => session?.setCamera(!on)}
    >
      {on ? <CameraIcon /> : <CameraOffIcon />}
    </RoundButton>
  );
}
