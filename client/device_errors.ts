/** From what a browser throws to what a person can do about it. */
import type { DeviceErrorCode } from "./media_state.ts";

/**
 * The code of what `getUserMedia` rejected with
 * ({@link https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia Media Capture §9.2}).
 * Browsers report a refusal of the operating system under the same name as one of the person; only
 * the message tells them apart.
 */
export function deviceErrorCode(error: unknown): DeviceErrorCode {
  if (!(error instanceof Error)) return "unknown";
  switch (error.name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      return /system|\bOS\b/i.test(error.message) ? "denied-by-system" : "denied";
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
    case "DevicesNotFoundError":
      return "not-found";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    default:
      return "unknown";
  }
}
