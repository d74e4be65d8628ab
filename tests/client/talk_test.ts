import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { CallState, Participant } from "../../client/call_state.ts";
import { SHOWN_MS } from "../../client/reaction_board.ts";
import { createTalk, type TalkOptions } from "../../client/talk.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId, TalkId } from "../../protocol/ids.ts";
import type { TalkMessage } from "../../protocol/talk.ts";
import { FakePorts } from "../support/fake_ports.ts";
import { inCall, participant } from "../support/fake_session.ts";
import { until } from "./support/file_pair.ts";

const [ANNA, BEN] = ["anna", "ben"] as unknown as [PeerId, PeerId];

function newId(number: number): TalkId {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, number);
  return toBase64Url(bytes) as TalkId;
}

function said(text: string, number: number): TalkMessage {
  return { type: "chat", id: newId(number), text, at: 0, private: false };
}

function newTalk(options: Partial<TalkOptions> = {}) {
  const ports = new FakePorts("https://lagoon.example/");
  const people = (...others: Participant[]) => inCall([participant("Me"), ...others]);
  const call = signal<CallState>(people(participant("Anna"), participant("Ben")));
  const told: [PeerId, TalkMessage][] = [];
  let ids = 0;
  const talk = createTalk({
    self: "me" as PeerId,
    call,
    tell: (peer, body) => told.push([peer, body]),
    openFiles: () => null,
    ports: {
      now: ports.now,
      setTimer: ports.setTimer,
      files: ports.files,
      randomBytes: () => new Uint8Array(8).fill(++ids),
    },
    ...options,
  });
  const hear = (peer: PeerId, body: unknown) => talk.hear({ type: "talk", peer, body });
  const texts = () =>
    talk.chat.entries.value.map((entry) => entry.kind === "text" ? entry.text : entry.file.name);
  return { talk, call, ports, told, hear, texts, people };
}

Deno.test("[T2] what we write goes to everyone who is here, or to one alone", () => {
  const { talk, told } = newTalk();
  assert.ok(talk.chat.say("hello \n", "everyone"));
  assert.ok(talk.chat.say("psst", BEN));
  assert.ok(talk.chat.say(" \n ", BEN));
  assert.deepEqual(
    told.map(([peer, body]) => body.type === "chat" && [peer, body.text, body.private]),
    [[ANNA, "hello", false], [BEN, "hello", false], [BEN, "psst", true]],
  );
});

Deno.test("[T1] what is no talk is as if it had never come", () => {
  const { hear, texts } = newTalk();
  hear(ANNA, { type: "chat", text: "<b>" });
  hear(ANNA, null);
  assert.deepEqual(texts(), []);
});

Deno.test("[T8] nobody gets more in than anyone writes, and time gives it back", () => {
  const { hear, texts, ports } = newTalk();
  for (let index = 0; index < 1_000; index++) hear(ANNA, said("spam", index));
  assert.equal(texts().length, 160);
  hear(BEN, said("not affected", 1));
  assert.equal(texts().at(-1), "not affected");
  ports.pass(1_000);
  for (let index = 0; index < 1_000; index++) hear(ANNA, said("more", 2_000 + index));
  assert.equal(texts().length, 160 + 1 + 4);
});

Deno.test("[T8] we write no more than what others take in", () => {
  const { talk, ports } = newTalk();
  let count = 0;
  while (talk.chat.say("x", "everyone")) count += 1;
  assert.equal(count, 20);
  ports.pass(1_000);
  assert.ok(talk.chat.say("x", "everyone"));
});

Deno.test("[T8] everything that was written is told now and then, not as often as somebody asks", () => {
  const { hear, told } = newTalk();
  for (let index = 0; index < 100; index++) hear(ANNA, { type: "history-ask" });
  assert.equal(told.filter(([, { type }]) => type === "history").length, 4);
});

Deno.test("[T3] what a peer has taken is not waited for; who goes is told to have missed it", () => {
  const { talk, call, told, people } = newTalk();
  talk.chat.say("hello", "everyone");
  const entry = () => {
    const [first] = talk.chat.entries.value;
    assert.ok(first?.kind === "text");
    return first;
  };
  assert.deepEqual(entry().waiting, [ANNA, BEN]);
  talk.hear({ type: "talk-taken", peer: ANNA, body: told[0]![1] });
  call.value = people(participant("Anna"));
  assert.deepEqual([entry().waiting, entry().missed], [[], ["Ben"]]);
});

Deno.test("[T6] without an answer within 5 s the next one is asked", () => {
  const { talk, told, hear, ports } = newTalk();
  talk.hear({ type: "open", peer: ANNA });
  assert.deepEqual(told, [], "there is nothing to know");
  hear(BEN, { type: "chat-summary", count: 3, digest: 7 });
  hear(ANNA, { type: "chat-summary", count: 3, digest: 7 });
  assert.deepEqual(told, [[BEN, { type: "history-ask" }]]);
  ports.pass(5_000);
  assert.deepEqual(told.at(-1), [ANNA, { type: "history-ask" }]);
});

Deno.test("[T9] a reaction goes to whoever can be reached, is shown for 4 s, and once", () => {
  const { talk, call, told, hear, ports, people } = newTalk();
  call.value = people(participant("Anna"), participant("Ben", { link: "lost" }));
  talk.reactions.show("clap");
  assert.deepEqual(told.map(([peer, { type }]) => [peer, type]), [[ANNA, "reaction"]]);
  const reaction = { type: "reaction", code: "heart", at: 5 };
  hear(ANNA, reaction);
  hear(ANNA, reaction);
  const shown = () => talk.reactions.shown.value.map(({ peer, code }) => `${peer} ${code}`);
  assert.deepEqual(shown(), ["me clap", "anna heart"]);
  ports.pass(SHOWN_MS);
  assert.deepEqual(shown(), []);
});

Deno.test("[T9] nobody can fill the screen with reactions", () => {
  const { talk, hear } = newTalk();
  for (let at = 1; at < 100; at++) hear(ANNA, { type: "reaction", code: "party", at });
  assert.equal(talk.reactions.shown.value.length, 6);
});

Deno.test("[F1] a file stands in the thread for whoever offers it and for whoever may take it", async () => {
  const { talk, told, hear, texts } = newTalk();
  talk.files.offer([new File(["abc"], "a.txt")], BEN);
  await until(() => told.length > 0);
  const [peer, offer] = told[0]!;
  assert.ok(peer === BEN && offer.type === "file-offer" && offer.private && offer.size === 3);
  hear(ANNA, { ...offer, name: "b.txt", private: false });
  await until(() => talk.files.transfers.value.size === 2);
  assert.deepEqual(texts(), ["a.txt", "b.txt"]);
  assert.equal(talk.chat.unread.value, 1);
});
