/** What the single keys of a call do, and what is said of it: no button that was pressed says it. */
import type { RoomProps } from "./room_props.ts";
import { toggleFullscreen } from "./fullscreen.ts";
import type { ShortcutAction } from "./shortcuts.ts";
import { ourselves } from "./ourselves.ts";
import type { PanelName } from "./panels.ts";
import { useShortcuts } from "./use_shortcuts.ts";

export interface CallKeys {
  onPanel: (name: PanelName) => void;
  onInvite: () => void;
  onHelp: () => void;
}

export function useCallKeys(props: RoomProps, { onPanel, onInvite, onHelp }: CallKeys): void {
  const { t, call, session, ports, say } = props;
  const media = session.media.value;
  const self = ourselves(call.participants);

  function press(action: ShortcutAction): void {
    const { announce } = t;
    switch (action) {
      case "mute": {
        const failed = media.microphone.state === "failed";
        const muted = !media.muted && !failed;
        if (failed) session.retry("microphone");
        session.setMuted(muted);
        return say(muted ? announce.muted : announce.unmuted);
      }
      case "camera": {
        const { state } = media.camera;
        const on = state !== "on" && state !== "starting";
        session.setCamera(on);
        return say(on ? announce.cameraOn : announce.cameraOff);
      }
      case "share":
        if (ports.media.canShareScreen) session.shareScreen(self?.screen !== "on");
        return;
      case "hand": {
        const up = typeof self?.hand !== "number";
        session.raiseHand(up);
        return say(up ? announce.ownHandRaised : announce.ownHandLowered);
      }
      case "invite":
        return onInvite();
      case "chat":
      case "people":
      case "layout":
        return onPanel(action);
      case "fullscreen":
        return toggleFullscreen();
      case "help":
        return onHelp();
      default:
        action satisfies never;
    }
  }

  useShortcuts({
    enabled: session.preferences.value.shortcuts,
    onShortcut: press,
    onTalk: (held) => {
      // Whoever is heard already need not hold anything.
      if (held && !media.muted) return false;
      session.setMuted(!held);
      return true;
    },
  });
}
