/** The invite link to copy by hand, for when the clipboard is out of reach. */
import { InviteLink, type InviteLinkProps } from "./InviteLink.tsx";
import { Panel } from "./Panel.tsx";

export function InvitePanel({ onClose, ...invitation }: InviteLinkProps & { onClose: () => void }) {
  const { t } = invitation;
  return (
    <Panel t={t} title={t.controls.invite} onClose={onClose}>
      <p class="text-quiet">{t.stage.aloneHint}</p>
      <InviteLink {...invitation} />
    </Panel>
  );
}
