/** Before the call: see yourself, say who you are, join. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { RoomView } from "../client/call_state.ts";
import type { MediaState } from "../client/media_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, isolated } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { MAX_NAME_CHARS } from "../protocol/limits.ts";
import { appearance } from "./appearance.ts";
import { Button } from "./Button.tsx";
import { chosenDevices, DevicePickers } from "./DevicePickers.tsx";
import { DeviceNewsNote } from "./DeviceNewsNote.tsx";
import { DeviceNotice } from "./DeviceNotice.tsx";
import { ChevronIcon, LockIcon, SettingsIcon } from "./icons.tsx";
import { InterruptedNote } from "./InterruptedNote.tsx";
import { failsAlike, Preview } from "./Preview.tsx";
import { WhoIsInside } from "./WhoIsInside.tsx";

/** How far this visitor is: the page waits for them, or is on its way in. */
export type LobbyStage =
  | { state: "waiting" }
  /** `knocking`: the call is locked, and those inside have been asked to let us in. */
  | { state: "joining"; attempts: number; toldMs: number; knocking: boolean };

export interface LobbyProps {
  t: CallMessages;
  locale: Locale;
  stage: LobbyStage;
  /** `null` while the page is not alive. */
  session: CallSession | null;
  /** Who is inside; `null` while nobody has told. */
  room: RoomView | null;
  /** The call's name, as people read it. */
  title: string;
  media: MediaState;
  /** What there is to say and to choose about the connection. */
  connection?: ComponentChildren;
  name: string;
  /** This person has turned to what there is to fill in and to press. */
  onApproach: () => void;
}

/** Failed tries to reach the server that pass without a word. */
const QUIET_ATTEMPTS = 2;

export function Lobby(props: LobbyProps) {
  const { t, stage, session, media } = props;
  const nameId = useId();
  /** The name as it is being typed: with the space that the next word follows. */
  const [draft, setDraft] = useState<string | null>(null);
  const { camera } = media;
  // An insecure page has neither devices nor keys: its address must change first.
  const insecure = camera.state === "failed" && camera.code === "insecure-origin";
  const ready = session !== null && !insecure;
  const joining = stage.state === "joining";
  const shownAs = appearance(media);
  const knocking = joining && stage.knocking;
  const locked = props.room?.locked === true && props.room.people.length > 0;
  return (
    <main class="mx-auto grid w-full max-w-[1120px] flex-1 grid-cols-[minmax(0,1fr)] content-start gap-x-12 gap-y-5 px-4 pb-6 pt-3 sm:px-8 sm:py-8 lg:grid-cols-[minmax(0,1fr)_340px] lg:content-center lg:gap-y-3">
      <div class="flex min-w-0 flex-col gap-3">
        <Preview {...props} ready={ready} />
        <p role="status" class="text-quiet empty:hidden">
          {shownAs && t.lobby.shownAs[shownAs]}
        </p>
        <DeviceNewsNote t={t} news={media.news} />
        <InterruptedNote t={t} interrupted={media.interrupted} />
        <p role="status" class="text-warning empty:hidden">
          {media.silent
            ? format(t.lobby.silent, { device: isolated(microphoneName(media, t)) })
            : ""}
        </p>
        {media.microphone.state === "failed" && !failsAlike(media) && (
          <div class="rounded-tile border bg-surface px-5 py-4">
            <DeviceNotice
              t={t}
              kind="microphone"
              inline
              code={media.microphone.code}
              onRetry={() => session?.retry("microphone")}
            />
          </div>
        )}
      </div>

      <form
        class="flex flex-col justify-center gap-5 lg:col-start-2 lg:row-span-2 lg:row-start-1"
        onPointerEnter={props.onApproach}
        onFocusIn={props.onApproach}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !joining) session.join();
        }}
      >
        <div>
          <p class="flex text-quiet">
            <bdi class="truncate">{props.title}</bdi>
          </p>
          <h1 class="text-head font-strong tracking-tight">{t.lobby.title}</h1>
        </div>
        <div class="flex flex-col gap-1">
          <label for={nameId} class="text-small text-quiet">{t.lobby.name}</label>
          <input
            id={nameId}
            class="min-h-[48px] rounded-control border bg-surface px-4 text-lead"
            value={draft ?? props.name}
            placeholder={t.lobby.nameHint}
            maxLength={MAX_NAME_CHARS}
            autocomplete="name"
            enterkeyhint="go"
            disabled={joining}
            onInput={(event) => {
              setDraft(event.currentTarget.value);
              session?.rename(event.currentTarget.value);
            }}
            onBlur={() => setDraft(null)}
          />
        </div>
        <WhoIsInside t={t} locale={props.locale} room={props.room} />
        <div class="flex gap-3">
          <Button
            look="primary"
            size="large"
            submit
            wide
            disabled={!ready || joining}
            busy={joining}
          >
            {knocking
              ? t.lobby.knocking
              : joining
              ? t.lobby.joining
              : locked
              ? t.lobby.ask
              : t.lobby.join}
          </Button>
          {joining && (
            <Button
              look="quiet"
              size="large"
              onClick={() => session?.leave()}
            >
              {t.lobby.cancel}
            </Button>
          )}
        </div>
        <p role="status" class="min-h-[24px] text-warning empty:hidden">
          {joining ? waitingFor(stage, props) : ""}
        </p>
        <p role="status" class="text-quiet empty:hidden">
          {knocking ? t.lobby.knockingHint : locked ? t.lobby.lockedHint : ""}
        </p>
        <p class="flex gap-2 text-small text-quiet">
          <LockIcon />
          <span>{t.lobby.promise}</span>
        </p>
      </form>

      <details class="group self-start rounded-tile border bg-surface">
        <summary class="flex min-h-[52px] items-center gap-3 rounded-tile px-4">
          <SettingsIcon />
          <span class="flex-none">{t.devices.title}</span>
          <span class="flex min-w-0 flex-1 justify-end text-small text-quiet">
            <bdi class="truncate">{chosenDevices(media)}</bdi>
          </span>
          <span class="text-quiet transition group-open:rotate-180">
            <ChevronIcon />
          </span>
        </summary>
        <div class="px-4 pb-5 pt-2">
          <DevicePickers t={t} media={media} session={session} />
        </div>
      </details>
      {props.connection}
    </main>
  );
}

/** What keeps somebody from coming in, if that takes long enough to deserve a sentence. */
function waitingFor(
  { attempts, toldMs }: Extract<LobbyStage, { state: "joining" }>,
  { t }: LobbyProps,
): string {
  if (toldMs > 0) return format(t.lobby.toldToWait, { seconds: Math.ceil(toldMs / 1000) });
  return attempts > QUIET_ATTEMPTS ? t.lobby.stillTrying : "";
}

function microphoneName({ microphone }: MediaState, t: CallMessages): string {
  return microphone.state === "on" && microphone.track.label || t.devices.microphone;
}
