/** Who asks to be let in, by the names that they sealed, and the host's two answers. */
import { useRef } from "preact/hooks";
import type { Knocker } from "../client/call_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, isolated } from "../locales/format.ts";
import { Button } from "./Button.tsx";
import { displayName } from "./display_name.ts";
import { Initials } from "./Initials.tsx";

export interface KnocksProps {
  t: CallMessages;
  waiting: readonly Knocker[];
  /** Whether it is ours to let them in. */
  hosting: boolean;
  session: Pick<CallSession, "admit" | "decline">;
}

export function Knocks({ t, waiting, hosting, session }: KnocksProps) {
  return (
    <ul class="flex flex-col gap-3">
      {waiting.map((knocker) => (
        <Knock key={knocker.peer} t={t} knocker={knocker} hosting={hosting} session={session} />
      ))}
    </ul>
  );
}

function Knock(props: Omit<KnocksProps, "waiting"> & { knocker: Knocker }) {
  const { t, knocker, hosting, session } = props;
  const name = displayName(knocker, t);
  const row = useRef<HTMLLIElement>(null);
  const answer = (press: () => void) => {
    passFocusOn(row.current!);
    press();
  };
  const asks = `knock-${knocker.peer}`;
  return (
    <li ref={row} class="flex flex-wrap items-center gap-3">
      <Initials name={name} size="small" />
      <p id={asks} class="min-w-0 flex-[1_1_12rem] break-anywhere">
        {format(t.doors.asks, { name: isolated(name) })}
      </p>
      {hosting && (
        <span class="flex flex-none gap-2">
          <Button
            look="primary"
            describedBy={asks}
            onClick={() => answer(() => session.admit(knocker.peer))}
          >
            {t.doors.admit}
          </Button>
          <Button
            look="quiet"
            describedBy={asks}
            onClick={() => answer(() => session.decline(knocker.peer))}
          >
            {t.doors.decline}
          </Button>
        </span>
      )}
    </li>
  );
}

/** The button that was pressed goes with whoever asked: a keyboard must not be lost with it. */
function passFocusOn(row: HTMLLIElement): void {
  const other = row.nextElementSibling ?? row.previousElementSibling;
  const around = row.closest("aside")?.querySelector<HTMLElement>("h2") ??
    row.closest<HTMLElement>("main");
  (other?.querySelector("button") ?? around)?.focus();
}
