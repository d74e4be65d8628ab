/** What stands where a part of the page will be: for as long as it comes, and if it does not. */
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import type { Arrival } from "./later.ts";

export interface NotHereProps {
  t: CallMessages;
  arrival: Exclude<Arrival<unknown>, { state: "here" }>;
}

export function NotHere({ t, arrival }: NotHereProps) {
  return arrival.state === "failed"
    ? <NotArrived t={t} onRetry={arrival.retry} />
    : <Waiting t={t} />;
}

/** Rows of nothing, for as long as it takes; mostly that is too short to see them. */
function Waiting({ t }: { t: CallMessages }) {
  return (
    <div class="flex flex-col gap-4">
      <p class="sr-only">{t.panels.loading}</p>
      {[1, 2, 3].map((row) => (
        <span key={row} aria-hidden="true" class="late flex min-h-[44px] items-center gap-3">
          <span class="size-10 flex-none rounded-full bg-raised" />
          <span class="h-3 flex-1 rounded-full bg-raised" />
        </span>
      ))}
    </div>
  );
}

export interface NotArrivedProps {
  t: CallMessages;
  /** @default {t.panels.failed} */
  words?: { readonly title: string; readonly next: string };
  /** Not needed where what was pressed can be pressed again. */
  onRetry?: () => void;
}

/** What did not arrive may be gone for good: after a deploy, until the page is loaded anew ([V7]). */
export function NotArrived({ t, words = t.panels.failed, onRetry }: NotArrivedProps) {
  return (
    <div role="alert" class="flex flex-col items-start gap-3">
      <div>
        <p class="font-strong">{words.title}</p>
        <p class="text-quiet">{words.next}</p>
      </div>
      {onRetry && <Button look="quiet" onClick={onRetry}>{t.controls.retry}</Button>}
    </div>
  );
}
