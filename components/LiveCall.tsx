/** Draws a session: the screen that fits its phase, wired to its verbs. */
import { useEffect, useMemo } from "preact/hooks";
import type { CallState, Participant } from "../client/call_state.ts";
import type { MediaState, TracksBySource } from "../client/media_state.ts";
import type { Ports } from "../client/ports.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import type { Locale } from "../locales/locale.ts";
import { assertNever } from "../protocol/assert_never.ts";
import { Announcements } from "./Announcements.tsx";
import { createAnnouncer } from "./announcer.ts";
import { createNarrator } from "./narrator.ts";
import { CallScreen } from "./CallScreen.tsx";
import { Ended } from "./Ended.tsx";
import { Lobby } from "./Lobby.tsx";
import { Stories } from "./Stories.tsx";
import { TopBar } from "./TopBar.tsx";

export interface LiveCallProps {
  t: CallMessages;
  locale: Locale;
  title: string;
  /** The whole address that lets others in. */
  link: string;
  home: string;
  newCall: string;
  session: CallSession;
  ports: Ports;
  onChooseLocale: (locale: Locale) => void;
}

export function LiveCall(props: LiveCallProps) {
  const { session, ports } = props;
  const announcer = useMemo(() => createAnnouncer(ports.setTimer), []);
  useEffect(() => () => announcer[Symbol.dispose](), []);
  const call = session.call.value;
  const inCall = call.phase === "in-call";
  useEffect(() => inCall ? session.quality.observe("now-and-then") : undefined, [inCall]);
  const narrator = useMemo(() => createNarrator(call), []);
  useEffect(() => {
    for (const sentence of narrator.tell(call, props.t)) announcer.say(sentence);
  }, [call]);
  return (
    <>
      <Phase {...props} call={call} onCopied={() => announcer.say(props.t.announce.copied)} />
      <Stories t={props.t} session={session} say={announcer.say} />
      <Announcements text={announcer.text} />
    </>
  );
}

function Phase(props: LiveCallProps & { call: CallState; onCopied: () => void }) {
  const { t, locale, session, ports, call } = props;
  switch (call.phase) {
    case "lobby":
    case "joining":
      return (
        <>
          <Top {...props} />
          <Lobby
            t={t}
            locale={locale}
            room={session.room.value}
            stage={call.phase === "joining" ? { ...call, state: "joining" } : { state: "waiting" }}
            title={props.title}
            media={session.media.value}
            level={session.level}
            name={session.name.value}
            onRename={(name) => session.rename(name)}
            onJoin={() => session.join()}
            onCancel={() => session.leave()}
            onMute={(muted) => session.setMuted(muted)}
            onCamera={(on) => session.setCamera(on)}
            onRetry={(kind) => session.retry(kind)}
            onFlip={() => session.flipCamera()}
            onChoose={(kind, deviceId) => session.choose(kind, deviceId)}
            onTestSpeaker={() => session.testSpeaker()}
          />
        </>
      );
    case "in-call":
      return (
        <CallScreen
          t={t}
          locale={locale}
          title={props.title}
          link={props.link}
          call={call}
          media={session.media.value}
          verdict={session.quality.verdict.value}
          share={session.screen.value}
          name={session.name.value}
          canShareScreen={ports.media.canShareScreen}
          tracksOf={(participant) => tracksOf(session, participant)}
          now={ports.now}
          watchLevel={(track, listener) => ports.media.watchLevel(track, listener)}
          onCopy={async () => {
            const copied = await ports.page.copy(props.link);
            if (copied) props.onCopied();
            return copied;
          }}
          onShare={shareSheet(props.link)}
          onMute={(muted) => session.setMuted(muted)}
          onCamera={(on) => session.setCamera(on)}
          onRetry={(kind) => session.retry(kind)}
          onHand={(up) => session.raiseHand(up)}
          onShareScreen={(on) => session.shareScreen(on)}
          onScreenHint={(hint) => session.setScreenHint(hint)}
          onRename={(name) => session.rename(name)}
          onFlip={() => session.flipCamera()}
          onChoose={(kind, deviceId) => session.choose(kind, deviceId)}
          onTestSpeaker={() => session.testSpeaker()}
          onChooseLocale={props.onChooseLocale}
          onLeave={() => session.leave()}
          onFirstFrame={({ peer }) => ports.mark(`lagoon:first-frame:${peer}`)}
        />
      );
    case "ended":
      return (
        <>
          <Top {...props} />
          <Ended
            t={t}
            locale={locale}
            reason={call.reason}
            lasted={call.duration}
            newCall={props.newCall}
            onRejoin={() => session.join()}
            onReload={() => location.reload()}
          />
        </>
      );
    default:
      return assertNever(call);
  }
}

function Top({ t, home, locale, onChooseLocale }: LiveCallProps) {
  return (
    <TopBar
      home={home}
      languageLabel={t.language}
      locale={locale}
      onChooseLocale={onChooseLocale}
    />
  );
}

function tracksOf(session: CallSession, participant: Participant): TracksBySource {
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

/** Opens the system's own way of handing a link on, where there is one. */
function shareSheet(link: string): (() => void) | undefined {
  if (typeof navigator.share !== "function") return undefined;
  // Closing the sheet without a choice counts as a failure there, not here.
  return () => void navigator.share({ url: link }).catch(() => {});
}
