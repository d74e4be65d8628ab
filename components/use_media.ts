/** Whether a media query holds, for what differs by more than its looks. */
import { useEffect, useState } from "preact/hooks";

/** Where the whole bar of controls fits beside each other; the twind screen `md` says the same. */
export const WIDE = "(min-width: 760px)";

export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const tell = () => setHolds(list.matches);
    tell();
    list.addEventListener("change", tell);
    return () => list.removeEventListener("change", tell);
  }, [query]);
  return holds;
}
