/** Draws a session: the screen that fits its phase, wired to its verbs. */
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { CallState } from "../client/call_state.ts";
import type { Ports } from "../client/ports.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import type { Locale } from "../locales/locale.ts";
import { Announcements } from "./Announcements.tsx";
import { createAnnouncer } from "./announcer.ts";
import { ConnectionSection } from "./ConnectionSection.tsx";
import { Ended } from "./Ended.tsx";
import { later, useLater } from "./later.ts";
import { Lobby, type LobbyStage } from "./Lobby.tsx";
import type { RoomProps } from "./room_props.ts";
import { Stories } from "./Stories.tsx";

/** Most of what a call looks like, which a lobby does without. */
export const ROOM = later<ComponentType<RoomProps>>(async () =>
  (await import(/* chunk: "inside" */ "./CallScreen.tsx")).CallScreen
);

export interface LiveCallProps {
  t: CallMessages;
  locale: Locale;
  title: string;
  /** The whole address that lets others in. */
  link: string;
  /** The head of every screen but the call itself. */
  top: ComponentChildren;
  newCall: string;
  session: CallSession;
  ports: Ports;
  /** Resolves when that language is spoken. */
  onChooseLocale: (locale: Locale) => Promise<void>;
}

export function LiveCall(props: LiveCallProps) {
  const { session, ports } = props;
  const announcer = useMemo(() => createAnnouncer(ports.setTimer), []);
  useEffect(() => () => announcer[Symbol.dispose](), []);
  const call = session.call.value;
  const [approaching, setApproaching] = useState(false);
  const nearly = call.phase === "lobby" ? approaching : call.phase !== "ended";
  const onApproach = () => {
    setApproaching(true);
    session.prepareToJoin();
  };
  return (
    <>
      <Phase
        {...props}
        call={call}
        say={announcer.say}
        nearly={nearly}
        onApproach={onApproach}
      />
      <Stories t={props.t} session={session} say={announcer.say} />
      <Announcements text={announcer.text} />
    </>
  );
}

type PhaseProps = LiveCallProps & {
  say: (sentence: string) => void;
  /** Whether this person is in the call, or about to join it. */
  nearly: boolean;
  onApproach: () => void;
};

/**
 * The lobby until the call is there, and so is what draws it: that is fetched before Join is pressed, by whoever turns
 * to it, or else while the server is asked, so that it is seldom the last to arrive.
 */
function Phase(props: PhaseProps & { call: CallState }) {
  const { session, call } = props;
  const room = useLater(ROOM, props.nearly, { againMs: AGAIN_MS });
  switch (call.phase) {
    case "lobby":
      return <Waiting {...props} stage={AT_REST} />;
    case "joining":
      return <Waiting {...props} stage={{ ...call, state: "joining" }} />;
    case "in-call":
      return room.state === "here"
        ? <room.part {...props} call={call} />
        : <Waiting {...props} stage={ON_ITS_WAY} />;
    case "ended":
      return (
        <>
          {props.top}
          <Ended
            {...props}
            reason={call.reason}
            lasted={call.duration}
            onRejoin={() => session.join()}
            onReload={() => location.reload()}
          />
        </>
      );
    default:
      call satisfies never;
  }
}

/** When what draws the call is asked for again, should the server have been away, in milliseconds. */
const AGAIN_MS = 1_000;
const AT_REST: LobbyStage = { state: "waiting" };
/** The call is there, and what draws it is not yet. */
const ON_ITS_WAY: LobbyStage = { state: "joining", attempts: 0, toldMs: 0, knocking: false };

function Waiting({ stage, ...props }: PhaseProps & { stage: LobbyStage }) {
  const { t, session, ports } = props;
  return (
    <>
      {props.top}
      <Lobby
        t={t}
        locale={props.locale}
        room={session.room.value}
        stage={stage}
        title={props.title}
        session={session}
        media={session.media.value}
        connection={<ConnectionSection t={t} session={session} ports={ports} />}
        name={session.name.value}
        onApproach={props.onApproach}
      />
    </>
  );
}
