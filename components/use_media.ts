/** Whether a media query holds, for what differs by more than its looks. */
import { useEffect, useState } from "preact/hooks";
import { listen } from "./listen.ts";

/** Where the whole bar of controls fits beside each other; the twind screen `md` says the same. */
export const WIDE = "(min-width: 760px)";

export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const tell = () => setHolds(list.matches);
    tell();
    return listen(list, { change: tell });
  }, [query]);
  return holds;
}
