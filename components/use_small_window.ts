/** The small window of a call, from the press that opens it to the end of the call. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RoomProps } from "./room_props.ts";

export interface SmallWindow {
  isOpen: boolean;
  toggle: () => void;
}

/** `null` where browsers have nothing of the kind. */
export function useSmallWindow(props: RoomProps): SmallWindow | null {
  const [isOpen, setOpen] = useState(false);
  const close = useRef<(() => void) | null>(null);
  useEffect(() => () => close.current?.(), []);
  if (!("documentPictureInPicture" in globalThis) && document.pictureInPictureEnabled !== true) {
    return null;
  }

  async function open(): Promise<void> {
    const { openSmallWindow } = await import("./opened_later.ts");
    close.current = await openSmallWindow(props, () => {
      close.current = null;
      setOpen(false);
    });
    setOpen(close.current !== null);
  }

  return {
    isOpen,
    toggle: () => {
      if (close.current !== null) close.current();
      // Without its code there is no small window, and the call goes on in its large one.
      else open().catch(() => {});
    },
  };
}
