/** Closes what it stands on. There may be several at once, so its name says what that is. */
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import { CloseIcon } from "./room_icons.tsx";

export interface CloseButtonProps {
  t: CallMessages;
  /** The title of what it closes. */
  what: string;
  onClick: () => void;
}

export function CloseButton({ t, what, onClick }: CloseButtonProps) {
  return (
    <button
      type="button"
      aria-label={format(t.controls.close, { what })}
      class="flex size-11 flex-none items-center justify-center rounded-full text-quiet transition hover:bg-raised hover:text-ink"
      onClick={onClick}
    >
      <CloseIcon />
    </button>
  );
}
