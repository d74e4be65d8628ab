/** The link that lets people in, and the ways to hand it on. */
import { useId } from "preact/hooks";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { CheckIcon, CopyIcon } from "./doctor_icons.tsx";
import { ShareIcon } from "./room_icons.tsx";

export interface InviteLinkProps {
  t: CallMessages;
  link: string;
  copied: boolean;
  onCopy: () => void;
  /** Left out where the browser has no share sheet. */
  onShare?: (() => void) | undefined;
}

export function InviteLink({ t, link, copied, onCopy, onShare }: InviteLinkProps) {
  const id = useId();
  return (
    <div class="flex w-full flex-wrap gap-2">
      <label for={id} class="sr-only">{t.stage.link}</label>
      <input
        id={id}
        class="min-h-[44px] min-w-0 flex-[1_1_12rem] truncate rounded-control border bg-canvas px-3 text-quiet"
        // An address is written from left to right, wherever it stands.
        dir="ltr"
        value={link}
        readonly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button look="primary" onClick={onCopy}>
        {copied ? <CheckIcon /> : <CopyIcon />}
        {copied ? t.controls.copied : t.stage.copy}
      </Button>
      {onShare !== undefined && (
        <Button look="quiet" onClick={onShare}>
          <ShareIcon />
          {t.stage.share}
        </Button>
      )}
    </div>
  );
}
