/**
 * Everything that can be opened in a call, as one file: fetched when the first of it is opened, or a few seconds after
 * joining. Apart they would be half as heavy again.
 */
export { ChatPanel } from "./ChatPanel.tsx";
export { InvitePanel } from "./InvitePanel.tsx";
export { LayoutPanel } from "./LayoutPanel.tsx";
export { PeoplePanel } from "./PeoplePanel.tsx";
export { QualityPanel } from "./QualityPanel.tsx";
export { SettingsPanel } from "./SettingsPanel.tsx";
export { ShortcutList } from "./ShortcutList.tsx";
export { openSmallWindow } from "./small_window.tsx";
