/** The call itself: the stage, what is around it, and what slides in. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { CallState, Participant } from "../client/call_state.ts";
import type { CaptureKind, DeviceKind, MediaState, TracksBySource } from "../client/media_state.ts";
import type { ScreenHint, ScreenShare } from "../client/screen_source.ts";
import type { Verdict } from "../client/verdict.ts";
import type { CallMessages } from "../locales/en.ts";
import type { Locale } from "../locales/locale.ts";
import { AloneNotice } from "./AloneNotice.tsx";
import { CallNotices } from "./CallNotices.tsx";
import { CallHeader } from "./CallHeader.tsx";
import { CallStage } from "./CallStage.tsx";
import { ControlBar, type PanelName } from "./ControlBar.tsx";
import { InvitePanel } from "./InvitePanel.tsx";
import { PeoplePanel } from "./PeoplePanel.tsx";
import { type RemoteSound, RemoteSounds } from "./RemoteSounds.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { SignalingNotice } from "./SignalingNotice.tsx";
import type { WatchLevel } from "./use_speaking.ts";

export interface CallScreenProps {
  t: CallMessages;
  locale: Locale;
  title: string;
  /** The whole address that lets others in. */
  link: string;
  call: Extract<CallState, { phase: "in-call" }>;
  media: MediaState;
  /** What is wrong with the call, and on whose side. */
  verdict: Verdict;
  /** What we share of our screen. */
  share: ScreenShare | null;
  /** What we are called. */
  name: string;
  /** Whether this browser can share a screen. */
  canShareScreen: boolean;
  /** What a participant shows and says now. */
  tracksOf: (participant: Participant) => TracksBySource;
  now: () => number;
  watchLevel: WatchLevel;
  /** Whether the link reached the clipboard. */
  onCopy: () => Promise<boolean>;
  onShare: (() => void) | undefined;
  onMute: (muted: boolean) => void;
  onCamera: (on: boolean) => void;
  onRetry: (kind: CaptureKind) => void;
  onHand: (up: boolean) => void;
  onShareScreen: (on: boolean) => void;
  onScreenHint: (hint: ScreenHint) => void;
  onRename: (name: string) => void;
  onFlip: () => void;
  onChoose: (kind: DeviceKind, deviceId: string) => void;
  onTestSpeaker: () => Promise<boolean>;
  onChooseLocale: (locale: Locale) => void;
  onLeave: () => void;
  onFirstFrame: (participant: Participant) => void;
}

/** How long a control says that the link was copied, in milliseconds. */
const COPIED_MS = 2500;

export function CallScreen(props: CallScreenProps) {
  const { t, call, media, tracksOf } = props;
  const { participants } = call;
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [copied, setCopied] = useState(false);
  const main = useRef<HTMLElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  // The button that was pressed to get here is gone; a keyboard must not be lost with it.
  useEffect(() => main.current?.focus(), []);
  const alone = participants.length === 1;
  const self = participants.find(({ self }) => self);

  async function copy(): Promise<void> {
    if (!await props.onCopy()) return setPanel("invite");
    setCopied(true);
  }

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  function close(): void {
    setPanel(null);
    // Back to where the panel was opened from, or a keyboard would be lost.
    const opener = bar.current?.querySelector<HTMLButtonElement>("[aria-expanded=true]");
    opener?.focus();
    // On a phone the opener has gone back into its menu.
    if (document.activeElement === opener) return;
    bar.current?.querySelector<HTMLButtonElement>("[aria-controls]")?.focus();
  }

  const sounds = participants
    .filter(({ self }) => !self)
    .flatMap((participant) => soundsOf(participant.peer, tracksOf(participant)));
  const invitation = { t, link: props.link, copied, onCopy: copy, onShare: props.onShare };

  return (
    <main
      ref={main}
      tabIndex={-1}
      class="relative flex h-page flex-col gap-2 overflow-hidden p-2 pb-0"
    >
      <div class="flex min-h-[36px] flex-none items-center">
        <CallHeader t={t} title={props.title} since={call.since} now={props.now} />
      </div>
      <SignalingNotice t={t} signaling={call.signaling} />
      <div class="flex min-h-0 flex-1 gap-2">
        <div class="flex min-h-0 min-w-0 flex-1 flex-col gap-2">
          <CallStage
            t={t}
            participants={participants}
            tracksOf={tracksOf}
            watchLevel={props.watchLevel}
            onFirstFrame={props.onFirstFrame}
            share={props.share}
            onScreenHint={props.onScreenHint}
            onStopSharing={() => props.onShareScreen(false)}
          />
          {alone && panel !== "invite" && <AloneNotice {...invitation} />}
        </div>
        {panel === "people" && (
          <PeoplePanel
            t={t}
            locale={props.locale}
            participants={participants}
            capacity={call.capacity}
            onClose={close}
          />
        )}
        {panel === "invite" && <InvitePanel {...invitation} onClose={close} />}
        {panel === "settings" && (
          <SettingsPanel
            t={t}
            locale={props.locale}
            media={media}
            name={props.name}
            onRename={props.onRename}
            onChoose={props.onChoose}
            onTestSpeaker={props.onTestSpeaker}
            onChooseLocale={props.onChooseLocale}
            onClose={close}
          />
        )}
      </div>
      <ControlBar
        t={t}
        media={media}
        count={participants.length}
        raised={typeof self?.hand === "number"}
        sharing={props.canShareScreen ? self?.screen === "on" : null}
        panel={panel}
        copied={copied}
        barRef={bar}
        onMute={props.onMute}
        onCamera={props.onCamera}
        onRetry={props.onRetry}
        onHand={props.onHand}
        onShareScreen={props.onShareScreen}
        onPanel={(name) => setPanel(panel === name ? null : name)}
        onInvite={copy}
        onLeave={props.onLeave}
      />
      <CallNotices
        t={t}
        media={media}
        participants={participants}
        verdict={props.verdict}
        onRetry={props.onRetry}
      />
      <RemoteSounds t={t} sounds={sounds} speaker={media.speaker} />
    </main>
  );
}

function soundsOf(peer: string, tracks: TracksBySource): RemoteSound[] {
  return (["microphone", "screen-audio"] as const).flatMap((source) => {
    const track = tracks[source];
    return track === undefined ? [] : [{ peer, source, track }];
  });
}
