/** Listens to the keyboard of a call: single keys, and the space bar, which talks for as long as it is held. */
import { useEffect, useRef } from "preact/hooks";
import { listen } from "./listen.ts";
import { type ShortcutAction, shortcutOf } from "./shortcuts.ts";

export interface ShortcutsOptions {
  enabled: boolean;
  onShortcut: (action: ShortcutAction) => void;
  /** The space bar went down, or up again. Returns whether that meant anything. */
  onTalk: (held: boolean) => boolean;
}

export function useShortcuts(options: ShortcutsOptions): void {
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    let talking = false;

    function onKeyDown(event: KeyboardEvent): void {
      if (!latest.current.enabled || event.defaultPrevented || takesKeys(event.target)) return;
      if (event.key === " ") {
        if (pressable(event.target)) return;
        if (!talking && !event.repeat) talking = latest.current.onTalk(true);
        // Or the page would scroll, or a button that was clicked before be pressed again.
        if (talking) event.preventDefault();
        return;
      }
      const action = shortcutOf(event);
      if (action === null) return;
      event.preventDefault();
      latest.current.onShortcut(action);
    }

    function hush(): void {
      if (talking) latest.current.onTalk(false);
      talking = false;
    }

    function onKeyUp(event: KeyboardEvent): void {
      if (event.key !== " " || !talking) return;
      event.preventDefault();
      hush();
    }

    const ends = [
      listen(document, { keydown: onKeyDown, keyup: onKeyUp }),
      // A key that comes up elsewhere is not heard here: nobody is left talking without knowing.
      listen(globalThis, { blur: hush }),
      hush,
    ];
    return () => ends.forEach((end) => end());
  }, []);
}

/** Where keys write or choose. */
function takesKeys(target: EventTarget | null): boolean {
  return closest(target, "input, textarea, select, [contenteditable], [role=menu], dialog") !==
    null;
}

/** What the space bar presses: only where the keyboard brought the focus, or every click would take it away. */
function pressable(target: EventTarget | null): boolean {
  const control = closest(target, "button, a[href], summary");
  return control?.matches(":focus-visible") ?? false;
}

function closest(target: EventTarget | null, selector: string): Element | null {
  return (target as Element | null)?.closest?.(selector) ?? null;
}
