/** Five bars that light up with the loudness of the microphone. */
import type { ReadonlySignal } from "@preact/signals";
import { cx } from "./cx.ts";

/** Loudness is heard in ratios, so each bar asks for about twice as much as the one before. */
const STEPS = [0.02, 0.05, 0.1, 0.2, 0.4];

export function LevelMeter(props: { label: string; level: ReadonlySignal<number> }) {
  const level = props.level.value;
  const lit = STEPS.filter((step) => level >= step).length;
  return (
    <span
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={STEPS.length}
      aria-valuenow={lit}
      class="flex h-6 items-center gap-1"
    >
      {STEPS.map((step) => (
        <span
          key={step}
          class={cx(
            // Grown by its height, a bar would be laid out anew at every sound.
            "h-5 w-1 rounded-full transition",
            level >= step ? "bg-spark" : "scale-y-[.4] bg-on-veil opacity-40",
          )}
        />
      ))}
    </span>
  );
}
