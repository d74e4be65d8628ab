/** A list to choose one thing from. Its chevron is ours: browsers put theirs at the very edge. */
import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { ChevronIcon } from "./icons.tsx";

export interface SelectProps {
  id?: string;
  value: string;
  disabled?: boolean;
  /** What is chosen is unusual, and should not be overlooked. */
  marked?: boolean;
  onChange: (value: string) => void;
  /** The options. */
  children: ComponentChildren;
}

export function Select({ id, value, disabled, marked, onChange, children }: SelectProps) {
  return (
    <span class="relative flex min-w-0 flex-1">
      <select
        id={id}
        class={cx(
          "min-h-[44px] w-full appearance-none truncate rounded-control border bg-surface ps-3 pe-10 text-ink disabled:opacity-60",
          marked && "border-accent",
        )}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {children}
      </select>
      <span class="pointer-events-none absolute inset-y-0 end-2 flex items-center text-quiet">
        <ChevronIcon />
      </span>
    </span>
  );
}
