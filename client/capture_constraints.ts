/** What is asked of a camera and of a microphone. */

/** Speech, cleaned of the room it is spoken in. */
export function audioConstraints(deviceId: string): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...exactly(deviceId),
  };
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
