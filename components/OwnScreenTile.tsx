/**
 * Says that one's own screen is shared and what for, and ends that. Without its picture: a screen that shows itself is a
 * hall of mirrors.
 */
import { useId } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { ScreenHint, ScreenShare } from "../client/screen_source.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";
import { screenLabel } from "./participant_label.ts";

export interface OwnScreenTileProps {
  t: CallMessages;
  participant: Participant;
  /** `null` in the moment before it is known. */
  share: ScreenShare | null;
  onHint: (hint: ScreenHint) => void;
  onStop: () => void;
}

const HINTS = ["detail", "motion"] as const satisfies readonly ScreenHint[];

export function OwnScreenTile({ t, participant, share, onHint, onStop }: OwnScreenTileProps) {
  const id = useId();
  return (
    <figure
      aria-label={screenLabel(participant, t)}
      data-peer={participant.peer}
      data-source="screen"
      data-link={participant.link}
      data-self
      class="tile-place flex flex-col items-center [justify-content:safe_center] gap-2 overflow-y-auto rounded-tile bg-surface p-2 text-center"
    >
      <p id={id} class="text-small">{t.tile.ownScreen}</p>
      {share?.sound === "left-out" && (
        <p role="status" class="text-small text-warning">{t.tile.soundLeftOut}</p>
      )}
      <div class="flex flex-wrap items-center justify-center gap-2">
        {share !== null && <HintChoice t={t} hint={share.hint} onHint={onHint} />}
        <Button look="quiet" describedBy={id} onClick={onStop}>{t.tile.stop}</Button>
      </div>
    </figure>
  );
}

/** Text stays sharp and may stutter; a film keeps moving and may blur. */
function HintChoice(
  { t, hint, onHint }: { t: CallMessages; hint: ScreenHint; onHint: (hint: ScreenHint) => void },
) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} class="flex items-center gap-2">
      <span id={id} class="text-small text-quiet">{t.tile.shareFor}</span>
      <span class="flex rounded-control bg-raised">
        {HINTS.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={hint === choice}
            class={cx(
              "min-h-[44px] rounded-control px-3 text-small transition",
              hint === choice ? "bg-accent font-strong text-on-accent" : "text-ink",
            )}
            onClick={() => onHint(choice)}
          >
            {t.tile.hints[choice]}
          </button>
        ))}
      </span>
    </div>
  );
}
