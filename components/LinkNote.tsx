/** Over a tile whose link is not at its best: what is the matter, calmly. The tile's name says it as well. */
import type { LinkState } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { WeakIcon } from "./doctor_icons.tsx";
import { ReconnectIcon } from "./room_icons.tsx";

export interface LinkNoteProps {
  t: CallMessages;
  link: Exclude<LinkState, "live">;
}

export function LinkNote({ t, link }: LinkNoteProps) {
  return (
    <p
      aria-hidden="true"
      class="flex min-w-0 items-center gap-1 rounded-tile bg-veil px-2 py-1 text-small text-on-veil"
    >
      <LinkIcon link={link} />
      <span class="min-w-0">{t.tile[link]}</span>
    </p>
  );
}

export function LinkIcon({ link }: Pick<LinkNoteProps, "link">) {
  return link === "weak" ? <WeakIcon small /> : <ReconnectIcon small />;
}
