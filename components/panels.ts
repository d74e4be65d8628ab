/**
 * What can slide in beside the stage, or be opened over it. A panel is one entry here and one file, which is fetched
 * with the others when somebody opens one of them: see `LazyPanel.tsx` and `opened_later.ts`.
 */
import type { ComponentType } from "preact";
import type { CallMessages } from "../locales/en.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { Draft } from "./draft.ts";
import type { InviteLinkProps } from "./InviteLink.tsx";
import { type Later, later } from "./later.ts";
import type { RoomProps } from "./room_props.ts";
import type { SmallWindow } from "./use_small_window.ts";

/** What every panel is handed; each takes what it needs. */
export interface PanelProps extends RoomProps {
  invitation: InviteLinkProps;
  /** `null` where there can be none. */
  smallWindow: SmallWindow | null;
  /** Whose connection is looked at. */
  inspected: PeerId | null;
  onInspect: (peer: PeerId) => void;
  onShortcutsHelp: () => void;
  /** What waits to be sent. */
  draft: Draft;
  onClose: () => void;
}

export interface PanelPlan {
  title: (t: CallMessages) => string;
  body: Later<ComponentType<PanelProps>>;
}

export const PANELS = {
  chat: panel(
    (t) => t.controls.chat,
    (parts) => parts.ChatPanel,
  ),
  people: panel(
    (t) => t.controls.people,
    (parts) => parts.PeoplePanel,
  ),
  invite: panel(
    (t) => t.controls.invite,
    (parts) => parts.InvitePanel,
  ),
  layout: panel(
    (t) => t.controls.layout,
    (parts) => parts.LayoutPanel,
  ),
  connection: panel(
    (t) => t.quality.title,
    (parts) => parts.QualityPanel,
  ),
  settings: panel(
    (t) => t.controls.settings,
    (parts) => parts.SettingsPanel,
  ),
} satisfies Record<string, PanelPlan>;

export type PanelName = keyof typeof PANELS;

/** What is in the window of the keyboard shortcuts. */
export const SHORTCUT_LIST = opened((parts) => parts.ShortcutList);

/** Fetches what can be opened and is not here yet: the call outlives the server, and so should all of it. */
export async function fetchPanels(): Promise<void> {
  const bodies = Object.values(PANELS).map(({ body }) => body);
  await Promise.allSettled([SHORTCUT_LIST, ...bodies].map((part) => part.load()));
}

type Parts = typeof import("./opened_later.ts");

function panel(
  title: PanelPlan["title"],
  pick: (parts: Parts) => ComponentType<PanelProps>,
): PanelPlan {
  return { title, body: opened(pick) };
}

function opened<Part>(pick: (parts: Parts) => Part): Later<Part> {
  return later(async () => pick(await import("./opened_later.ts")));
}
