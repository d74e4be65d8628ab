/** A panel whose content is fetched when it is first opened. Its frame is there at once. */
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { useLater } from "./later.ts";
import { Panel, PanelScroll } from "./Panel.tsx";
import { type PanelName, type PanelProps, PANELS } from "./panels.ts";

export function LazyPanel({ name, ...props }: PanelProps & { name: PanelName }) {
  const { title, body } = PANELS[name];
  const arrival = useLater(body);
  const { t } = props;
  return (
    <Panel t={t} title={title(t)} onClose={props.onClose}>
      {arrival.state === "here" && <arrival.Part {...props} />}
      {arrival.state === "failed" && <Failed t={t} onRetry={arrival.retry} />}
      {(arrival.state === "coming" || arrival.state === "away") && <Waiting t={t} />}
    </Panel>
  );
}

/** Rows of nothing, for as long as it takes; mostly that is too short to see them. */
function Waiting({ t }: { t: CallMessages }) {
  return (
    <PanelScroll>
      <p class="sr-only">{t.panels.loading}</p>
      {[1, 2, 3].map((row) => (
        <span key={row} aria-hidden="true" class="late flex min-h-[44px] items-center gap-3">
          <span class="size-10 flex-none rounded-full bg-raised" />
          <span class="h-3 flex-1 rounded-full bg-raised" />
        </span>
      ))}
    </PanelScroll>
  );
}

function Failed({ t, onRetry }: { t: CallMessages; onRetry: () => void }) {
  return (
    <PanelScroll>
      <div role="alert" class="flex flex-col items-start gap-3">
        <div>
          <p class="font-strong">{t.panels.failed.title}</p>
          <p class="text-quiet">{t.panels.failed.next}</p>
        </div>
        <Button look="quiet" onClick={onRetry}>{t.controls.retry}</Button>
      </div>
    </PanelScroll>
  );
}
