/** Shows one video track, without its sound. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { cx } from "./cx.ts";

export interface PictureProps {
  track: MediaStreamTrack;
  /** One's own picture is shown as a mirror would. */
  mirrored?: boolean;
  /** All of it is shown, with room around it rather than anything cut off. */
  whole?: boolean;
  /** Called once, when the first frame of the track is on screen. */
  onFirstFrame?: () => void;
}

export function Picture({ track, mirrored, whole, onFirstFrame }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);

  useLayoutEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = new MediaStream([track]);
    let frame: number | undefined;
    if (onFirstFrame !== undefined && "requestVideoFrameCallback" in element) {
      frame = element.requestVideoFrameCallback(() => onFirstFrame());
    }
    return () => {
      if (frame !== undefined) element.cancelVideoFrameCallback(frame);
      element.srcObject = null;
    };
  }, [track]);

  return (
    <video
      ref={video}
      class={cx(
        "size-full",
        whole ? "object-contain" : "object-cover",
        mirrored && "mirror",
      )}
      autoplay
      muted
      playsInline
      disablePictureInPicture
      // The picture is named by the figure around it.
      aria-hidden="true"
    />
  );
}

/** Whether a camera shows whoever sits before it, and not what lies behind the phone: that is no mirror. */
export function looksAtUs(track: MediaStreamTrack): boolean {
  return track.getSettings().facingMode !== "environment";
}
