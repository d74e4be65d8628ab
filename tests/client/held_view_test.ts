import assert from "node:assert/strict";
import { effect, signal } from "@preact/signals";
import { HeldView } from "../../client/held_view.ts";
import { FakePorts } from "../support/fake_ports.ts";

/** A word that changes, and what is drawn of it. */
function scene() {
  const ports = new FakePorts("https://lagoon.example/");
  const held = new HeldView(ports.setTimer);
  const word = signal("first");
  const view = held.of(word);
  return { ports, held, word, view };
}

Deno.test("what is not held is drawn at once", () => {
  const { word, view } = scene();
  word.value = "second";
  assert.equal(view.value, "second");
});

Deno.test("what is held is drawn when it is let go, and only what came last", () => {
  const { held, word, view } = scene();
  const drawn: string[] = [];
  effect(() => void drawn.push(view.value));
  held.hold();
  word.value = "second";
  word.value = "third";
  assert.deepEqual(drawn, ["first"]);
  held.release();
  assert.deepEqual(drawn, ["first", "third"]);
});

Deno.test("what nobody has looked at is held as it is, not as it was when somebody looked", () => {
  const { held, word, view } = scene();
  word.value = "second";
  held.hold();
  word.value = "third";
  assert.equal(view.value, "second");
});

Deno.test("nothing is held for longer than a tenth of a second, however many reasons there are", () => {
  const { ports, held, word, view } = scene();
  held.hold();
  word.value = "second";
  ports.pass(60);
  held.hold();
  assert.equal(view.value, "first");
  ports.pass(60);
  assert.equal(view.value, "second");
});

Deno.test("whoever lets go in time leaves no timer behind that lets go of the next", () => {
  const { ports, held, word, view } = scene();
  held.hold();
  ports.pass(60);
  held.release();
  held.hold();
  word.value = "second";
  ports.pass(60);
  assert.equal(view.value, "first");
});
