/** The invite link to copy by hand, for when the clipboard is out of reach. */
import { InviteLink } from "./InviteLink.tsx";
import { PanelScroll } from "./Panel.tsx";
import type { PanelProps } from "./panels.ts";

export function InvitePanel({ t, invitation }: PanelProps) {
  return (
    <PanelScroll>
      <p class="text-quiet">{t.stage.aloneHint}</p>
      <InviteLink {...invitation} />
    </PanelScroll>
  );
}
