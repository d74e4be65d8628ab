/** For whoever is alone, whether the others have not come yet or have left: how people get in. */
import { InviteLink, type InviteLinkProps } from "./InviteLink.tsx";

export function AloneNotice(props: InviteLinkProps) {
  const { t } = props;
  return (
    <section class="mx-auto flex w-full max-w-[560px] flex-none flex-col gap-3 rounded-tile bg-surface p-4 sm:p-5">
      <div>
        <h2 class="text-lead font-strong">{t.stage.alone}</h2>
        <p class="text-quiet">{t.stage.aloneHint}</p>
      </div>
      <InviteLink {...props} />
    </section>
  );
}
