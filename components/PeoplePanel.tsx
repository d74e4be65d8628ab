/** Who is here, and how they do. */
import { useId, useState } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, number, plural } from "../locales/format.ts";
import type { PeerId } from "../protocol/ids.ts";
import { DoorControls } from "./DoorControls.tsx";
import { Knocks } from "./Knocks.tsx";
import { handPlaces, raisedFirst } from "./hand_order.ts";
import { HandIcon, MoreIcon, SignalIcon } from "./room_icons.tsx";
import { Initials } from "./Initials.tsx";
import { PanelScroll } from "./Panel.tsx";
import type { PanelProps } from "./panels.ts";
import { displayName } from "./display_name.ts";
import { conditions } from "./participant_label.ts";
import { PersonOptions } from "./PersonOptions.tsx";

export function PeoplePanel({ t, locale, call, session, onInspect }: PanelProps) {
  const { participants, capacity, doors } = call;
  const [opened, setOpened] = useState<PeerId | null>(null);
  const hands = handPlaces(participants);
  return (
    <>
      {doors.waiting.length > 0 && (
        // Above what scrolls: whoever reads the end of the panel sees who asks.
        <div class="max-h-[40vh] flex-none overflow-y-auto border-b px-5 py-3">
          <Knocks t={t} waiting={doors.waiting} hosting={doors.hosting} session={session} />
        </div>
      )}
      <PanelScroll>
        <ul class="flex flex-col gap-1">
          {raisedFirst(participants).map((participant) => (
            <PersonRow
              key={participant.peer}
              t={t}
              participant={participant}
              hand={hands.get(participant.peer) ?? null}
              hosts={participant.peer === doors.host}
              hosting={doors.hosting}
              session={session}
              open={opened === participant.peer}
              onOpen={(open) => setOpened(open ? participant.peer : null)}
              onInspect={() => onInspect(participant.peer)}
            />
          ))}
        </ul>
        <p class="text-small text-quiet">
          {plural(locale, t.stage.people, participants.length)} ·{" "}
          {format(t.stage.capacity, { count: number(locale, capacity) })}
        </p>
        <DoorControls t={t} doors={doors} session={session} />
      </PanelScroll>
    </>
  );
}

interface PersonRowProps {
  t: CallMessages;
  participant: Participant;
  /** Which of the raised hands theirs is, where there are several. */
  hand: number | null;
  /** Whether they host the call. */
  hosts: boolean;
  /** Whether we do. */
  hosting: boolean;
  session: CallSession;
  /** Whether there is more to see of them now. */
  open: boolean;
  onOpen: (open: boolean) => void;
  onInspect: () => void;
}

function PersonRow({ t, participant, ...props }: PersonRowProps) {
  const { hosts, hand, open } = props;
  const id = useId();
  const name = displayName(participant, t);
  const said = [...(hosts ? [t.doors.host] : []), ...conditions(participant, t, hand)];
  if (participant.screen === "on") said.push(t.tile.sharing);
  return (
    <li class="flex flex-col gap-2">
      <div class="flex min-h-[56px] items-center gap-3">
        <Initials name={name} size="small" />
        <span class="min-w-0 flex-1">
          <span class="flex gap-1">
            <bdi class="truncate" title={name}>{name}</bdi>
            {participant.self && <span class="flex-none text-quiet">{t.you}</span>}
          </span>
          <span class="block truncate text-small text-quiet empty:hidden">
            {said.join(t.tile.comma)}
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
            onClick={props.onInspect}
          >
            <SignalIcon />
          </button>
        )}
        {!participant.self && (
          <button
            type="button"
            aria-label={format(t.doors.options, { name })}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            class="flex size-11 flex-none items-center justify-center rounded-full text-quiet transition hover:bg-raised hover:text-ink"
            onClick={() => props.onOpen(!open)}
          >
            <MoreIcon />
          </button>
        )}
      </div>
      {open && !participant.self && (
        <div id={id}>
          <PersonOptions
            t={t}
            participant={participant}
            name={name}
            hosting={props.hosting}
            session={props.session}
          />
        </div>
      )}
    </li>
  );
}
