/** The small window of a call, from the press that opens it to the end of the call. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RoomProps } from "./room_props.ts";

export interface SmallWindow {
  isOpen: boolean;
  toggle: () => void;
}

/** `null` where browsers have nothing of the kind. */
export function useSmallWindow(props: RoomProps): SmallWindow | null {
  const [isOpen, setOpen] = useState(false);
  const close = useRef<(() => void) | null>(null);
  // The small window is drawn by itself, and follows nothing but signals.
  const call = useSignal(props.call);
  useLayoutEffect(() => {
    call.value = props.call;
  }, [props.call]);
  useEffect(() => () => close.current?.(), []);
  if (!("documentPictureInPicture" in globalThis) && document.pictureInPictureEnabled !== true) {
    return null;
  }

  async function open(): Promise<void> {
    const { openSmallWindow } = await import("./opened_later.ts");
    close.current = await openSmallWindow({ ...props, call }, () => {
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
