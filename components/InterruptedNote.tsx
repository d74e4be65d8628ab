/** Devices that run and give nothing: not our doing, and over by itself. */
import type { CaptureKind } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";

export interface InterruptedNoteProps {
  t: CallMessages;
  interrupted: readonly CaptureKind[];
}

export function InterruptedNote({ t, interrupted }: InterruptedNoteProps) {
  return (
    <>
      {interrupted.map((kind) => (
        <p key={kind} class="float rounded-tile border bg-surface px-5 py-3">
          {t.devices.interrupted[kind]}
        </p>
      ))}
    </>
  );
}
