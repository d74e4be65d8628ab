/** Shows the host who asks to be let in, wherever they look. */
import type { CallSession } from "../client/session_types.ts";
import type { DoorState } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { Knocks } from "./Knocks.tsx";

export interface KnockNoticeProps {
  t: CallMessages;
  doors: DoorState;
  session: CallSession;
  /** More than so many would cover the call; the rest is in the people panel. */
  most: number;
}

export function KnockNotice({ t, doors, session, most }: KnockNoticeProps) {
  if (!doors.hosting || doors.waiting.length === 0) return null;
  return (
    <section
      aria-label={t.doors.waiting}
      class="card float pointer-events-auto z-30 flex w-full flex-col rounded-tile border bg-surface p-3 tight:py-1"
    >
      <Knocks t={t} waiting={doors.waiting.slice(0, most)} hosting session={session} />
    </section>
  );
}
