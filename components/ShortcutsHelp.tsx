/** Every key that does something in a call, and the way to turn them off. */
import { useEffect, useId, useRef } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Choice } from "./Choice.tsx";
import { CloseIcon } from "./room_icons.tsx";
import { SHORTCUTS } from "./shortcuts.ts";

export interface ShortcutsHelpProps {
  t: CallMessages;
  session: CallSession;
  onClose: () => void;
}

export function ShortcutsHelp({ t, session, onClose }: ShortcutsHelpProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // The browser itself keeps the focus inside, and gives it back in the end.
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      class="float m-auto w-full max-w-md rounded-tile border bg-surface p-0 text-ink"
      onClose={onClose}
      onClick={(event) => {
        // Beside it lies its backdrop, which counts as the dialog itself.
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="flex flex-col gap-3 p-5 pt-3">
        <header class="-me-3 flex items-center justify-between">
          <h2 id={id} class="text-title font-strong">{t.shortcuts.title}</h2>
          <button
            type="button"
            aria-label={t.controls.close}
            class="flex size-11 items-center justify-center rounded-full text-quiet transition hover:bg-raised hover:text-ink"
            onClick={() => dialog.current?.close()}
          >
            <CloseIcon />
          </button>
        </header>
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
      </div>
    </dialog>
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
