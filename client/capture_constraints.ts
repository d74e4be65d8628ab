/** What is asked of a camera and of a microphone. */
import type { FilmSize } from "./picture_policy.ts";

/** Speech, cleaned of the room it is spoken in; or, for music, all of it as it is. */
export function audioConstraints(deviceId: string, original = false): MediaTrackConstraints {
  const cleaned = !original;
  return {
    echoCancellation: cleaned,
    noiseSuppression: cleaned,
    autoGainControl: cleaned,
    ...exactly(deviceId),
  };
}

/** Whether a microphone gives its sound as it is, as far as the browser tells what it does to it. */
export function isOriginal(track: MediaStreamTrack): boolean {
  const { echoCancellation, noiseSuppression, autoGainControl } = track.getSettings();
  return !(echoCancellation || noiseSuppression || autoGainControl);
}

const FILMED: Readonly<Record<FilmSize, readonly [width: number, height: number]>> = {
  // Enough for a face among others: in a mesh every pixel is encoded once per peer.
  medium: [640, 360],
  // For who is drawn large, by few.
  large: [1280, 720],
};

export function filmConstraints(size: FilmSize): MediaTrackConstraints {
  const [width, height] = FILMED[size];
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: 30, max: 30 },
  };
}

export function videoConstraints(
  deviceId: string,
  size: FilmSize = "medium",
): MediaTrackConstraints {
  return {
    ...filmConstraints(size),
    // A phone that is asked for any camera must not show the room behind it.
    ...(deviceId === "" ? { facingMode: { ideal: "user" } } : exactly(deviceId)),
  };
}

function exactly(deviceId: string): MediaTrackConstraints {
  return deviceId === "" ? {} : { deviceId: { exact: deviceId } };
}
