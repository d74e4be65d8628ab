/** How long the call has been going. */
import { useEffect, useState } from "preact/hooks";
import { clock } from "../locales/clock.ts";
import type { Locale } from "../locales/locale.ts";

export function Clock(props: { locale: Locale; since: number; now: () => number }) {
  const [now, setNow] = useState(props.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(props.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return <time class="tabular">{clock(props.locale, now - props.since)}</time>;
}
