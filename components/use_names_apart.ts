/** Gives everybody in a call, and at its door, the name by which they are shown: see `names_apart.ts`. */
import { useMemo, useRef } from "preact/hooks";
import type { Guest } from "../client/call_state.ts";
import { type NamePlates, tellApart } from "./names_apart.ts";
import type { InCall, RoomProps } from "./room_props.ts";

export function useNamesApart({ call, t, locale }: RoomProps): InCall {
  const plates = useRef<NamePlates>(new Map());
  return useMemo(() => {
    const { participants, doors } = call;
    const [self, ...others] = participants;
    // Whom we found here came before us.
    plates.current = tellApart(plates.current, [...others, self!, ...doors.waiting], t, locale);
    const named = <Who extends Guest>(who: Who): Who => ({
      ...who,
      name: plates.current.get(who.peer)!.shown,
    });
    return {
      ...call,
      participants: participants.map(named),
      doors: { ...doors, waiting: doors.waiting.map(named) },
    };
  }, [call, t, locale]);
}
