/** The two switches that are the same before and in a call. */
import type { CaptureKind, MediaState } from "../client/media_state.ts";
import type { EarlyMessages } from "../locales/early.ts";
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from "./icons.tsx";
import { RoundButton } from "./RoundButton.tsx";

interface ToggleProps {
  t: EarlyMessages;
  media: MediaState;
  overPicture?: boolean;
  disabled?: boolean;
}

interface MuteToggleProps extends ToggleProps {
  onMute: (muted: boolean) => void;
  onRetry: (kind: CaptureKind) => void;
}

/** The name says what pressing does; the look says what is. */
export function MuteToggle(props: MuteToggleProps) {
  const { t, media, overPicture, disabled } = props;
  const failed = media.microphone.state === "failed";
  const silent = media.muted || failed;
  return (
    <RoundButton
      label={silent ? t.controls.unmute : t.controls.mute}
      look={silent ? "off" : "plain"}
      overPicture={overPicture ?? false}
      disabled={disabled ?? false}
      onClick={() => {
        if (failed) props.onRetry("microphone");
        props.onMute(!silent);
      }}
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
