/** A file in the chat: offered, on its way, here, or not, and what can be done about it. */
import type { ComponentChildren } from "preact";
import type { FileTransfer } from "../client/file_transfer.ts";
import type { FileEntry, Talk } from "../client/talk_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { fileSize, percent } from "../locales/measures.ts";
import { buttonClass } from "./Button.tsx";
import { FileIcon } from "./talk_icons.tsx";

const PRIMARY = buttonClass({ look: "primary" });

export interface FileCardProps {
  t: CallMessages;
  locale: Locale;
  entry: FileEntry;
  own: boolean;
  /** What somebody is called who was called so `then`. */
  nameOf: (peer: string, then: string) => string;
  talk: Talk;
}

export function FileCard({ t, locale, entry, own, nameOf, talk }: FileCardProps) {
  const { name, size } = entry.file;
  const kind = kindOf(name);
  const transfers = [...talk.files.transfers.value.values()].filter(({ id, direction, peer }) =>
    id === entry.id && (own ? direction === "out" : direction === "in" && peer === entry.from)
  );
  return (
    <div class="flex w-[230px] max-w-full flex-col gap-2">
      <div class="flex items-center gap-2">
        <span class="flex-none text-accent">
          <FileIcon />
        </span>
        <span class="flex min-w-0 flex-1 flex-col items-start">
          <bdi class="max-w-full truncate font-strong" title={name}>{name}</bdi>
          <span class="text-small text-quiet">
            {kind !== null && (
              <>
                <bdi>{kind}</bdi> ·{" "}
              </>
            )}
            <bdi>{fileSize(locale, size)}</bdi>
          </span>
        </span>
      </div>
      {own && transfers.length === 0 && <p class="text-small text-quiet">{t.files.nobody}</p>}
      {transfers.map((transfer) => (
        <Row
          key={transfer.key}
          t={t}
          locale={locale}
          transfer={transfer}
          who={own && transfers.length > 1 ? nameOf(transfer.peer, transfer.peerName) : null}
          talk={talk}
        />
      ))}
    </div>
  );
}

/** How the name ends: what there is no room for would be just that. */
function kindOf(name: string): string | null {
  return /\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1]?.toUpperCase() ?? null;
}

interface RowProps {
  t: CallMessages;
  locale: Locale;
  transfer: FileTransfer;
  /** To whom, where that is more than one. */
  who: string | null;
  talk: Talk;
}

/** How one of them gets on. */
function Row({ t, locale, transfer, who, talk: { files } }: RowProps) {
  const { key, name, size, progress, direction } = transfer;
  const isIn = direction === "in";
  const labels = t.files;
  const cancel = <Press label={t.files.cancel} file={name} onPress={() => files.cancel(key)} />;
  switch (progress.state) {
    case "offered":
      return (
        <Line who={who} said={isIn ? null : labels.offered}>
          {isIn && (
            <button
              type="button"
              aria-label={`${labels.accept}: ${name}`}
              class={PRIMARY}
              onClick={() => files.accept(key)}
            >
              {labels.accept}
            </button>
          )}
          {isIn
            ? <Press label={labels.decline} file={name} onPress={() => files.decline(key)} />
            : cancel}
        </Line>
      );
    case "waiting":
    case "moving": {
      const { done } = progress;
      const part = size === 0 ? 0 : done / size;
      const amount = format(labels.progress, {
        done: fileSize(locale, done),
        size: fileSize(locale, size),
        percent: percent(locale, part),
      });
      return (
        <Line who={who} said={progress.state === "waiting" ? labels.waiting : amount}>
          <progress
            class="transfer h-2 w-full"
            aria-label={format(labels.progressOf, { file: name })}
            value={done}
            max={Math.max(size, 1)}
          />
          {cancel}
        </Line>
      );
    }
    case "done":
      return (
        <Line who={who} said={isIn ? labels.arrived : labels.taken}>
          {progress.url !== null && (
            <a
              href={progress.url}
              download={name}
              aria-label={format(labels.saveFile, { file: name })}
              class={PRIMARY}
            >
              {labels.save}
            </a>
          )}
        </Line>
      );
    case "ended": {
      const { by, reason } = progress;
      const mayRetry = isIn ? by === "us" : reason !== "too-large" && reason !== "left";
      return (
        <Line who={who} said={labels.ended[by][reason]}>
          {mayRetry && (
            <Press
              label={t.controls.retry}
              file={name}
              onPress={() => files.retry(key)}
            />
          )}
        </Line>
      );
    }
    default:
      progress satisfies never;
  }
}

interface LineProps {
  who: string | null;
  said: string | null;
  children: ComponentChildren;
}

function Line({ who, said, children }: LineProps) {
  return (
    <div class="flex flex-col gap-1">
      {(who !== null || said !== null) && (
        <p class="text-small text-quiet tabular">
          {who !== null && <bdi class="font-strong text-ink">{who}</bdi>} {said}
        </p>
      )}
      <div class="flex flex-wrap items-center gap-2 empty:hidden">{children}</div>
    </div>
  );
}

/** A quiet button whose name says what it is about, where there may be many alike. */
function Press(props: { label: string; file: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={`${props.label}: ${props.file}`}
      class="min-h-[44px] rounded-control px-3 text-small font-strong text-accent underline"
      onClick={props.onPress}
    >
      {props.label}
    </button>
  );
}
