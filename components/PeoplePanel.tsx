/** Who is here, and how they do. */
import type { Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, plural } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { Initials } from "./Initials.tsx";
import { Panel } from "./Panel.tsx";
import { conditions, displayName } from "./participant_label.ts";

export interface PeoplePanelProps {
  t: CallMessages;
  locale: Locale;
  participants: readonly Participant[];
  capacity: number;
  onClose: () => void;
}

export function PeoplePanel({ t, locale, participants, capacity, onClose }: PeoplePanelProps) {
  return (
    <Panel t={t} title={t.controls.people} onClose={onClose}>
      <ul class="flex flex-col gap-1">
        {participants.map((participant) => (
          <PersonRow key={participant.peer} t={t} participant={participant} />
        ))}
      </ul>
      <p class="text-small text-quiet">
        {plural(locale, t.stage.people, participants.length)} ·{" "}
        {format(t.stage.capacity, { count: capacity })}
      </p>
    </Panel>
  );
}

function PersonRow({ t, participant }: { t: CallMessages; participant: Participant }) {
  const name = displayName(participant, t);
  return (
    <li class="flex min-h-[56px] items-center gap-3">
      <Initials name={name} size="small" />
      <span class="min-w-0 flex-1">
        <span class="flex gap-1">
          <span class="truncate" title={name}>{name}</span>
          {participant.self && <span class="flex-none text-quiet">({t.you})</span>}
        </span>
        <span class="block truncate text-small text-quiet empty:hidden">
          {conditions(participant, t).join(", ")}
        </span>
      </span>
    </li>
  );
}
