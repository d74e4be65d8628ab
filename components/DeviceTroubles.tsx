/**
 * Devices that fail during a call: those that this person had or asked for. What the page asks for at its beginning is
 * explained in the lobby, and not brought up for whoever is inside before the answer.
 */
import { useEffect, useState } from "preact/hooks";
import type { CaptureKind, MediaState } from "../client/media_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import { CloseButton } from "./CloseButton.tsx";
import { DeviceNotice } from "./DeviceNotice.tsx";

const KINDS = ["camera", "microphone"] as const satisfies readonly CaptureKind[];

export interface DeviceTroublesProps {
  t: CallMessages;
  media: MediaState;
  session: CallSession;
}

export function DeviceTroubles({ t, media, session }: DeviceTroublesProps) {
  const failed = (kind: CaptureKind) => media[kind].state === "failed";
  const [known, setKnown] = useState<readonly CaptureKind[]>(() => KINDS.filter(failed));
  // What was asked for again and fails again is news.
  useEffect(() => setKnown(known.filter(failed)), [media.camera.state, media.microphone.state]);
  const news = KINDS.filter((kind) =>
    failed(kind) && media.asked.includes(kind) && !known.includes(kind)
  );
  if (news.length === 0) return null;
  return (
    <div class="pointer-events-auto flex w-full flex-col gap-2">
      {news.map((kind) => {
        const capture = media[kind];
        if (capture.state !== "failed") return null;
        return (
          <div
            key={kind}
            class="float flex items-center gap-2 rounded-tile border bg-surface py-3 ps-5 pe-2"
          >
            <div class="min-w-0 flex-1">
              <DeviceNotice
                t={t}
                kind={kind}
                code={capture.code}
                next={t.notices.goesOn[kind][capture.code]}
                inline
                onRetry={() => session.retry(kind)}
              />
            </div>
            <CloseButton
              t={t}
              what={t.deviceErrors[kind][capture.code].title}
              onClick={() => setKnown([...known, kind])}
            />
          </div>
        );
      })}
    </div>
  );
}
