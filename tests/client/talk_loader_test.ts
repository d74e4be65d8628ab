import assert from "node:assert/strict";
import type { TalkOptions, TalkShell } from "../../client/talk.ts";
import { TalkLoader } from "../../client/talk_loader.ts";
import type { TalkEvent } from "../../client/talk_types.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { FakePorts } from "../support/fake_ports.ts";

const OPTIONS = {} as TalkOptions;

function heard(number: number): TalkEvent {
  return { type: "talk", peer: "anna" as PeerId, body: number };
}

/** A conversation that notes what it hears. */
function newShell() {
  const bodies: unknown[] = [];
  const shell = {
    hear: (event: TalkEvent) => event.type === "talk" && bodies.push(event.body),
    [Symbol.dispose]: () => bodies.push("disposed"),
  } as unknown as TalkShell;
  return { bodies, shell };
}

Deno.test("what is said before the conversation is loaded is heard when it is, in order", async () => {
  const { bodies, shell } = newShell();
  const { setTimer } = new FakePorts("https://lagoon.example/");
  const loader = new TalkLoader(setTimer, () => Promise.resolve(shell));
  loader.hear(heard(1));
  loader.load(OPTIONS);
  loader.load(OPTIONS);
  loader.hear(heard(2));
  assert.equal(loader.talk.value, null);
  await Promise.resolve().then(() => {});
  loader.hear(heard(3));
  assert.deepEqual(bodies, [1, 2, 3]);
  assert.equal(loader.talk.value, shell);
});

Deno.test("no more is kept than anyone says in so short a time", async () => {
  const { bodies, shell } = newShell();
  const { setTimer } = new FakePorts("https://lagoon.example/");
  const loader = new TalkLoader(setTimer, () => Promise.resolve(shell));
  for (let index = 0; index < 1_000; index++) loader.hear(heard(index));
  loader.load(OPTIONS);
  await Promise.resolve().then(() => {});
  assert.equal(bodies.length, 256);
});

Deno.test("a server that is away for a moment does not leave a call without words", async () => {
  const { shell } = newShell();
  const ports = new FakePorts("https://lagoon.example/");
  let tries = 0;
  const loader = new TalkLoader(
    ports.setTimer,
    () => ++tries === 1 ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(shell),
  );
  loader.load(OPTIONS);
  await Promise.resolve().then(() => {});
  ports.pass(3_000);
  await Promise.resolve().then(() => {});
  assert.equal(loader.talk.value, shell);
});

Deno.test("what is loaded after the page has gone is let go of", async () => {
  const { bodies, shell } = newShell();
  const { setTimer } = new FakePorts("https://lagoon.example/");
  const loader = new TalkLoader(setTimer, () => Promise.resolve(shell));
  loader.load(OPTIONS);
  loader[Symbol.dispose]();
  await Promise.resolve().then(() => {});
  assert.deepEqual(bodies, ["disposed"]);
});
