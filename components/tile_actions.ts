/** What can be done with a tile: the entries of its menu, in their order. */
import type { Tile } from "../client/stage_plan.ts";
import type { CallMessages } from "../locales/en.ts";
import type { MenuAction } from "./Menu.tsx";

export interface TileActionsOptions {
  t: CallMessages;
  tile: Tile;
  pinned: boolean;
  /** The tile itself, as far as it is on the page. */
  figure: HTMLElement | null;
  onPin: (on: boolean) => void;
  onInspect: () => void;
  /** Turns to the camera that looks the other way; `null` where there is none. */
  onFlip: (() => void) | null;
  onHideSelf: () => void;
}

export function tileActions(options: TileActionsOptions): MenuAction[] {
  const { t, tile, pinned, figure } = options;
  const actions: MenuAction[] = [
    { label: pinned ? t.tile.unpin : t.tile.pin, run: () => options.onPin(!pinned) },
  ];
  // Phones fill their screens with a call anyway, and some let nothing else do it.
  if (figure?.requestFullscreen !== undefined && document.fullscreenEnabled) {
    actions.push({
      label: t.tile.fullscreen,
      run: () => void figure.requestFullscreen().catch(() => {}),
    });
  }
  if (!tile.participant.self) {
    actions.push({ label: t.quality.title, run: options.onInspect });
    return actions;
  }
  if (options.onFlip !== null) actions.push({ label: t.devices.flip, run: options.onFlip });
  actions.push({ label: t.tile.hideSelf, run: options.onHideSelf });
  return actions;
}
