/** What somebody shares of their screen: the whole of it, large enough to read. */
import type { ComponentChildren } from "preact";
import type { Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { isolated } from "../locales/format.ts";
import { cx } from "./cx.ts";
import { displayName } from "./display_name.ts";
import { ScreenIcon } from "./room_icons.tsx";
import { LinkNote } from "./LinkNote.tsx";
import { screenLabel, screenName } from "./participant_label.ts";
import { Picture } from "./Picture.tsx";

export interface ScreenTileProps {
  t: CallMessages;
  participant: Participant;
  /** `null` while the picture is still on its way. */
  track: MediaStreamTrack | null;
  /** The way to what can be done with the tile. */
  options: ComponentChildren;
}

export function ScreenTile({ t, participant, track, options }: ScreenTileProps) {
  const { link } = participant;
  const lost = link === "lost";
  return (
    <figure
      aria-label={screenLabel(participant, t)}
      data-peer={participant.peer}
      data-source="screen"
      data-link={link}
      class="group tile-place flex items-center justify-center overflow-hidden rounded-tile bg-surface"
    >
      {track !== null && (
        <div class={cx("size-full transition", lost && "opacity-30")}>
          <Picture track={track} whole />
        </div>
      )}
      {track === null && <p class="px-4 text-center text-quiet">{t.tile.screenStarting}</p>}
      {options}
      {link !== "live" && (
        <div class="absolute start-2 end-11 top-2 flex justify-center">
          <LinkNote t={t} link={link} />
        </div>
      )}
      <figcaption
        aria-hidden="true"
        class="absolute bottom-2 start-2 flex max-w-[calc(100%-1rem)] items-center gap-1 rounded-full bg-veil px-3 py-1 text-small text-on-veil opacity-80 transition group-hover:opacity-100"
      >
        <ScreenIcon small />
        <span class="truncate">{screenName(isolated(displayName(participant, t)), t)}</span>
      </figcaption>
    </figure>
  );
}
