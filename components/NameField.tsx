/** One's name during a call. The others hear of it once it is finished, not letter by letter. */
import { useId, useState } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { MAX_NAME_CHARS } from "../protocol/limits.ts";

export interface NameFieldProps {
  t: CallMessages;
  session: CallSession;
}

export function NameField({ t, session }: NameFieldProps) {
  const id = useId();
  /** What is typed and not finished; `null` while nothing is. */
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-small text-quiet">{t.lobby.name}</label>
      <input
        id={id}
        class="min-h-[44px] w-full rounded-control border bg-surface px-3"
        value={draft ?? session.name.value}
        placeholder={t.lobby.nameHint}
        maxLength={MAX_NAME_CHARS}
        autocomplete="name"
        enterkeyhint="done"
        onInput={(event) => setDraft(event.currentTarget.value)}
        // The browser's own word for finished: Enter, or the focus goes elsewhere.
        onChange={(event) => {
          session.rename(event.currentTarget.value);
          setDraft(null);
        }}
      />
    </div>
  );
}
