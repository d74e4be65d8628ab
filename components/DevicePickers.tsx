/** One list for each kind of device. */
import { useId } from "preact/hooks";
import type { DeviceKind, MediaState } from "../client/media_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import { Button } from "./Button.tsx";
import { FlipIcon } from "./icons.tsx";
import { Select } from "./Select.tsx";
import { SpeakerTest } from "./SpeakerTest.tsx";

const KINDS = ["microphone", "camera", "speaker"] as const satisfies readonly DeviceKind[];

export interface DevicePickersProps {
  t: CallMessages;
  media: MediaState;
  /** `null` while the page is not alive. */
  session: CallSession | null;
}

export function DevicePickers(props: DevicePickersProps) {
  const { t, media, session } = props;
  return (
    <div class="flex flex-col gap-4">
      {KINDS.map((kind) => <DevicePicker key={kind} kind={kind} {...props} />)}
      {media.otherCamera !== null && (
        <Button
          look="quiet"
          wide
          onClick={() => session?.flipCamera()}
        >
          <FlipIcon />
          {t.devices.flip}
        </Button>
      )}
      <SpeakerTest t={t} speaker={media.speaker} session={session} />
    </div>
  );
}

function DevicePicker(
  { t, kind, media, session }: DevicePickersProps & { kind: DeviceKind },
) {
  const id = useId();
  const devices = media.devices[kind];
  // One that was chosen and is not there: the browser's own choice stands in.
  const shown = devices.some(({ deviceId }) => deviceId === media.chosen[kind])
    ? media.chosen[kind]
    : "";
  const nothing = devices.length === 0 && kind !== "speaker";
  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-small text-quiet">{t.devices[kind]}</label>
      <Select
        id={id}
        value={shown}
        disabled={nothing}
        onChange={(deviceId) => session?.choose(kind, deviceId)}
      >
        <option value="">{nothing ? t.devices.none : t.devices.browserChoice}</option>
        {devices.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label || format(t.devices.unnamed[kind], { n: index + 1 })}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** What is in use, in a few words: the names of the chosen microphone and camera. */
export function chosenDevices(media: MediaState): string {
  return (["microphone", "camera"] as const).flatMap((kind) => {
    const capture = media[kind];
    const id = capture.state === "on" ? capture.deviceId : media.chosen[kind];
    const label = media.devices[kind].find((device) => device.deviceId === id)?.label;
    return label ? [label] : [];
  }).join(" · ");
}
