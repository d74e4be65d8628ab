/** The controls of a call, within reach of a thumb. */
import type { Ref } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { CaptureKind, MediaState } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { cx } from "./cx.ts";
import {
  CheckIcon,
  HandIcon,
  InviteIcon,
  LeaveIcon,
  MoreIcon,
  PeopleIcon,
  ScreenIcon,
  SettingsIcon,
  StopScreenIcon,
} from "./icons.tsx";
import { RoundButton } from "./RoundButton.tsx";
import { CameraToggle, MuteToggle } from "./toggles.tsx";

/** What can slide in beside the stage. */
export type PanelName = "people" | "invite" | "settings";

export interface ControlBarProps {
  t: CallMessages;
  media: MediaState;
  /** How many are in the call. */
  count: number;
  /** Our hand is up. */
  raised: boolean;
  /** Our screen is shared; `null` where browsers share none. */
  sharing: boolean | null;
  panel: PanelName | null;
  copied: boolean;
  onMute: (muted: boolean) => void;
  onCamera: (on: boolean) => void;
  onRetry: (kind: CaptureKind) => void;
  onHand: (up: boolean) => void;
  onShareScreen: (on: boolean) => void;
  onPanel: (panel: PanelName) => void;
  onInvite: () => void;
  onLeave: () => void;
  barRef?: Ref<HTMLDivElement>;
}

export function ControlBar({ t, media, raised, sharing, ...props }: ControlBarProps) {
  return (
    <div
      ref={props.barRef ?? null}
      role="toolbar"
      aria-label={t.controls.label}
      class="relative -mx-2 flex flex-none items-center justify-center gap-1 py-3 xs:gap-2 sm:gap-3"
    >
      <MuteToggle t={t} media={media} onMute={props.onMute} onRetry={props.onRetry} />
      <CameraToggle t={t} media={media} onCamera={props.onCamera} />
      {sharing !== null && (
        <RoundButton
          label={sharing ? t.controls.stopSharing : t.controls.share}
          look={sharing ? "on" : "plain"}
          onClick={() => props.onShareScreen(!sharing)}
        >
          {sharing ? <StopScreenIcon /> : <ScreenIcon />}
        </RoundButton>
      )}
      <RoundButton
        label={raised ? t.controls.lowerHand : t.controls.raiseHand}
        look={raised ? "on" : "plain"}
        pressed={raised}
        onClick={() => props.onHand(!raised)}
      >
        <HandIcon />
      </RoundButton>
      <More t={t} {...props} />
      <span class="ms-1 sm:ms-6">
        <RoundButton label={t.controls.leave} look="danger" onClick={props.onLeave}>
          <LeaveIcon />
        </RoundButton>
      </span>
    </div>
  );
}

type MoreProps = Pick<
  ControlBarProps,
  "t" | "count" | "panel" | "copied" | "onPanel" | "onInvite"
>;

/** What is pressed once in a while: in the bar where there is width, in a menu above it on a phone. */
function More({ t, panel, copied, ...props }: MoreProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (panel !== null) setOpen(false);
  }, [panel]);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);
  return (
    <div
      ref={place}
      class="contents"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        place.current?.querySelector<HTMLElement>("[aria-controls]")?.focus();
      }}
    >
      <div
        id={id}
        class={cx(
          "float absolute bottom-full end-2 z-10 gap-8 rounded-tile bg-surface px-6 pb-10 pt-4 sm:contents",
          open ? "flex" : "hidden",
        )}
      >
        <RoundButton
          label={t.controls.people}
          expanded={panel === "people"}
          badge={String(props.count)}
          captioned
          onClick={() => props.onPanel("people")}
        >
          <PeopleIcon />
        </RoundButton>
        <RoundButton
          label={t.controls.invite}
          news={copied ? t.controls.copied : undefined}
          captioned
          onClick={props.onInvite}
        >
          {copied ? <CheckIcon /> : <InviteIcon />}
        </RoundButton>
        <RoundButton
          label={t.controls.settings}
          expanded={panel === "settings"}
          captioned
          onClick={() => props.onPanel("settings")}
        >
          <SettingsIcon />
        </RoundButton>
      </div>
      <span class="sm:hidden">
        <RoundButton
          label={t.controls.more}
          expanded={open}
          controls={id}
          onClick={() => setOpen(!open)}
        >
          <MoreIcon />
        </RoundButton>
      </span>
    </div>
  );
}
