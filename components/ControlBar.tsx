/** The controls of a call, within reach of a thumb. */
import type { Ref } from "preact";
import type { CaptureKind, MediaState } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { CheckIcon, InviteIcon, LeaveIcon, PeopleIcon, SettingsIcon } from "./icons.tsx";
import { RoundButton } from "./RoundButton.tsx";
import { CameraToggle, MuteToggle } from "./toggles.tsx";

/** What can slide in beside the stage. */
export type PanelName = "people" | "invite" | "settings";

export interface ControlBarProps {
  t: CallMessages;
  media: MediaState;
  /** How many are in the call. */
  count: number;
  panel: PanelName | null;
  copied: boolean;
  onMute: (muted: boolean) => void;
  onCamera: (on: boolean) => void;
  onRetry: (kind: CaptureKind) => void;
  onPanel: (panel: PanelName) => void;
  onInvite: () => void;
  onLeave: () => void;
  barRef?: Ref<HTMLDivElement>;
}

export function ControlBar({ t, media, panel, copied, ...props }: ControlBarProps) {
  return (
    <div
      ref={props.barRef ?? null}
      role="toolbar"
      aria-label={t.controls.label}
      class="-mx-2 flex flex-none items-center justify-center gap-1 py-3 xs:gap-2 sm:gap-3"
    >
      <MuteToggle t={t} media={media} onMute={props.onMute} onRetry={props.onRetry} />
      <CameraToggle t={t} media={media} onCamera={props.onCamera} />
      <RoundButton
        label={t.controls.people}
        expanded={panel === "people"}
        badge={String(props.count)}
        onClick={() => props.onPanel("people")}
      >
        <PeopleIcon />
      </RoundButton>
      <RoundButton
        label={t.controls.invite}
        news={copied ? t.controls.copied : undefined}
        onClick={props.onInvite}
      >
        {copied ? <CheckIcon /> : <InviteIcon />}
      </RoundButton>
      <RoundButton
        label={t.controls.settings}
        expanded={panel === "settings"}
        onClick={() => props.onPanel("settings")}
      >
        <SettingsIcon />
      </RoundButton>
      <span class="ms-1 sm:ms-6">
        <RoundButton label={t.controls.leave} look="danger" onClick={props.onLeave}>
          <LeaveIcon />
        </RoundButton>
      </span>
    </div>
  );
}
