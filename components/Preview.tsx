/** How others will see and hear us, with the two switches for it. */
import type { ComponentChildren } from "preact";
import type { MediaState } from "../client/media_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { DeviceNotice } from "./DeviceNotice.tsx";
import { FlipIcon } from "./icons.tsx";
import { Initials } from "./Initials.tsx";
import { LevelMeter } from "./LevelMeter.tsx";
import { looksAtUs, Picture } from "./Picture.tsx";
import { RoundButton } from "./RoundButton.tsx";
import { CameraToggle, MuteToggle } from "./toggles.tsx";

export interface PreviewProps {
  t: CallMessages;
  media: MediaState;
  name: string;
  /** `null` while the page is not alive. */
  session: CallSession | null;
  /** Until then its switches move nothing. */
  ready: boolean;
}

export function Preview(props: PreviewProps) {
  const { t, media, session, ready } = props;
  const switches = { t, media, session, overPicture: true, disabled: !ready };
  const listening = media.microphone.state === "on" && !media.muted;
  return (
    <figure
      aria-label={t.lobby.preview}
      class="dusk relative flex aspect-[4/3] w-full items-center justify-center overflow-hidden rounded-tile bg-surface text-ink sm:aspect-video"
    >
      <PreviewContent {...props} />
      <div class="absolute inset-x-0 bottom-0 flex items-center justify-center gap-3 p-4">
        <div class="absolute bottom-0 start-0 flex h-20 items-center ps-6">
          {listening && session !== null && (
            <span class="rounded-full bg-veil px-3 py-2">
              <LevelMeter label={t.lobby.level} level={session.level} />
            </span>
          )}
        </div>
        <MuteToggle {...switches} />
        <CameraToggle {...switches} />
        {media.otherCamera !== null && (
          <RoundButton
            label={t.devices.flip}
            overPicture
            onClick={() => session?.flipCamera()}
          >
            <FlipIcon />
          </RoundButton>
        )}
      </div>
    </figure>
  );
}

function PreviewContent({ t, media, name, session }: PreviewProps) {
  const { camera } = media;
  switch (camera.state) {
    case "on":
      return <Picture track={camera.track} mirrored={looksAtUs(camera.track)} />;
    case "off":
      return (
        <Centred>
          {name.trim() !== "" && <Initials name={name} />}
          <p class="text-quiet">{t.lobby.cameraOff}</p>
        </Centred>
      );
    case "starting":
      return (
        <Centred>
          <p class="text-quiet">{t.lobby.cameraStarting}</p>
        </Centred>
      );
    case "failed":
      return (
        <Centred>
          {failsAlike(media)
            ? (
              <DeviceNotice
                t={t}
                kind="both"
                code={camera.code}
                onRetry={() => session?.retry("microphone", "camera")}
              />
            )
            : (
              <DeviceNotice
                t={t}
                kind="camera"
                code={camera.code}
                onRetry={() => session?.retry("camera")}
              />
            )}
        </Centred>
      );
    default:
      camera satisfies never;
  }
}

/** Whether both devices fail for the same reason: that is said once. */
export function failsAlike({ camera, microphone }: MediaState): boolean {
  return camera.state === "failed" && microphone.state === "failed" &&
    camera.code === microphone.code;
}

/** In the middle of what the switches leave free. */
function Centred(props: { children: ComponentChildren }) {
  return <div class="flex flex-col items-center gap-3 px-6 pb-16">{props.children}</div>;
}
