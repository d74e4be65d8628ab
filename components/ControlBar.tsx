/**
 * The controls of a call, within reach of a thumb. Where there is width all of them stand in one row; on a
 * phone those that are pressed once in a while wait behind More.
 */
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Ref } from "preact";
import type { CaptureKind, MediaState } from "../client/media_state.ts";
import type { Talk } from "../client/talk_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { plural } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { BarMenu } from "./BarMenu.tsx";
import { CheckIcon } from "./doctor_icons.tsx";
import { LeaveIcon, SettingsIcon } from "./icons.tsx";
import {
  GridIcon,
  HandIcon,
  InviteIcon,
  MoreIcon,
  PeopleIcon,
  ScreenIcon,
  StopScreenIcon,
} from "./room_icons.tsx";
import type { PanelName } from "./panels.ts";
import { ReactionPicker } from "./ReactionPicker.tsx";
import { RoundButton } from "./RoundButton.tsx";
import { ChatIcon, SmileIcon } from "./talk_icons.tsx";
import { CameraToggle, MuteToggle } from "./toggles.tsx";
import { useMedia, WIDE } from "./use_media.ts";

export interface ControlBarProps {
  t: CallMessages;
  locale: Locale;
  media: MediaState;
  talk: ReadonlySignal<Talk | null>;
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

export function ControlBar(props: ControlBarProps) {
  const { t, media } = props;
  const wide = useMedia(WIDE);
  return (
    <div
      ref={props.barRef ?? null}
      role="toolbar"
      aria-label={t.controls.label}
      class="safe-bottom relative -mx-2 flex flex-none items-center justify-center gap-1 pt-3 xs:gap-2 md:gap-3"
    >
      <MuteToggle t={t} media={media} onMute={props.onMute} onRetry={props.onRetry} />
      <CameraToggle t={t} media={media} onCamera={props.onCamera} />
      {wide && <Signs {...props} />}
      {wide && <Openers {...props} />}
      {!wide && (
        <>
          <HandToggle {...props} />
          <ChatButton {...props} />
          <BarMenu label={t.controls.more} icon={<MoreIcon />}>
            {(close) => <Rest {...props} close={close} />}
          </BarMenu>
        </>
      )}
      <span class="ms-1 md:ms-6">
        <RoundButton label={t.controls.leave} look="danger" onClick={props.onLeave}>
          <LeaveIcon />
        </RoundButton>
      </span>
    </div>
  );
}

/** Drawn again when something new is written, without the rest of the bar. */
function useUnread(talk: ReadonlySignal<Talk | null>): number {
  return useComputed(() => talk.value?.chat.unread.value ?? 0).value;
}

function badgeOf(count: number): string | undefined {
  if (count === 0) return undefined;
  return count > 99 ? "99+" : String(count);
}

/** What is behind More. Whatever is pressed there closes it. */
function Rest({ close, ...props }: ControlBarProps & { close: () => void }) {
  const closing: ControlBarProps = {
    ...props,
    onShareScreen: (on) => {
      props.onShareScreen(on);
      close();
    },
    onPanel: (panel) => {
      close();
      props.onPanel(panel);
    },
  };
  return (
    <div class="flex flex-col gap-4">
      <ReactionPicker
        t={props.t}
        onPick={(code) => {
          props.talk.peek()?.reactions.show(code);
          close();
        }}
      />
      <div class="grid grid-cols-3 justify-items-center gap-y-10 pb-8 pt-2 sm:grid-cols-5">
        <ShareToggle {...closing} captioned />
        <Openers {...closing} captioned />
      </div>
    </div>
  );
}

/** What the others are shown of us besides sound and picture, where there is width for it. */
function Signs(props: ControlBarProps) {
  const { t } = props;
  return (
    <>
      <ShareToggle {...props} />
      <HandToggle {...props} />
      <BarMenu label={t.controls.reactions} icon={<SmileIcon />}>
        {() => (
          <ReactionPicker
            t={t}
            onPick={(code) => props.talk.peek()?.reactions.show(code)}
          />
        )}
      </BarMenu>
      <ChatButton {...props} />
    </>
  );
}

function ShareToggle({ t, sharing, captioned, onShareScreen }: ControlBarProps & Captioned) {
  if (sharing === null) return null;
  return (
    <RoundButton
      label={sharing ? t.controls.stopSharing : t.controls.share}
      look={sharing ? "on" : "plain"}
      captioned={captioned ?? false}
      onClick={() => onShareScreen(!sharing)}
    >
      {sharing ? <StopScreenIcon /> : <ScreenIcon />}
    </RoundButton>
  );
}

function HandToggle({ t, raised, onHand }: ControlBarProps) {
  return (
    <RoundButton
      label={raised ? t.controls.lowerHand : t.controls.raiseHand}
      look={raised ? "on" : "plain"}
      pressed={raised}
      onClick={() => onHand(!raised)}
    >
      <HandIcon />
    </RoundButton>
  );
}

function ChatButton({ t, locale, talk, panel, onPanel }: ControlBarProps) {
  const unread = useUnread(talk);
  return (
    <RoundButton
      label={t.controls.chat}
      expanded={panel === "chat"}
      badge={badgeOf(unread)}
      description={unread === 0 ? undefined : plural(locale, t.chat.unread, unread)}
      onClick={() => onPanel("chat")}
    >
      <ChatIcon />
    </RoundButton>
  );
}

interface Captioned {
  /** The names are written below the icons. */
  captioned?: boolean;
}

/** What opens beside the stage. */
function Openers(
  { t, panel, copied, captioned = false, ...props }: ControlBarProps & Captioned,
) {
  return (
    <>
      <RoundButton
        label={t.controls.people}
        expanded={panel === "people"}
        badge={String(props.count)}
        captioned={captioned}
        onClick={() => props.onPanel("people")}
      >
        <PeopleIcon />
      </RoundButton>
      <RoundButton
        label={t.controls.invite}
        {
          // It opens a panel only where the clipboard is out of reach.
          ...(panel === "invite" && { expanded: true })
        }
        news={copied ? t.controls.copied : undefined}
        captioned={captioned}
        onClick={props.onInvite}
      >
        {copied ? <CheckIcon /> : <InviteIcon />}
      </RoundButton>
      <RoundButton
        label={t.controls.layout}
        expanded={panel === "layout"}
        captioned={captioned}
        onClick={() => props.onPanel("layout")}
      >
        <GridIcon />
      </RoundButton>
      <RoundButton
        label={t.controls.settings}
        expanded={panel === "settings"}
        captioned={captioned}
        onClick={() => props.onPanel("settings")}
      >
        <SettingsIcon />
      </RoundButton>
    </>
  );
}
