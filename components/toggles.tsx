/** The two switches that are the same before and in a call. */
import type { MediaState } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from "./icons.tsx";
import { RoundButton } from "./RoundButton.tsx";

interface ToggleProps {
  t: CallMessages;
  media: MediaState;
  overPicture?: boolean;
  disabled?: boolean;
}

/** The name says what pressing does; the look says what is. */
export function MuteToggle(
  { t, media, overPicture, disabled, onMute }: ToggleProps & { onMute: (muted: boolean) => void },
) {
  const silent = media.muted || media.microphone.state === "failed";
  return (
    <RoundButton
      label={media.muted ? t.controls.unmute : t.controls.mute}
      look={silent ? "off" : "plain"}
      overPicture={overPicture ?? false}
      disabled={disabled ?? false}
      onClick={() => onMute(!media.muted)}
    >
      {silent ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
    </RoundButton>
  );
}

export function CameraToggle(
  { t, media, overPicture, disabled, onCamera }: ToggleProps & { onCamera: (on: boolean) => void },
) {
  const { state } = media.camera;
  const on = state === "on" || state === "starting";
  return (
    <RoundButton
      label={on ? t.controls.cameraOff : t.controls.cameraOn}
      look={on ? "plain" : "off"}
      overPicture={overPicture ?? false}
      disabled={disabled ?? false}
      onClick={() => onCamera(!on)}
    >
      {on ? <CameraIcon /> : <CameraOffIcon />}
    </RoundButton>
  );
}
