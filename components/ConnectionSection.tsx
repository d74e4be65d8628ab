/** The folded part of the lobby about the connection. The doctor is fetched when somebody looks. */
import { useState } from "preact/hooks";
import { ConnectionCheck, type ConnectionCheckProps } from "./ConnectionCheck.tsx";
import { ChevronIcon, ConnectionIcon } from "./icons.tsx";

export function ConnectionSection(props: ConnectionCheckProps) {
  const { t, session } = props;
  const hidden = session.relayOnly.value;
  // Who hides their address is told at once whether anybody can reach them so.
  const [open, setOpen] = useState(hidden);
  return (
    <details
      class="group self-start rounded-tile border bg-surface"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary class="flex min-h-[52px] items-center gap-3 rounded-tile px-4">
        <ConnectionIcon />
        <span class="flex-none">{t.doctor.title}</span>
        <span class="min-w-0 flex-1 truncate text-end text-small text-quiet">
          {hidden ? t.doctor.addressHidden : ""}
        </span>
        <span class="text-quiet transition group-open:rotate-180">
          <ChevronIcon />
        </span>
      </summary>
      <div class="px-4 pb-5 pt-2">{open && <ConnectionCheck {...props} />}</div>
    </details>
  );
}
