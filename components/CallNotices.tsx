/**
 * What happened that nobody pressed for: over the stage, one below the other, so that none covers another, the
 * controls or the way to the next page, and nothing moves for it. Where a panel leaves the stage no room, what asks lies
 * over the head of the page, and over the panel as far as that does not do; what only tells waits behind it.
 */
import type { ComponentChildren } from "preact";
import type { Participant } from "../client/call_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { Ports } from "../client/ports.ts";
import type { CallMessages } from "../locales/en.ts";
import type { Locale } from "../locales/locale.ts";
import { DeviceNewsNote } from "./DeviceNewsNote.tsx";
import { DeviceTroubles } from "./DeviceTroubles.tsx";
import { InterruptedNote } from "./InterruptedNote.tsx";
import { LinkTroubles } from "./LinkTroubles.tsx";
import { QualityNote } from "./QualityNote.tsx";

export interface CallNoticesProps {
  t: CallMessages;
  locale: Locale;
  session: CallSession;
  ports: Ports;
  participants: readonly Participant[];
  /** What asks for an answer, and so comes before what only tells, and lies above everything. */
  children?: ComponentChildren;
}

export function CallNotices(props: CallNoticesProps) {
  const { t, session, participants } = props;
  const media = session.media.value;
  return (
    <div class="pointer-events-none absolute inset-x-2 top-[min(0.5rem,calc(100%-2.75rem))] z-10 tight:z-auto mx-auto flex max-h-full max-w-[560px] flex-col items-center gap-2">
      {props.children}
      <DeviceTroubles t={t} media={media} session={session} />
      <DeviceNewsNote t={t} news={media.news} />
      <InterruptedNote t={t} interrupted={media.interrupted} />
      <LinkTroubles {...props} />
      <QualityNote t={t} verdict={session.quality.verdict.value} participants={participants} />
    </div>
  );
}
