/**
 * What slides in: beside the stage where there is width, below it on a phone, and in its place where there is no room for
 * both. Nothing is ever covered, so that what the stage measures of itself is what is seen. The controls stay in reach:
 * whoever reads the chat may have to mute.
 */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { CallMessages } from "../locales/en.ts";
import { CloseButton } from "./CloseButton.tsx";

export interface PanelFrameProps {
  t: CallMessages;
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Panel({ t, title, onClose, children }: PanelFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const aside = useRef<HTMLElement>(null);
  // Before anybody sees it: whoever presses Escape at once means the panel.
  useLayoutEffect(() => {
    // Unless something in it knows better where to begin.
    if (!aside.current?.contains(document.activeElement)) heading.current?.focus();
  }, []);
  return (
    <aside
      ref={aside}
      aria-labelledby={id}
      class="panel float z-20 flex max-h-[80%] min-h-0 flex-col rounded-tile bg-surface tight:h-full tight:max-h-full md:z-auto md:max-h-full md:w-[340px] md:flex-none"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header class="flex flex-none items-center justify-between ps-5 pe-2 pt-2">
        <h2 ref={heading} id={id} tabIndex={-1} class="text-title font-strong">{title}</h2>
        <CloseButton t={t} what={title} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}

/** The content of a panel, or the part of it that scrolls. */
export function PanelScroll({ children }: { children: ComponentChildren }) {
  return (
    <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pb-6 pt-3">{children}</div>
  );
}
