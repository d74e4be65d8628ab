/** Whom we cannot reach in this call, why that is as far as anyone can tell, and what to do about it. */
import { useEffect, useState } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { Ports } from "../client/ports.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, isolated } from "../locales/format.ts";
import { list } from "../locales/list.ts";
import type { Locale } from "../locales/locale.ts";
import { Button } from "./Button.tsx";
import { CloseButton } from "./CloseButton.tsx";
import { DiagnosisView } from "./DiagnosisView.tsx";
import { NoDoctor } from "./NoDoctor.tsx";
import { displayName } from "./display_name.ts";
import { examinationOf, useExamination } from "./use_examination.ts";

/** Most paths that are lost are found again by then, without a word, in milliseconds. */
const QUIET_MS = 1_500;
/** The first pictures come first, in milliseconds. */
const PREPARE_MS = 3_000;

export interface LinkTroublesProps {
  t: CallMessages;
  locale: Locale;
  participants: readonly Participant[];
  session: CallSession;
  ports: Ports;
}

export function LinkTroubles(props: LinkTroublesProps) {
  const { t, locale, session, ports } = props;
  const lost = props.participants.filter(({ self, link }) => !self && link === "lost");
  const first = lost[0]?.peer ?? null;
  const [dismissed, setDismissed] = useState(false);
  // One cause cuts most links that are cut at once: the first of them is examined for all.
  const { now, start, forget } = useExamination(() => session.examine(first));

  useEffect(() => {
    setDismissed(false);
    forget();
    if (first !== null) return ports.setTimer(start, QUIET_MS);
  }, [first]);

  // Once the path is gone the doctor may be out of reach as well.
  useEffect(() => ports.setTimer(() => void session.prepareExamination(), PREPARE_MS), []);

  const examination = examinationOf(now);
  const failed = now.state === "failed";
  if (first === null || dismissed || !failed && examination === null) return null;
  const checking = now.state === "checking";
  const names = lost.map((one) => displayName(one, t));
  const titleWith = (names: readonly string[]) =>
    format(t.doctor.noLink, { names: list(locale, names) });
  const label = titleWith(names);
  const title = titleWith(names.map(isolated));
  return (
    <section
      aria-label={label}
      class="float pointer-events-auto flex max-h-[70vh] w-full flex-col gap-2 overflow-y-auto rounded-tile border bg-surface py-3 ps-5 pe-2"
    >
      <header class="flex items-center gap-2">
        <h2 class="min-w-0 flex-1 truncate text-small text-quiet" title={title}>{title}</h2>
        <CloseButton t={t} what={label} onClick={() => setDismissed(true)} />
      </header>
      <div class="pe-3">
        {failed && <NoDoctor t={t} ports={ports} onRetry={start} />}
        {examination !== null && (
          <DiagnosisView
            t={t}
            examination={examination}
            onCopy={(text) => ports.page.copy(text)}
          >
            <Button look="quiet" busy={checking} onClick={() => checking || start()}>
              {t.doctor.checkAgain}
            </Button>
          </DiagnosisView>
        )}
      </div>
    </section>
  );
}
