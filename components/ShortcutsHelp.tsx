/** The window of the keyboard shortcuts, which is there at once; what is in it is fetched when it is first opened. */
import type { ComponentType } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { CloseButton } from "./CloseButton.tsx";
import { type Later, useLater } from "./later.ts";
import { NotHere } from "./NotHere.tsx";
import type { ShortcutListProps } from "./ShortcutList.tsx";

export interface ShortcutsHelpProps {
  t: CallMessages;
  session: CallSession;
  list: Later<ComponentType<ShortcutListProps>>;
  onClose: () => void;
}

export function ShortcutsHelp({ t, session, list, onClose }: ShortcutsHelpProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const arrival = useLater(list);
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
          <CloseButton t={t} what={t.shortcuts.title} onClick={() => dialog.current?.close()} />
        </header>
        {arrival.state === "here"
          ? <arrival.part t={t} session={session} />
          : <NotHere t={t} arrival={arrival} />}
      </div>
    </dialog>
  );
}
