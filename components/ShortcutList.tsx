/** Every key that does something in a call, and the way to turn them off. */
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Choice } from "./Choice.tsx";
import { SHORTCUTS } from "./shortcuts.ts";

export interface ShortcutListProps {
  t: CallMessages;
  session: CallSession;
}

export function ShortcutList({ t, session }: ShortcutListProps) {
  return (
    <>
      <dl class="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {SHORTCUTS.map(({ key, action }) => (
          <Row key={action} keys={key.toUpperCase()} does={t.shortcuts.actions[action]} />
        ))}
        <Row keys={t.shortcuts.space} does={t.shortcuts.talk} />
      </dl>
      <Choice
        type="checkbox"
        name="shortcuts"
        label={t.shortcuts.enabled}
        hint={t.shortcuts.enabledHint}
        checked={session.preferences.value.shortcuts}
        onChange={(shortcuts) => session.prefer({ shortcuts })}
      />
    </>
  );
}

function Row({ keys, does }: { keys: string; does: string }) {
  return (
    <>
      <dt>
        <kbd class="inline-flex min-w-[32px] justify-center rounded-control border bg-raised px-2 py-1 text-small font-strong">
          {keys}
        </kbd>
      </dt>
      <dd>{does}</dd>
    </>
  );
}
