/** Why a device gives nothing, where its picture or its meter would be, and the way out. */
import type { CaptureKind, DeviceErrorCode } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";

export interface DeviceNoticeProps {
  t: CallMessages;
  kind: CaptureKind;
  code: DeviceErrorCode;
  onRetry: () => void;
}

export function DeviceNotice({ t, kind, code, onRetry }: DeviceNoticeProps) {
  const { title, next } = t.deviceErrors[kind][code];
  return (
    <div role="alert" class="flex max-w-sm flex-col items-center gap-1 text-center">
      <p class="font-strong">{title}</p>
      <p class="text-small text-quiet">{next}</p>
      {
        // No answer of the person can make an insecure page secure.
        code !== "insecure-origin" && (
          <div class="pt-3">
            <Button look="quiet" onClick={onRetry}>{t.controls.retry}</Button>
          </div>
        )
      }
    </div>
  );
}
