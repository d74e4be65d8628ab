/** What there is to know and to do about one person: their safety code, and what the host may do. */
import { useState } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, isolated } from "../locales/format.ts";
import { Button } from "./Button.tsx";
import { Confirm } from "./Confirm.tsx";
import { SafetyCode } from "./SafetyCode.tsx";

export interface PersonOptionsProps {
  t: CallMessages;
  participant: Participant;
  /** As it is shown. */
  name: string;
  /** Whether we host. */
  hosting: boolean;
  session: CallSession;
}

export function PersonOptions({ t, participant, name, hosting, session }: PersonOptionsProps) {
  const [sure, setSure] = useState(false);
  const { peer, link } = participant;
  return (
    <div class="flex flex-col gap-4 rounded-control border p-4">
      <SafetyCode t={t} peer={peer} linked={link === "live"} session={session} />
      {hosting && !sure && (
        <div class="flex flex-wrap gap-2">
          <Button look="quiet" onClick={() => session.makeHost(peer)}>{t.doors.makeHost}</Button>
          <Button look="quiet" onClick={() => setSure(true)}>{t.doors.remove}</Button>
        </div>
      )}
      {hosting && sure && (
        <Confirm
          question={format(t.doors.removeSure, { name: isolated(name) })}
          yes={t.doors.removeYes}
          no={t.doors.cancel}
          onYes={() => session.remove(peer)}
          onNo={() => setSure(false)}
        />
      )}
    </div>
  );
}
