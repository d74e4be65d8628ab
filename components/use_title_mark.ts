/** Whoever hosts and looks at another tab sees by the title of ours that somebody waits to be let in. */
import { useEffect } from "preact/hooks";
import type { DoorState } from "../client/call_state.ts";

/** Puts how many wait before the title of the page, for as long as there are any. */
export function useTitleMark({ hosting, waiting: { length } }: DoorState): void {
  useEffect(() => {
    if (!hosting || length === 0) return;
    const { title } = document;
    document.title = `(${length}) ${title}`;
    return () => {
      document.title = title;
    };
  }, [hosting, length]);
}
