/** What the connection doctor found: the sentence, what to do, and a report to hand on. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Examination } from "../client/doctor/examine.ts";
import type { Gravity } from "../client/doctor/findings.ts";
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";
import { AlertIcon } from "./icons.tsx";
import { findingWords, GRAVITY_CLASS } from "./finding_words.ts";
import { CheckIcon, CopyIcon, WeakIcon } from "./doctor_icons.tsx";

export interface DiagnosisViewProps {
  t: CallMessages;
  examination: Examination;
  /** Whether the text reached the clipboard. */
  onCopy: (text: string) => Promise<boolean>;
  /** What else there is to press. */
  children?: ComponentChildren;
}

export function DiagnosisView({ t, examination, onCopy, children }: DiagnosisViewProps) {
  const { diagnosis, gravity, report } = examination;
  const { title, next } = findingWords(diagnosis.finding, t);
  const [copied, setCopied] = useState(false);
  const [open, setOpen] = useState(false);

  async function copy(): Promise<void> {
    const done = await onCopy(report);
    setCopied(done);
    // What the clipboard does not take can be marked by hand.
    if (!done) setOpen(true);
  }

  return (
    <div class="flex flex-col gap-3">
      <div role="status" class="flex gap-3">
        <span class={cx("flex-none pt-px", GRAVITY_CLASS[gravity])}>
          <GravityIcon gravity={gravity} />
        </span>
        <div class="min-w-0">
          <p class="font-strong">{title}</p>
          <p class="text-small text-quiet">{next}</p>
          {diagnosis.also.length > 0 && (
            <p class="pt-2 text-small text-quiet">
              {format(t.doctor.also, {
                findings: diagnosis.also.map((finding) => findingWords(finding, t).title).join(
                  " · ",
                ),
              })}
            </p>
          )}
        </div>
      </div>
      <div class="flex flex-wrap gap-2">
        {children}
        <Button look="quiet" onClick={copy}>
          {copied ? <CheckIcon /> : <CopyIcon />}
          {copied ? t.doctor.reportCopied : t.doctor.copyReport}
        </Button>
      </div>
      <details
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary class="flex min-h-[44px] items-center gap-1 rounded-control text-small text-quiet underline transition hover:text-ink">
          {t.doctor.details}
        </summary>
        <p class="pb-2 text-small text-quiet">{t.doctor.reportHint}</p>
        <pre
          tabIndex={0}
          role="region"
          aria-label={t.doctor.report}
          dir="ltr"
          class="max-h-48 overflow-auto rounded-control border bg-canvas p-3 text-start text-small"
        >
          {report}
        </pre>
      </details>
    </div>
  );
}

function GravityIcon({ gravity }: { gravity: Gravity }) {
  switch (gravity) {
    case "well":
      return <CheckIcon />;
    case "notice":
      return <WeakIcon />;
    case "trouble":
      return <AlertIcon />;
  }
}
