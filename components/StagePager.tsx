/** Turns the pages of a stage that holds more people than one looks at together. */
import type { CallMessages } from "../locales/en.ts";
import { format, number } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { cx } from "./cx.ts";
import { ChevronIcon } from "./icons.tsx";

export interface StagePagerProps {
  t: CallMessages;
  locale: Locale;
  /** From 0. */
  page: number;
  pages: number;
  onTurn: (page: number) => void;
}

export function StagePager({ t, locale, page, pages, onTurn }: StagePagerProps) {
  const position = { page: number(locale, page + 1), pages: number(locale, pages) };
  return (
    <nav aria-label={t.stage.pages} class="flex flex-none items-center justify-center gap-2">
      <Turn
        to="before"
        label={t.stage.previousPage}
        disabled={page === 0}
        onClick={() => onTurn(page - 1)}
      />
      <p class="text-small text-quiet tabular">{format(t.stage.page, position)}</p>
      <Turn
        to="after"
        label={t.stage.nextPage}
        disabled={page === pages - 1}
        onClick={() => onTurn(page + 1)}
      />
    </nav>
  );
}

function Turn(
  props: { to: "before" | "after"; label: string; disabled: boolean; onClick: () => void },
) {
  const before = props.to === "before";
  return (
    <button
      type="button"
      aria-label={props.label}
      disabled={props.disabled}
      class="flex size-11 items-center justify-center rounded-full text-ink transition enabled:hover:bg-raised disabled:opacity-40"
      onClick={props.onClick}
    >
      <span class={cx("flex", before ? "turn-before" : "turn-after")}>
        <ChevronIcon />
      </span>
    </button>
  );
}
