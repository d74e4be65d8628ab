/** Where messages are written and files are put, for everyone or for one. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import type { Audience } from "../client/talk_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, number } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { fileSize } from "../locales/measures.ts";
import { MAX_TEXT_CHARS } from "../protocol/limits.ts";
import { CloseIcon } from "./room_icons.tsx";
import { displayName } from "./display_name.ts";
import type { Draft } from "./draft.ts";
import { AttachIcon, SendIcon } from "./panel_icons.tsx";
import { Select } from "./Select.tsx";
import { useMedia, WIDE } from "./use_media.ts";

export interface ComposerProps {
  t: CallMessages;
  locale: Locale;
  others: readonly Participant[];
  /** For whom it is; `null` if they have gone meanwhile. */
  to: Audience | null;
  draft: Draft;
  /** `false` if it cannot be sent now, and should stay where it is. */
  onSend: (text: string, files: readonly File[]) => boolean;
}

/** With fewer characters left than this, how many is worth knowing. */
const FEW_LEFT = 200;
/** The code of a key that a keyboard of another script takes for itself. */
const COMPOSING = 229;

export function Composer(props: ComposerProps) {
  const { t, locale, others, to, draft } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  const text = draft.text.value;
  const files = draft.files.value;
  const left = MAX_TEXT_CHARS - text.length;
  const note = noteOf();

  useEffect(() => {
    const element = field.current!;
    // As high as what is in it, up to where the class says.
    element.style.setProperty("height", "auto");
    element.style.setProperty("height", `${element.scrollHeight}px`);
  }, [text]);

  // Whoever has a keyboard at hand wants to write; on a phone one would slide over the messages.
  const wide = useMedia(WIDE);
  useEffect(() => {
    if (wide) field.current?.focus();
  }, []);

  /** What keeps it from being sent, or soon will. */
  function noteOf(): string | null {
    if (to === null) return t.chat.gone;
    if (left < 0) return format(t.chat.tooLong, { count: number(locale, -left) });
    if (refused) return t.chat.tooFast;
    return left < FEW_LEFT ? format(t.chat.left, { count: left }) : null;
  }

  function send(): void {
    if (left < 0 || text.trim() === "" && files.length === 0) return;
    const sent = props.onSend(text, files);
    setRefused(!sent);
    if (!sent) return;
    draft.clear();
    field.current?.focus();
  }

  return (
    <form
      class="flex flex-none flex-col gap-2 border-t px-4 pb-4 pt-3 sm:flex-row sm:flex-wrap sm:items-end md:flex-col md:flex-nowrap md:items-stretch"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {files.length > 0 && (
        <ul
          aria-label={t.files.chosen}
          class="flex max-h-[120px] w-full flex-col gap-1 overflow-y-auto"
        >
          {files.map((file, index) => (
            <li key={`${index} ${file.name}`} class="flex items-center gap-2 text-small">
              <span class="flex min-w-0 flex-1">
                <bdi class="truncate">{file.name}</bdi>
              </span>
              <span class="flex-none text-quiet">{fileSize(locale, file.size)}</span>
              <button
                type="button"
                aria-label={format(t.files.remove, { file: file.name })}
                class="flex size-11 flex-none items-center justify-center rounded-full text-quiet hover:text-ink"
                onClick={() =>
                  draft.remove(file)}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <label class="flex min-h-[44px] items-center gap-2 text-small text-quiet sm:w-[220px] md:w-auto">
        <span class="flex-none">{t.chat.to}</span>
        <Select
          value={to ?? ""}
          marked={to !== "everyone"}
          onChange={(value) => {
            draft.to.value = value as Audience;
          }}
        >
          {to === null && <option value="" disabled>{t.chat.someoneGone}</option>}
          <option value="everyone">{t.chat.everyone}</option>
          {others.map((participant) => (
            <option key={participant.peer} value={participant.peer}>
              {displayName(participant, t)}
            </option>
          ))}
        </Select>
      </label>
      <div class="flex min-w-0 items-end gap-2 sm:flex-1 md:flex-none">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            draft.add([...event.currentTarget.files ?? []]);
            event.currentTarget.value = "";
          }}
        />
        <button
          type="button"
          aria-label={t.files.attach}
          class="flex size-11 flex-none items-center justify-center rounded-full text-quiet transition hover:bg-raised hover:text-ink"
          onClick={() => picker.current?.click()}
        >
          <AttachIcon />
        </button>
        <label for={id} class="sr-only">{t.chat.message}</label>
        <textarea
          ref={field}
          id={id}
          // What is not written yet goes the way of the page.
          dir={text === "" ? undefined : "auto"}
          rows={1}
          class="max-h-[160px] min-h-[44px] min-w-0 flex-1 resize-none rounded-control border bg-canvas px-3 py-2"
          value={text}
          // No `maxlength`: browsers cut what is pasted to it without a word.
          aria-invalid={left < 0}
          placeholder={t.chat.message}
          enterkeyhint="send"
          aria-describedby={note !== null ? `${id}-note` : undefined}
          onInput={(event) => {
            draft.text.value = event.currentTarget.value;
            setRefused(false);
          }}
          onKeyDown={(event) => {
            // Enter that chooses among the characters of an input method is not for us.
            const composing = event.isComposing || event.keyCode === COMPOSING;
            if (event.key !== "Enter" || event.shiftKey || composing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const pasted = [...event.clipboardData?.files ?? []];
            if (pasted.length === 0) return;
            event.preventDefault();
            draft.add(pasted);
          }}
        />
        <button
          type="submit"
          aria-label={t.chat.send}
          disabled={to === null}
          class="flex size-11 flex-none items-center justify-center rounded-full bg-accent text-on-accent transition enabled:hover:brightness-110 disabled:opacity-60"
        >
          <SendIcon />
        </button>
      </div>
      <p id={`${id}-note`} role="status" class="w-full text-small text-quiet empty:hidden">
        {note}
      </p>
    </form>
  );
}
