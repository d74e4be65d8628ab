/**
 * The controls of a call, within reach of a thumb. Where there is width all of them stand in one row; on a
 * phone those that are pressed once in a while wait behind More.
 */
import { useComputed } from "@preact/signals";
import type { Ref } from "preact";
import type { CallSession } from "../client/session_types.ts";
import { plural } from "../locales/format.ts";
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
import { ourselves } from "./ourselves.ts";
import type { PanelName } from "./panels.ts";
import { ReactionPicker } from "./ReactionPicker.tsx";
import type { RoomProps } from "./room_props.ts";
import { RoundButton } from "./RoundButton.tsx";
import { ChatIcon, SmileIcon } from "./talk_icons.tsx";
import { CameraToggle, MuteToggle } from "./toggles.tsx";
import { useMedia, WIDE } from "./use_media.ts";

export interface ControlBarProps extends RoomProps {
  panel: PanelName | null;
  copied: boolean;
  onPanel: (panel: PanelName) => void;
  onInvite: () => void;
  barRef: Ref<HTMLDivElement>;
}

export function ControlBar(props: ControlBarProps) {
  const { t, session } = props;
  const media = session.media.value;
  const wide = useMedia(WIDE);
  return (
    <div
      ref={props.barRef}
      role="toolbar"
      aria-label={t.controls.label}
      class="safe-bottom relative -mx-2 flex flex-none items-center justify-center gap-1 pt-3 xs:gap-2 md:gap-3"
    >
      <MuteToggle t={t} media={media} session={session} />
      <CameraToggle t={t} media={media} session={session} />
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
        <RoundButton label={t.controls.leave} look="danger" onClick={() => session.leave()}>
          <LeaveIcon />
        </RoundButton>
      </span>
    </div>
  );
}

/** Drawn again when something new is written, without the rest of the bar. */
function useUnread({ talk }: CallSession): number {
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
          props.session.talk.peek()?.reactions.show(code);
          close();
        }}
      />
      <div class="grid grid-cols-3 justify-items-center gap-y-10 pb-8 pt-2 sm:grid-cols-5">
        <ShareToggle {...props} captioned onShared={close} />
        <Openers {...closing} captioned />
      </div>
    </div>
  );
}

/** What the others are shown of us besides sound and picture, where there is width for it. */
function Signs(props: ControlBarProps) {
  const { t, session } = props;
  return (
    <>
      <ShareToggle {...props} />
      <HandToggle {...props} />
      <BarMenu label={t.controls.reactions} icon={<SmileIcon />}>
        {() => (
          <ReactionPicker
            t={t}
            onPick={(code) => session.talk.peek()?.reactions.show(code)}
          />
        )}
      </BarMenu>
      <ChatButton {...props} />
    </>
  );
}

function ShareToggle(
  props: ControlBarProps & Captioned & { onShared?: () => void },
) {
  const { t, session, captioned } = props;
  if (!props.ports.media.canShareScreen) return null;
  const sharing = ourselves(props.call.participants)?.screen === "on";
  return (
    <RoundButton
      label={sharing ? t.controls.stopSharing : t.controls.share}
      look={sharing ? "on" : "plain"}
      captioned={captioned}
      onClick={() => {
        session.shareScreen(!sharing);
        props.onShared?.();
      }}
    >
      {sharing ? <StopScreenIcon /> : <ScreenIcon />}
    </RoundButton>
  );
}

function HandToggle(props: ControlBarProps) {
  const { t, session } = props;
  const raised = typeof ourselves(props.call.participants)?.hand === "number";
  return (
    <RoundButton
      label={raised ? t.controls.lowerHand : t.controls.raiseHand}
      look={raised ? "on" : "plain"}
      pressed={raised}
      onClick={() => session.raiseHand(!raised)}
    >
      <HandIcon />
    </RoundButton>
  );
}

function ChatButton({ t, locale, session, panel, onPanel }: ControlBarProps) {
  const unread = useUnread(session);
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
  captioned?: boolean | undefined;
}

/** What opens beside the stage. */
function Openers(
  { t, panel, copied, captioned, ...props }: ControlBarProps & Captioned,
) {
  return (
    <>
      <RoundButton
        label={t.controls.people}
        expanded={panel === "people"}
        badge={String(props.call.participants.length)}
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
