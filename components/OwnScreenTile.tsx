/**
 * Says that one's own screen is shared, and ends that. Without its picture: a screen that shows itself is a
 * hall of mirrors.
 */
import { useId } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { screenLabel } from "./participant_label.ts";

export interface OwnScreenTileProps {
  t: CallMessages;
  participant: Participant;
  onStop: () => void;
}

export function OwnScreenTile({ t, participant, onStop }: OwnScreenTileProps) {
  const id = useId();
  return (
    <figure
      aria-label={screenLabel(participant, t)}
      data-peer={participant.peer}
      data-source="screen"
      data-link={participant.link}
      data-self
      class="tile-place flex flex-col items-center justify-center gap-2 overflow-hidden rounded-tile bg-surface p-2 text-center"
    >
      <p id={id} class="text-small">{t.tile.ownScreen}</p>
      <Button look="quiet" describedBy={id} onClick={onStop}>{t.tile.stop}</Button>
    </figure>
  );
}
