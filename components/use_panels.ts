/** Which panel is open, and where the focus goes when it closes. */
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { PanelName } from "./panels.ts";

export interface Panels {
  open: PanelName | null;
  show: (name: PanelName) => void;
  /** Opens that panel, or closes it if it is the one. */
  toggle: (name: PanelName) => void;
  close: () => void;
}

/** `bar` holds the controls that open panels. */
export function usePanels(bar: RefObject<HTMLElement>): Panels {
  const [open, setOpen] = useState<PanelName | null>(null);
  const opener = useRef<Element | null>(null);

  function show(name: PanelName): void {
    // What leads from one panel to the next goes with the first.
    if (open === null) opener.current = document.activeElement;
    setOpen(name);
  }

  function close(): void {
    setOpen(null);
    // Some browsers do not focus a button that is clicked; and on a phone it may have gone back into its menu.
    const back = opener.current?.isConnected && opener.current.matches("button, a")
      ? opener.current
      : bar.current?.querySelector("[aria-expanded=true]") ?? bar.current?.querySelector("button");
    (back as HTMLElement | null | undefined)?.focus();
  }

  return { open, show, close, toggle: (name) => open === name ? close() : show(name) };
}
