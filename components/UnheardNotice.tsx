/** Tells whoever talks into a muted microphone that nobody hears it, and how to be heard. */
import { useComputed } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { MicrophoneOffIcon } from "./icons.tsx";

/** How long the notice stays once nothing more is said, in milliseconds. */
const STAY_MS = 5000;
/** How long it keeps silent afterwards: it may be somebody else in the room who talks. */
const REST_MS = 30_000;

/** `told` while it shows, `resting` when it has not long been. */
type Notice = "waiting" | "told" | "resting";

export interface UnheardNoticeProps {
  t: CallMessages;
  session: CallSession;
  say: (sentence: string) => void;
}

export function UnheardNotice({ t, session, say }: UnheardNoticeProps) {
  const [notice, setNotice] = useState<Notice>("waiting");
  const unheard = useComputed(() => session.speech.value.unheard).value;
  const muted = useComputed(() => session.media.value.muted).value;

  useEffect(() => {
    if (!muted) return setNotice("waiting");
    if (unheard && notice === "waiting") {
      setNotice("told");
      say(t.notices.unheard);
    }
  }, [muted, unheard, notice]);

  useEffect(() => {
    if (notice === "waiting" || (notice === "told" && unheard)) return;
    const [next, ms] = notice === "told"
      ? ["resting", STAY_MS] as const
      : ["waiting", REST_MS] as const;
    const timer = setTimeout(() => setNotice(next), ms);
    return () => clearTimeout(timer);
  }, [notice, unheard]);

  if (notice !== "told" || !muted) return null;
  return (
    <div class="float pointer-events-auto z-30 flex max-w-full items-center gap-3 rounded-tile bg-raised py-2 ps-4 pe-2">
      <span class="text-warning">
        <MicrophoneOffIcon small />
      </span>
      <p>{t.notices.unheard}</p>
      <Button look="primary" onClick={() => session.setMuted(false)}>{t.notices.unmute}</Button>
    </div>
  );
}
