/** Why a device gives nothing, where its picture or its meter would be, and the way out. */
import { useId } from "preact/hooks";
import type { CaptureKinds, DeviceErrorCode } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { inOneLine } from "../locales/format.ts";
import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";
import { wayBack } from "./way_back.ts";

export interface DeviceNoticeProps {
  t: CallMessages;
  kind: CaptureKinds;
  code: DeviceErrorCode;
  /**
   * What to do, where it is not what the lobby advises.
   * @default {t.deviceErrors}
   */
  next?: string | undefined;
  /** One line where there is width, instead of a block in the middle of an empty picture. */
  inline?: boolean;
  onRetry: () => void;
}

export function DeviceNotice({ t, kind, code, inline, onRetry, ...props }: DeviceNoticeProps) {
  const id = useId();
  const { title, next } = t.deviceErrors[kind][code];
  const way = wayBack(code, t);
  const advice = props.next ?? next;
  return (
    <div
      role="alert"
      class={cx(
        "flex gap-x-4 gap-y-3",
        inline ? "items-center justify-between" : "max-w-sm flex-col items-center text-center",
      )}
    >
      <div class="min-w-0">
        <p id={id} class="font-strong">{title}</p>
        <p class="text-small text-quiet">
          {way === null ? advice : inOneLine(t.sentences, [advice, way])}
        </p>
      </div>
      {
        // No answer of the person can make an insecure page secure.
        code !== "insecure-origin" && (
          <span class="flex-none">
            <Button look="quiet" label={t.devices.retry[kind]} describedBy={id} onClick={onRetry}>
              {t.controls.retry}
            </Button>
          </span>
        )
      }
    </div>
  );
}
