/** From what a browser throws to what a person can do about it. */
import type { DeviceErrorCode } from "./media_state.ts";

/**
 * The code of what `getUserMedia` rejected with
 * ({@link https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia Media Capture §9.2}).
 * Browsers report a refusal of the operating system under the same name as one of the person; the message tells
 * them apart, or that the site has what it asks for.
 *
 * @param permission What the site may do, as far as the browser tells.
 */
export function deviceErrorCode(
  error: unknown,
  permission: PermissionState | "unknown" = "unknown",
): DeviceErrorCode {
  if (!(error instanceof Error)) return "unknown";
  switch (error.name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      if (/system|\bOS\b/i.test(error.message)) return "denied-by-system";
      if (/dismiss/i.test(error.message)) return "dismissed";
      return permission === "granted" ? "denied-by-system" : "denied";
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
