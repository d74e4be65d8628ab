/** Plays a chime, so that nobody need wait for a voice to learn whether the speaker works. */
import { useEffect, useState } from "preact/hooks";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { SpeakerIcon } from "./icons.tsx";
import { NotArrived } from "./NotHere.tsx";

export interface SpeakerTestProps {
  t: CallMessages;
  /** The speaker in use. */
  speaker: string;
  /** `null` while the page is not alive. */
  session: CallSession | null;
}

type Test = "untried" | "playing" | "played" | "failed" | "missing";

export function SpeakerTest({ t, speaker, session }: SpeakerTestProps) {
  const [test, setTest] = useState<Test>("untried");
  // What was found of one speaker says nothing of another.
  useEffect(() => setTest("untried"), [speaker]);
  const playing = test === "playing";

  async function play(): Promise<void> {
    if (session === null) return;
    setTest("playing");
    try {
      setTest(await session.testSpeaker() ? "played" : "failed");
    } catch {
      setTest("missing");
    }
  }

  return (
    <div class="flex flex-col gap-2">
      <Button look="quiet" wide busy={playing} disabled={playing} onClick={play}>
        <SpeakerIcon />
        {playing ? t.devices.testing : t.devices.test}
      </Button>
      <p role="status" class="text-small text-warning empty:hidden">
        {test === "failed" ? t.devices.testFailed : ""}
      </p>
      {test === "missing" && <NotArrived t={t} />}
    </div>
  );
}
