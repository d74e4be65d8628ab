/** What can be shown without a word. */
import type { CallMessages } from "../locales/en.ts";
import { type ReactionCode, REACTIONS } from "../protocol/reactions.ts";
import { EMOJI } from "./reaction_emoji.ts";

export interface ReactionPickerProps {
  t: CallMessages;
  onPick: (code: ReactionCode) => void;
}

export function ReactionPicker({ t, onPick }: ReactionPickerProps) {
  return (
    <div role="group" aria-label={t.controls.reactions} class="flex flex-wrap justify-center gap-1">
      {REACTIONS.map((code) => (
        <button
          key={code}
          type="button"
          aria-label={t.reactions.names[code]}
          title={t.reactions.names[code]}
          class="flex size-11 items-center justify-center rounded-full text-title transition hover:bg-raised"
          onClick={() => onPick(code)}
        >
          <span aria-hidden="true">{EMOJI[code]}</span>
        </button>
      ))}
    </div>
  );
}
