/** A control that opens a card above it, and closes it when something in there is chosen or the eye goes elsewhere. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { listen } from "./listen.ts";
import { RoundButton } from "./RoundButton.tsx";

export interface BarMenuProps {
  /** The accessible name of the control, and of what it opens. */
  label: string;
  icon: ComponentChildren;
  /** What is in the card. `close` gives the focus back to the control. */
  children: (close: () => void) => ComponentChildren;
}

export function BarMenu({ label, icon, children }: BarMenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const control = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    card.current?.querySelector<HTMLElement>("button, input")?.focus();
    const elsewhere = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    return listen(document, { pointerdown: elsewhere, focusin: elsewhere });
  }, [open]);

  function close(): void {
    setOpen(false);
    control.current?.focus();
  }

  return (
    <div
      ref={place}
      class="flex md:relative"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <RoundButton
        label={label}
        expanded={open}
        controls={id}
        buttonRef={control}
        onClick={() => setOpen(!open)}
      >
        {icon}
      </RoundButton>
      {open && (
        <div
          ref={card}
          id={id}
          role="group"
          aria-label={label}
          class="card float absolute bottom-full inset-x-2 z-30 mb-2 max-h-[calc(100dvh-7rem)] overflow-y-auto rounded-tile border bg-surface p-4 md:inset-x-auto md:left-1/2 md:w-max md:-translate-x-1/2"
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
