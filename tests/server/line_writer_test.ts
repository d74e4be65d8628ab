import assert from "node:assert/strict";
import { LineWriter } from "../../server/line_writer.ts";
import { ManualClock } from "./support/manual_clock.ts";

Deno.test("lines that come together are written together, in order, and soon", () => {
  const clock = new ManualClock();
  const written: string[] = [];
  const lines = new LineWriter({ clock, write: (text) => written.push(text) });
  lines.add("one");
  lines.add("two");
  assert.deepEqual(written, []);
  clock.advance(50);
  lines.add("three");
  clock.advance(50);
  assert.deepEqual(written, ["one\ntwo\n", "three\n"]);
  assert.equal(clock.waiting, 0);
});

Deno.test("what waits is written at the end, once", () => {
  const clock = new ManualClock();
  const written: string[] = [];
  const lines = new LineWriter({ clock, write: (text) => written.push(text) });
  lines.add("last words");
  lines.flush();
  clock.advance(50);
  assert.deepEqual(written, ["last words\n"]);
});

Deno.test("a log that nobody reads any more fails nobody", () => {
  const clock = new ManualClock();
  const write = () => {
    throw new Deno.errors.BrokenPipe();
  };
  const lines = new LineWriter({ clock, write });
  lines.add("unheard");
  clock.advance(50);
});
