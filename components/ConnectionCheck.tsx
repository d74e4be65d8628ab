/** In the lobby: whether the connection is up to a call, and whether to hide one's address in it. */
import { useEffect, useState } from "preact/hooks";
import type { Ports } from "../client/ports.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { DiagnosisView } from "./DiagnosisView.tsx";
import { NoDoctor } from "./NoDoctor.tsx";
import { RelayOnlyField } from "./RelayOnlyField.tsx";
import { examinationOf, useExamination } from "./use_examination.ts";

export interface ConnectionCheckProps {
  t: CallMessages;
  session: CallSession;
  ports: Ports;
}

export function ConnectionCheck({ t, session, ports }: ConnectionCheckProps) {
  const { now, start, forget } = useExamination(() => session.examine());
  const relayOnly = session.relayOnly.value;
  // Whoever looks while the server is away need not press anything to be told.
  const [hasDoctor, setHasDoctor] = useState(true);
  useEffect(() => void session.prepareExamination().then(setHasDoctor), []);
  // Whoever hides their address must know before joining whether anybody can reach them so.
  useEffect(() => relayOnly ? start() : forget(), [relayOnly]);
  const checking = now.state === "checking";
  const examination = examinationOf(now);
  return (
    <div class="flex flex-col gap-4">
      <div class="-mx-2">
        <RelayOnlyField t={t} session={session} />
      </div>
      <div class="flex">
        <Button look="quiet" busy={checking} onClick={() => checking || start()}>
          {examination === null ? t.doctor.check : t.doctor.checkAgain}
        </Button>
      </div>
      <p role="status" class="text-small text-quiet empty:hidden">
        {checking ? t.doctor.checking : ""}
      </p>
      {examination !== null && (
        <DiagnosisView
          t={t}
          examination={examination}
          onCopy={(text) => ports.page.copy(text)}
        />
      )}
      {(now.state === "failed" || (now.state === "idle" && !hasDoctor)) && (
        <NoDoctor t={t} ports={ports} />
      )}
    </div>
  );
}
