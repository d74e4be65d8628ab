/** What the host decides about who comes in, and what everybody else can see of it. */
import { useState } from "preact/hooks";
import type { DoorState } from "../client/call_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { Choice } from "./Choice.tsx";
import { Confirm } from "./Confirm.tsx";
import { LockIcon } from "./icons.tsx";

export interface DoorControlsProps {
  t: CallMessages;
  doors: DoorState;
  session: CallSession;
}

export function DoorControls({ t, doors, session }: DoorControlsProps) {
  const { hosting, locked } = doors;
  if (!hosting && !locked) return null;
  return (
    <section aria-label={t.doors.title} class="flex flex-col gap-4 border-t pt-4">
      {hosting
        ? (
          <>
            <Choice
              type="checkbox"
              name="locked"
              label={t.doors.lock}
              hint={t.doors.lockHint}
              icon={<LockIcon />}
              checked={locked}
              onChange={(checked) => session.lock(checked)}
            />
            <NewLink t={t} onReplace={() => session.replaceLink()} />
          </>
        )
        : (
          <p class="flex gap-2 text-small text-quiet">
            <LockIcon small />
            {t.doors.lockedForOthers}
          </p>
        )}
    </section>
  );
}

function NewLink({ t, onReplace }: { t: CallMessages; onReplace: () => void }) {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return <Button look="quiet" wide onClick={() => setSure(true)}>{t.doors.newLink}</Button>;
  }
  return (
    <Confirm
      question={t.doors.newLinkSure}
      yes={t.doors.newLinkYes}
      no={t.doors.cancel}
      onYes={() => {
        setSure(false);
        onReplace();
      }}
      onNo={() => setSure(false)}
    />
  );
}
