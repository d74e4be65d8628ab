/** What somebody shows for a moment, rising over their picture. Drawn again by reactions alone, not by the call. */
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Talk } from "../client/talk_types.ts";
import { ReactionPicture } from "./ReactionPicture.tsx";

export interface TileReactionsProps {
  talk: ReadonlySignal<Talk | null>;
  peer: string;
}

export function TileReactions({ talk, peer }: TileReactionsProps) {
  const shown = useComputed(() => {
    const all = talk.value?.reactions.shown.value ?? [];
    return all.filter((reaction) => reaction.peer === peer);
  }).value;
  if (shown.length === 0) return null;
  return (
    <div
      // The announcer has said it.
      aria-hidden="true"
      data-reactions
      class="pointer-events-none absolute bottom-10 end-3 z-10 flex gap-1"
    >
      {shown.map(({ key, code }) => (
        <span
          key={key}
          class="reaction flex size-11 items-center justify-center rounded-full bg-veil"
        >
          <ReactionPicture code={code} />
        </span>
      ))}
    </div>
  );
}
