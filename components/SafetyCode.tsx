/** The digits that two people read to each other to know that nobody sits between them. */
import { useEffect, useState } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import type { PeerId } from "../protocol/ids.ts";

export interface SafetyCodeProps {
  t: CallMessages;
  peer: PeerId;
  /** Whether the link to them is through: before, there is nothing to compare. */
  linked: boolean;
  session: Pick<CallSession, "safetyCode">;
}

/** When it is asked for again: what is through need not be in the statistics yet. In milliseconds. */
const AGAIN_MS = 500;

export function SafetyCode({ t, peer, linked, session }: SafetyCodeProps) {
  const [code, setCode] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let shown = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void session.safetyCode(peer).then((code) => {
      if (!shown) return;
      setCode(code);
      if (linked && code === null) timer = setTimeout(() => setTries(tries + 1), AGAIN_MS);
    });
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [peer, linked, tries]);
  return (
    <div class="flex flex-col gap-1">
      <p class="text-small text-quiet">{t.doors.code}</p>
      {/* Digits run from left to right in every language. */}
      {code === null
        ? <p>{t.doors.noCode}</p>
        : <p dir="ltr" class="self-start text-lead font-strong">{code}</p>}
      <p class="text-small text-quiet">{t.doors.codeHint}</p>
    </div>
  );
}
