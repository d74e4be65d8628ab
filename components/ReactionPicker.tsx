/** What can be shown without a word. */
import type { CallMessages } from "../locales/en.ts";
import { type ReactionCode, REACTIONS } from "../protocol/reactions.ts";
import { ReactionPicture } from "./ReactionPicture.tsx";

export interface ReactionPickerProps {
  t: CallMessages;
  onPick: (code: ReactionCode) => void;
}

export function ReactionPicker({ t, onPick }: ReactionPickerProps) {
  return (
    <div
      role="group"
      aria-label={t.controls.reactions}
      class="grid grid-cols-4 justify-items-center gap-1 sm:grid-cols-8"
    >
      {REACTIONS.map((code) => (
        <button
          key={code}
          type="button"
          aria-label={t.reactions.names[code]}
          title={t.reactions.names[code]}
          class="flex size-11 items-center justify-center rounded-full transition hover:bg-raised"
          onClick={() => onPick(code)}
        >
          <ReactionPicture code={code} />
        </button>
      ))}
    </div>
  );
}
