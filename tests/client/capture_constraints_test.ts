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
