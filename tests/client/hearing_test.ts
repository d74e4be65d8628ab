import assert from "node:assert/strict";
import {
  AUDIBLE,
  type Hearing,
  NOT_LISTENED,
  SILENT_AFTER_MS,
  stepHearing,
} from "../../client/hearing.ts";

function listen(readings: readonly (readonly [level: number, now: number])[]): Hearing["state"] {
  let hearing = NOT_LISTENED;
  for (const [level, now] of readings) hearing = stepHearing(hearing, level, now);
  return hearing.state;
}

Deno.test("a microphone of which nothing is heard for some time is silent", () => {
  assert.equal(listen([[0, 100], [0, 99 + SILENT_AFTER_MS]]), "listening");
  assert.equal(listen([[0, 100], [0, 100 + SILENT_AFTER_MS]]), "silent");
});

Deno.test("the time counts from the first reading, not from before anybody listened", () => {
  assert.equal(listen([[0, 1_000_000]]), "listening");
});

Deno.test("the noise of a quiet room is no voice", () => {
  const noise = AUDIBLE / 2;
  assert.equal(listen([[noise, 0], [noise, SILENT_AFTER_MS]]), "silent");
});

Deno.test("one that was heard once works, however silent its owner is then", () => {
  assert.equal(listen([[AUDIBLE, 0], [0, 1], [0, 10 * SILENT_AFTER_MS]]), "heard");
});

Deno.test("one that was taken for silent is heard as soon as it gives something", () => {
  assert.equal(listen([[0, 0], [0, SILENT_AFTER_MS], [0.3, SILENT_AFTER_MS + 1]]), "heard");
});
