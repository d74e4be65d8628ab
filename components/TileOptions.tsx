/** Opens what can be done with a tile. Quiet until somebody points at the tile or comes by with the keyboard. */
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import { MoreIcon } from "./room_icons.tsx";

export interface TileOptionsProps {
  t: CallMessages;
  /** Whose tile it is. */
  name: string;
  open: boolean;
  tabIndex: 0 | -1;
  onOpen: (anchor: HTMLElement) => void;
}

export function TileOptions({ t, name, open, tabIndex, onOpen }: TileOptionsProps) {
  return (
    <button
      type="button"
      aria-label={format(t.tile.options, { name })}
      aria-haspopup="menu"
      aria-expanded={open}
      tabIndex={tabIndex}
      class="tile-options absolute top-0 end-0 z-10 flex size-11 items-center justify-center rounded-full text-on-veil"
      onClick={(event) => onOpen(event.currentTarget)}
    >
      <span class="flex size-8 items-center justify-center rounded-full bg-veil">
        <MoreIcon />
      </span>
    </button>
  );
}
