/** What is said aloud, and when. */
import assert from "node:assert/strict";
import type { CallState, Knocker } from "../../client/call_state.ts";
import { createAnnouncer } from "../../components/announcer.ts";
import { createNarrator } from "../../components/narrator.ts";
import { en } from "../../locales/en.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { FakePorts } from "../support/fake_ports.ts";
import { inCall, participant } from "../support/fake_session.ts";

const t = en.call;

function announcer() {
  const ports = new FakePorts("https://lagoon.example/");
  const announcer = createAnnouncer(ports.setTimer);
  const heard: string[] = [];
  announcer.text.subscribe((text) => void heard.push(text));
  return { ports, announcer, heard };
}

Deno.test("sentences wait for each other, and none is lost", () => {
  const { ports, announcer: { say }, heard } = announcer();
  for (const sentence of ["one", "two", "three"]) say(sentence);
  ports.pass(10_000);
  assert.deepEqual(heard, ["", "one", "", "two", "", "three", ""]);
});

Deno.test("the same sentence twice is heard twice", () => {
  const { ports, announcer: { say }, heard } = announcer();
  say("Bo joined.");
  say("Bo joined.");
  ports.pass(10_000);
  assert.deepEqual(heard.filter((text) => text !== ""), ["Bo joined.", "Bo joined."]);
});

Deno.test("after silence the next sentence is heard at once", () => {
  const { ports, announcer: { say, text } } = announcer();
  say("one");
  ports.pass(10_000);
  say("two");
  assert.equal(text.value, "two");
});

Deno.test("a disposed announcer says no more", () => {
  const { ports, announcer, heard } = announcerAfter("one", "two");
  announcer[Symbol.dispose]();
  ports.pass(10_000);
  assert.deepEqual(heard, ["", "one"]);
});

function announcerAfter(...sentences: string[]) {
  const all = announcer();
  for (const sentence of sentences) all.announcer.say(sentence);
  return all;
}

/** What is said of each step of a story, from its first state on. */
function told(first: CallState, ...states: readonly CallState[]): string[][] {
  const narrator = createNarrator(first);
  return states.map((state) => narrator.tell(state, t));
}

const ana = participant("Ana");
const bo = participant("Bo");

Deno.test("entering is said once, not everybody who is there", () => {
  assert.deepEqual(
    told({ phase: "joining", attempts: 0, toldMs: 0, knocking: false }, inCall([ana, bo])),
    [
      ["You are in the call."],
    ],
  );
});

Deno.test("who comes and who goes is said by name", () => {
  const nameless = participant("");
  assert.deepEqual(told(inCall([ana, bo]), inCall([ana, bo, nameless]), inCall([ana, nameless])), [
    ["Guest joined."],
    ["Bo left."],
  ]);
});

Deno.test("a lost peer is said to be lost once, and back once they are", () => {
  const bos = (["lost", "lost", "connecting", "lost", "weak", "live", "live"] as const)
    .map((link) => inCall([ana, { ...bo, link }]));
  assert.deepEqual(told(inCall([ana, bo]), ...bos).flat(), [
    "The connection to Bo is lost. Trying again.",
    "The connection to Bo is back.",
  ]);
  assert.deepEqual(told(inCall([ana, bo]), inCall([ana, { ...bo, link: "weak" }])), [[]]);
});

Deno.test("who leaves while they are lost comes back as a newcomer", () => {
  const story = told(
    inCall([ana, bo]),
    inCall([ana, { ...bo, link: "lost" }]),
    inCall([ana]),
    inCall([ana, bo]),
  );
  assert.deepEqual(story.slice(1), [["Bo left."], ["Bo joined."]]);
});

Deno.test("who asks to come in is said by name, once, to whoever is inside", () => {
  const cy = { peer: "cy" as PeerId, name: "Cy" };
  const nameless = { peer: "di" as PeerId, name: "" };
  const { doors } = inCall([ana, bo]);
  const waiting = (...knockers: Knocker[]) =>
    inCall([ana, bo], { doors: { ...doors, waiting: knockers } });
  assert.deepEqual(told(waiting(), waiting(cy), waiting(cy), waiting(cy, nameless), waiting(cy)), [
    ["Cy asks to join."],
    [],
    ["Guest asks to join."],
    [],
  ]);
});

Deno.test("the hands of others are news, one's own is not", () => {
  const [up, higher] = [{ ...bo, hand: 1 }, { ...bo, hand: 2 }];
  assert.deepEqual(told(inCall([ana, bo]), inCall([ana, up]), inCall([ana, higher])), [
    ["Bo raised a hand."],
    [],
  ]);
  assert.deepEqual(told(inCall([ana, up]), inCall([ana, bo])), [["Bo lowered their hand."]]);
  assert.deepEqual(told(inCall([ana]), inCall([{ ...ana, hand: 1 }])), [[]]);
});

Deno.test("a shared screen is news from its beginning to its end, one's own as well", () => {
  const sharing = inCall([ana, { ...bo, screen: "on" }]);
  assert.deepEqual(told(inCall([ana, bo]), sharing, sharing, inCall([ana, bo])), [
    ["Bo is sharing their screen."],
    [],
    ["Bo stopped sharing."],
  ]);
  const own = inCall([{ ...ana, screen: "on" }]);
  assert.deepEqual(told(inCall([ana]), own, inCall([ana])), [
    ["You are sharing your screen."],
    ["You stopped sharing your screen."],
  ]);
});

Deno.test("a newcomer's hand and screen are told with them, a leaver's are not", () => {
  const busy = inCall([ana, { ...bo, hand: 1, screen: "on" }]);
  assert.deepEqual(told(inCall([ana]), busy, inCall([ana])), [
    ["Bo joined.", "Bo raised a hand.", "Bo is sharing their screen."],
    ["Bo left."],
  ]);
});

Deno.test("the server's going and coming back is said, its first coming is not", () => {
  const open = inCall([ana]);
  const away = inCall([ana], { signaling: "reconnecting" });
  assert.deepEqual(told(open, away, open), [[t.announce.reconnecting], [t.announce.reconnected]]);
  assert.deepEqual(told(inCall([ana], { signaling: "connecting" }), open), [[]]);
  const outdated = inCall([ana], { signaling: "outdated" });
  assert.deepEqual(told(outdated, open), [[t.announce.reconnected]]);
});

Deno.test("a page that the server puts out is told why, and once", () => {
  for (const signaling of ["outdated", "closed"] as const) {
    const [away, out] = [
      inCall([ana], { signaling: "reconnecting" }),
      inCall([ana], { signaling }),
    ];
    assert.deepEqual(told(inCall([ana]), away, out, out), [
      [t.announce.reconnecting],
      [t.stage[signaling]],
      [],
    ]);
  }
});
