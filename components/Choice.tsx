/** A row to press: one of several, or on and off. */
import type { ComponentChildren } from "preact";

export interface ChoiceProps {
  type: "radio" | "checkbox";
  /** What belongs together has one. */
  name: string;
  label: string;
  /** A few more words, for who is not sure. */
  hint?: string;
  icon?: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Choice({ type, name, label, hint, icon, checked, onChange }: ChoiceProps) {
  return (
    <label class="flex min-h-[44px] cursor-pointer items-center gap-3 rounded-control px-2 py-1 transition hover:bg-raised">
      {icon}
      <span class="min-w-0 flex-1">
        <span class="block">{label}</span>
        {hint !== undefined && <span class="block text-small text-quiet">{hint}</span>}
      </span>
      <input
        type={type}
        name={name}
        class="size-5 flex-none"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
