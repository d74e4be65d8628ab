/** The call itself: the stage, what is around it, and what slides in. Its code comes when somebody joins. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { MediaState, TracksBySource } from "../client/media_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { PeerId } from "../protocol/ids.ts";
import { AloneNotice } from "./AloneNotice.tsx";
import { CallHeader } from "./CallHeader.tsx";
import { CallNotices } from "./CallNotices.tsx";
import { CallStage } from "./CallStage.tsx";
import { ControlBar } from "./ControlBar.tsx";
import { newDraft } from "./draft.ts";
import { KnockNotice } from "./KnockNotice.tsx";
import { LazyPanel } from "./LazyPanel.tsx";
import { FileDrop } from "./FileDrop.tsx";
import { fetchPanels, SHORTCUT_LIST } from "./panels.ts";
import { Narration } from "./Narration.tsx";
import { type RemoteSound, RemoteSounds } from "./RemoteSounds.tsx";
import type { RoomProps } from "./room_props.ts";
import { ShortcutsHelp } from "./ShortcutsHelp.tsx";
import { SignalingNotice } from "./SignalingNotice.tsx";
import { SkipLink } from "./SkipLink.tsx";
import { TalkVoice } from "./TalkVoice.tsx";
import { UnheardNotice } from "./UnheardNotice.tsx";
import { useCallKeys } from "./use_call_keys.ts";
import { useMedia, WIDE } from "./use_media.ts";
import { useNamesApart } from "./use_names_apart.ts";
import { usePanels } from "./use_panels.ts";
import { useSmallWindow } from "./use_small_window.ts";
import { useTitleMark } from "./use_title_mark.ts";

/** How long a control says that the link was copied, in milliseconds. */
const COPIED_MS = 2500;
/** When panels are fetched that nobody has opened yet: the first pictures come first. In milliseconds. */
const PANELS_AFTER_MS = 3000;

export function CallScreen(given: RoomProps) {
  const call = useNamesApart(given);
  const props = { ...given, call };
  const { t, link, session, ports } = props;
  const { participants } = call;
  const media = session.media.value;
  /** Whose connection the panel of that name is about. */
  const [inspected, setInspected] = useState<PeerId | null>(null);
  const [pinned, setPinned] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const [helping, setHelping] = useState(false);
  const draft = useMemo(newDraft, []);
  const main = useRef<HTMLElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const panels = usePanels(bar);
  const wide = useMedia(WIDE);
  // The button that was pressed to get here is gone; a keyboard must not be lost with it.
  useEffect(() => main.current?.focus(), []);
  useEffect(() => session.quality.observe("now-and-then"), []);
  useEffect(() => ports.setTimer(() => void fetchPanels(), PANELS_AFTER_MS), []);
  const alone = participants.length === 1;
  useTitleMark(call.doors);
  const smallWindow = useSmallWindow(props);
  useCallKeys(props, {
    onPanel: panels.toggle,
    onInvite: copy,
    onHelp: () => setHelping(true),
  });
  const tracksOf = (participant: Participant) => tracksNow(session, participant);

  async function copy(): Promise<void> {
    if (!await ports.page.copy(link)) return panels.show("invite");
    props.say(t.announce.copied);
    setCopied(true);
  }

  function inspect(peer: PeerId): void {
    setInspected(peer);
    panels.show("connection");
  }

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const sounds = participants
    .filter(({ self }) => !self)
    .flatMap((participant) => soundsOf(participant.peer, tracksOf(participant)));
  const invitation = { t, link, copied, onCopy: copy, onShare: shareSheet(link) };

  return (
    <main
      ref={main}
      tabIndex={-1}
      class="safe-sides relative flex h-page flex-col gap-2 overflow-hidden"
    >
      <SkipLink
        label={t.controls.skip}
        onSkip={() => bar.current?.querySelector("button")?.focus()}
      />
      <div class="flex min-h-[36px] flex-none items-center">
        <CallHeader {...props} />
      </div>
      <SignalingNotice t={t} signaling={call.signaling} />
      <div class="flex min-h-0 flex-1 flex-col gap-2 md:flex-row">
        <div class="relative flex min-h-0 min-w-0 flex-1 flex-col gap-2">
          <CallStage
            {...props}
            participants={participants}
            tracksOf={tracksOf}
            pinned={pinned}
            onPin={setPinned}
            onInspect={inspect}
            onFirstFrame={({ peer }) => ports.mark(`lagoon:first-frame:${peer}`)}
          />
          {alone && (panels.open === null || wide && panels.open !== "invite") && (
            <AloneNotice {...invitation} />
          )}
          <CallNotices {...props} participants={participants}>
            {panels.open !== "people" && (
              <KnockNotice
                t={t}
                doors={call.doors}
                session={session}
                most={panels.open === null || wide ? 3 : 1}
              />
            )}
            <RemoteSounds t={t} sounds={sounds} speaker={media.speaker} />
            <UnheardNotice t={t} session={session} say={props.say} />
          </CallNotices>
        </div>
        {panels.open !== null && (
          <LazyPanel
            key={panels.open}
            name={panels.open}
            {...props}
            invitation={invitation}
            smallWindow={smallWindow}
            inspected={inspected}
            onInspect={inspect}
            onShortcutsHelp={() => setHelping(true)}
            draft={draft}
            onClose={panels.close}
          />
        )}
      </div>
      <ControlBar
        {...props}
        panel={panels.open}
        copied={copied}
        barRef={bar}
        onPanel={panels.toggle}
        onInvite={copy}
      />
      <FileDrop
        t={t}
        onDrop={(files) => {
          draft.add(files);
          panels.show("chat");
        }}
      />
      <Narration {...props} />
      <TalkVoice {...props} />
      {helping && (
        <ShortcutsHelp
          t={t}
          session={session}
          list={SHORTCUT_LIST}
          onClose={() => setHelping(false)}
        />
      )}
    </main>
  );
}

function tracksNow(session: CallSession, participant: Participant): TracksBySource {
  return participant.self
    ? ownTracks(session.media.value)
    : session.tracks.value.get(participant.peer) ?? {};
}

function ownTracks({ camera, microphone }: MediaState): TracksBySource {
  return {
    ...(camera.state === "on" && { camera: camera.track }),
    ...(microphone.state === "on" && { microphone: microphone.track }),
  };
}

function soundsOf(peer: string, tracks: TracksBySource): RemoteSound[] {
  return (["microphone", "screen-audio"] as const).flatMap((source) => {
    const track = tracks[source];
    return track === undefined ? [] : [{ peer, source, track }];
  });
}

/** Opens the system's own way of handing a link on, where there is one. */
function shareSheet(link: string): (() => void) | undefined {
  if (typeof navigator.share !== "function") return undefined;
  // Closing the sheet without a choice counts as a failure there, not here.
  return () => void navigator.share({ url: link }).catch(() => {});
}
