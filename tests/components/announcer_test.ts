/** What is said aloud, and when. */
import assert from "node:assert/strict";
import { announcements } from "../../components/announcements.ts";
import { createAnnouncer } from "../../components/announcer.ts";
import { en } from "../../locales/en.ts";
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

const ana = participant("Ana");
const bo = participant("Bo");

Deno.test("entering is said once, not everybody who is there", () => {
  assert.deepEqual(announcements({ phase: "joining", attempts: 0 }, inCall([ana, bo]), t), [
    "You are in the call.",
  ]);
});

Deno.test("who comes, who goes and who is lost is said by name", () => {
  const cy = participant("");
  const lost = participant("Bo", { link: "lost" });
  const before = inCall([ana, bo]);
  assert.deepEqual(announcements(before, inCall([ana, bo, cy]), t), ["Guest joined."]);
  assert.deepEqual(announcements(before, inCall([ana]), t), ["Bo left."]);
  const sentence = "The connection to Bo is lost. Trying again.";
  assert.deepEqual(announcements(before, inCall([ana, lost]), t), [sentence]);
  assert.deepEqual(announcements(inCall([ana, lost]), inCall([ana, lost]), t), []);
});

Deno.test("the server's going and coming back is said, its first coming is not", () => {
  const open = inCall([ana]);
  const away = inCall([ana], { signaling: "reconnecting" });
  assert.deepEqual(announcements(open, away, t), [t.announce.reconnecting]);
  assert.deepEqual(announcements(away, open, t), [t.announce.reconnected]);
  assert.deepEqual(announcements(inCall([ana], { signaling: "connecting" }), open, t), []);
});
