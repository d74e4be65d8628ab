/** What is asked of a camera and of a microphone. */

/** Speech, cleaned of the room it is spoken in; or, for music, all of it as it is. */
export function audioConstraints(deviceId: string, original = false): MediaTrackConstraints {
  return {
    echoCancellation: !original,
    noiseSuppression: !original,
    autoGainControl: !original,
    ...exactly(deviceId),
  };
}

/** Whether a microphone gives its sound as it is, as far as the browser tells: those that change it cancel its echo, too. */
export function isOriginal(track: MediaStreamTrack): boolean {
  return !track.getSettings().echoCancellation;
}

/** Enough for a face among others: in a mesh every pixel is encoded once per peer. */
export function videoConstraints(deviceId: string): MediaTrackConstraints {
  return {
    width: { ideal: 640 },
    height: { ideal: 360 },
    frameRate: { ideal: 30, max: 30 },
    // A phone that is asked for any camera must not show the room behind it.
    ...(deviceId === "" ? { facingMode: { ideal: "user" } } : exactly(deviceId)),
  };
}

function exactly(deviceId: string): MediaTrackConstraints {
  return deviceId === "" ? {} : { deviceId: { exact: deviceId } };
}
