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

/** Enough for one large face. Each peer is sent as much of it as they draw, so what is drawn small costs little more. */
export function videoConstraints(deviceId: string): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
    // Some film so much slower than less: a smaller picture that moves is better. Those that are slow anyway do as they can.
    advanced: [{ frameRate: { min: 20 } }],
    // A phone that is asked for any camera must not show the room behind it.
    ...(deviceId === "" ? { facingMode: { ideal: "user" } } : exactly(deviceId)),
  };
}

function exactly(deviceId: string): MediaTrackConstraints {
  return deviceId === "" ? {} : { deviceId: { exact: deviceId } };
}
