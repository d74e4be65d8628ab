import assert from "node:assert/strict";
import { audioConstraints, videoConstraints } from "../../client/capture_constraints.ts";

Deno.test("speech is asked for clean of echo, of noise, and evenly loud", () => {
  const cleaned = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  assert.deepEqual(audioConstraints(""), cleaned);
  assert.deepEqual(audioConstraints("m"), { ...cleaned, deviceId: { exact: "m" } });
});

Deno.test("for music, sound is asked for as it is: the browser is told to leave each of them", () => {
  const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  assert.deepEqual(audioConstraints("", true), untouched);
  assert.deepEqual(audioConstraints("m", true), { ...untouched, deviceId: { exact: "m" } });
});

Deno.test("of any camera the one that looks at us, of a chosen one that one", () => {
  assert.deepEqual(videoConstraints("").facingMode, { ideal: "user" });
  const chosen = videoConstraints("c");
  assert.deepEqual([chosen.facingMode, chosen.deviceId], [undefined, { exact: "c" }]);
});

Deno.test("a camera is asked for a large face, 30 times a second at most, and any other will do", () => {
  const { width, height, frameRate, advanced } = videoConstraints("");
  assert.deepEqual([width, height], [{ ideal: 1280 }, { ideal: 720 }]);
  assert.deepEqual(frameRate, { ideal: 30, max: 30 });
  // Old ones film so large a picture ten times a second only: what cannot be had of this is left out.
  assert.deepEqual(advanced, [{ frameRate: { min: 20 } }]);
});
