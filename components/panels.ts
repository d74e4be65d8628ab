/**
 * What can slide in beside the stage. A panel is one line here and one file, which is fetched when somebody
 * opens it: see `LazyPanel.tsx`.
 */
import type { ComponentType } from "preact";
import type { CallMessages } from "../locales/en.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { InviteLinkProps } from "./InviteLink.tsx";
import { type Later, later } from "./later.ts";
import type { RoomProps } from "./room_props.ts";
import type { StagedFiles } from "./staged_files.ts";
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
  /** Files that wait to be sent. */
  staged: StagedFiles;
  onClose: () => void;
}

export interface PanelPlan {
  title: (t: CallMessages) => string;
  body: Later<PanelProps>;
}

export const PANELS = {
  chat: panel(
    (t) => t.controls.chat,
    async () => (await import("./ChatPanel.tsx")).ChatPanel,
  ),
  people: panel(
    (t) => t.controls.people,
    async () => (await import("./PeoplePanel.tsx")).PeoplePanel,
  ),
  invite: panel(
    (t) => t.controls.invite,
    async () => (await import("./InvitePanel.tsx")).InvitePanel,
  ),
  layout: panel(
    (t) => t.controls.layout,
    async () => (await import("./LayoutPanel.tsx")).LayoutPanel,
  ),
  connection: panel(
    (t) => t.quality.title,
    async () => (await import("./QualityPanel.tsx")).QualityPanel,
  ),
  settings: panel(
    (t) => t.controls.settings,
    async () => (await import("./SettingsPanel.tsx")).SettingsPanel,
  ),
} satisfies Record<string, PanelPlan>;

export type PanelName = keyof typeof PANELS;

/** Fetches every panel that is not here yet. */
export async function fetchPanels(): Promise<void> {
  await Promise.allSettled(Object.values(PANELS).map(({ body }) => body.load()));
}

function panel(
  title: PanelPlan["title"],
  fetchBody: () => Promise<ComponentType<PanelProps>>,
): PanelPlan {
  return { title, body: later(fetchBody) };
}
