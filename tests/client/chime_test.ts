import assert from "node:assert/strict";
import { chime } from "../../client/chime.ts";

Deno.test("the chime is a WAV file whose header tells its length", () => {
  const file = chime();
  const view = new DataView(file.buffer);
  const text = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  assert.deepEqual([text(0), text(8), text(12), text(36)], ["RIFF", "WAVE", "fmt ", "data"]);
  assert.equal(view.getUint32(4, true), file.length - 8);
  assert.equal(view.getUint32(40, true), file.length - 44);
});

Deno.test("the chime is loud enough to hear, never clips, begins and ends softly", () => {
  const file = chime();
  const samples = new Int16Array(file.buffer, 44);
  const peak = samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  assert.ok(peak > 0x7fff * 0.2 && peak < 0x7fff * 0.8, String(peak));
  assert.equal(samples[0], 0);
  assert.ok(Math.abs(samples.at(-1)!) < 0x7fff * 0.02);
});
