/** Who is here, and how they do. */
import type { Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, number, plural } from "../locales/format.ts";
import { handPlaces, raisedFirst } from "./hand_order.ts";
import { HandIcon, SignalIcon } from "./room_icons.tsx";
import { Initials } from "./Initials.tsx";
import { PanelScroll } from "./Panel.tsx";
import type { PanelProps } from "./panels.ts";
import { conditions, displayName } from "./participant_label.ts";

export function PeoplePanel({ t, locale, call, onInspect }: PanelProps) {
  const { participants, capacity } = call;
  const hands = handPlaces(participants);
  return (
    <PanelScroll>
      <ul class="flex flex-col gap-1">
        {raisedFirst(participants).map((participant) => (
          <PersonRow
            key={participant.peer}
            t={t}
            participant={participant}
            hand={hands.get(participant.peer) ?? null}
            onInspect={() => onInspect(participant.peer)}
          />
        ))}
      </ul>
      <p class="text-small text-quiet">
        {plural(locale, t.stage.people, participants.length)} ·{" "}
        {format(t.stage.capacity, { count: number(locale, capacity) })}
      </p>
    </PanelScroll>
  );
}

interface PersonRowProps {
  t: CallMessages;
  participant: Participant;
  /** Which of the raised hands theirs is, where there are several. */
  hand: number | null;
  onInspect: () => void;
}

function PersonRow({ t, participant, hand, onInspect }: PersonRowProps) {
  const name = displayName(participant, t);
  const said = conditions(participant, t, hand);
  if (participant.screen === "on") said.push(t.tile.sharing);
  return (
    <li class="flex min-h-[56px] items-center gap-3">
      <Initials name={name} size="small" />
      <span class="min-w-0 flex-1">
        <span class="flex gap-1">
          <span class="truncate" title={name}>{name}</span>
          {participant.self && <span class="flex-none text-quiet">({t.you})</span>}
        </span>
        <span class="block truncate text-small text-quiet empty:hidden">
          {said.join(", ")}
        </span>
      </span>
      {participant.hand !== null && (
        <span aria-hidden="true" class="flex flex-none items-center gap-1 text-accent tabular">
          <HandIcon />
          {hand}
        </span>
      )}
      {!participant.self && (
        <button
          type="button"
          aria-label={format(t.quality.open, { name })}
          class="flex size-11 flex-none items-center justify-center rounded-full text-quiet transition hover:bg-raised hover:text-ink"
          onClick={onInspect}
        >
          <SignalIcon />
        </button>
      )}
    </li>
  );
}
