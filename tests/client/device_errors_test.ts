import assert from "node:assert/strict";
import { deviceErrorCode } from "../../client/device_errors.ts";
import type { DeviceErrorCode } from "../../client/media_state.ts";

/** What browsers really throw, as they word it. */
const TABLE: [browser: string, name: string, message: string, code: DeviceErrorCode][] = [
  ["Chromium: Block", "NotAllowedError", "Permission denied", "denied"],
  ["Chromium: dialog closed", "NotAllowedError", "Permission dismissed", "dismissed"],
  ["Chromium: macOS refuses", "NotAllowedError", "Permission denied by system", "denied-by-system"],
  [
    "Firefox: Block",
    "NotAllowedError",
    "The request is not allowed by the user agent or the platform in the current context.",
    "denied",
  ],
  [
    "Firefox: the system refuses",
    "NotAllowedError",
    "The operating system denied access to the device.",
    "denied-by-system",
  ],
  [
    "Safari: Don't Allow",
    "NotAllowedError",
    "The request is not allowed by the user agent or the platform in the current context, possibly because the user denied permission.",
    "denied",
  ],
  ["permissions policy", "SecurityError", "Access to the feature is disallowed.", "denied"],
  ["old Chromium: Block", "PermissionDeniedError", "", "denied"],
  ["Chromium: no device", "NotFoundError", "Requested device not found", "not-found"],
  ["Firefox: no device", "NotFoundError", "The object can not be found here.", "not-found"],
  ["chosen device gone", "OverconstrainedError", "", "not-found"],
  ["old Chromium: no device", "DevicesNotFoundError", "", "not-found"],
  ["Chromium: in use", "NotReadableError", "Could not start video source", "busy"],
  ["Firefox: in use", "NotReadableError", "Failed to allocate videosource", "busy"],
  ["old Chromium: in use", "TrackStartError", "", "busy"],
  ["Firefox: start failed", "AbortError", "Starting videoinput failed", "busy"],
  [
    "a mistake of ours",
    "TypeError",
    "At least one of audio and video must be requested",
    "unknown",
  ],
];

Deno.test("what getUserMedia throws has the code of what a person can do about it", () => {
  for (const [browser, name, message, code] of TABLE) {
    assert.equal(deviceErrorCode(new DOMException(message, name)), code, browser);
  }
});

Deno.test("an error that is no DOMException is told by its name; what is no error is unknown", () => {
  // In Chromium OverconstrainedError is a class of its own.
  const overconstrained = Object.assign(new Error(""), { name: "OverconstrainedError" });
  assert.equal(deviceErrorCode(overconstrained), "not-found");
  for (const thrown of [undefined, null, "NotAllowedError", { name: "NotFoundError" }]) {
    assert.equal(deviceErrorCode(thrown), "unknown");
  }
});

Deno.test("who may do it and is refused all the same is refused by the system", () => {
  const refusal = new DOMException("Permission denied", "NotAllowedError");
  assert.equal(deviceErrorCode(refusal, "granted"), "denied-by-system");
  assert.equal(deviceErrorCode(refusal, "denied"), "denied");
  assert.equal(deviceErrorCode(refusal, "prompt"), "denied");
});
