import assert from "node:assert/strict";
import {
  type ChatEvent,
  type ChatState,
  newChat,
  stepChat,
  type TextEntry,
} from "../../client/chat.ts";
import { historyPieces, summaryOf } from "../../client/chat_history.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId, TalkId } from "../../protocol/ids.ts";
import { MAX_HISTORY_ENTRIES, MAX_TEXT_CHARS } from "../../protocol/limits.ts";
import { type ChatMessage, decodeTalk, type TalkMessage } from "../../protocol/talk.ts";

const [SELF, ANNA, BEN, CARLA] = ["self", "anna", "ben", "carla"] as unknown as [
  PeerId,
  PeerId,
  PeerId,
  PeerId,
];
const NOW = 1_000_000;
let lastId = 0;

function newId(): TalkId {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, ++lastId);
  return toBase64Url(bytes) as TalkId;
}

function written(text: string, changes: Partial<ChatMessage> = {}): ChatMessage {
  return { type: "chat", id: newId(), text, at: NOW, private: false, ...changes };
}

/** One who takes part, and what they said to whom. */
function newPart(self = SELF, since = NOW) {
  let state = newChat(self, since);
  const told: [PeerId, TalkMessage][] = [];
  const awaited: PeerId[] = [];
  const step = (event: ChatEvent) => {
    const { state: next, effects } = stepChat(state, event);
    state = next;
    for (const effect of effects) {
      if (effect.type === "tell") told.push([effect.peer, effect.message]);
      else awaited.push(effect.peer);
    }
  };
  return {
    step,
    told,
    awaited,
    get state(): ChatState {
      return state;
    },
    texts: () => state.entries.map((entry) => entry.kind === "text" ? entry.text : entry.file.name),
    hear: (peer: PeerId, message: ChatMessage, now = NOW) =>
      step({ type: "heard", peer, name: peer, message, now }),
    write: (text: string, recipients: readonly PeerId[], to: PeerId | "everyone" = "everyone") => {
      const id = newId();
      step({ type: "write", id, text, to, name: "Me", recipients, now: NOW });
      return id;
    },
    summary: (peer: PeerId, count: number, digest: number, present: readonly PeerId[] = [peer]) =>
      step({ type: "summary", peer, summary: { type: "chat-summary", count, digest }, present }),
  };
}

function asText(state: ChatState, index: number): TextEntry {
  const entry = state.entries[index]!;
  assert.ok(entry.kind === "text");
  return entry;
}

Deno.test("[T2] what is for everyone goes to each, what is for one goes to one", () => {
  const part = newPart();
  part.write("all", [ANNA, BEN]);
  part.write("you", [BEN], BEN);
  assert.deepEqual(
    part.told.map(([peer, message]) => [peer, message.type === "chat" && message.private]),
    [[ANNA, false], [BEN, false], [BEN, true]],
  );
});

Deno.test("[T3] what was taken is no longer waited for; who goes before that has missed it, and it is told", () => {
  const part = newPart();
  const id = part.write("all", [ANNA, BEN, CARLA]);
  part.step({ type: "taken", peer: ANNA, id });
  assert.deepEqual(asText(part.state, 0).waiting, [BEN, CARLA]);
  part.step({ type: "gone", peer: BEN, name: "Ben", present: [] });
  part.step({ type: "taken", peer: CARLA, id });
  assert.deepEqual(asText(part.state, 0).waiting, []);
  assert.deepEqual(asText(part.state, 0).missed, ["Ben"]);
});

Deno.test("[T3] a message that is said again is read once", () => {
  const part = newPart();
  const message = written("hello");
  part.hear(ANNA, message);
  part.hear(ANNA, { ...message, text: "another" });
  assert.deepEqual(part.texts(), ["hello"]);
  assert.equal(part.state.unread, 1);
  // The same id from somebody else is another message.
  part.hear(BEN, { ...message, text: "mine" });
  assert.deepEqual(part.texts(), ["hello", "mine"]);
});

Deno.test("[T4] messages are in the order of their times, as far as clocks can be believed", () => {
  const part = newPart();
  part.hear(ANNA, written("second", { at: NOW - 1_000 }));
  part.hear(BEN, written("first", { at: NOW - 2_000 }));
  part.hear(ANNA, written("from the future", { at: NOW + 3_600_000 }));
  part.hear(BEN, written("later", { at: NOW + 1 }), NOW + 1);
  assert.deepEqual(part.texts(), ["first", "second", "from the future", "later"]);
  part.hear(CARLA, written("a clock an hour behind", { at: NOW - 3_600_000 }), NOW + 60_000);
  assert.deepEqual(part.texts().at(-1), "a clock an hour behind");
});

Deno.test("what nobody has looked at counts; what we wrote and what is read does not", () => {
  const part = newPart();
  part.write("mine", [ANNA]);
  assert.equal(part.state.unread, 0);
  part.hear(ANNA, written("one"));
  part.hear(ANNA, written("two"));
  assert.equal(part.state.unread, 2);
  part.step({ type: "look", looking: true });
  part.hear(ANNA, written("three"));
  assert.equal(part.state.unread, 0);
  part.step({ type: "look", looking: false });
  part.hear(ANNA, written("four"));
  assert.equal(part.state.unread, 1);
});

Deno.test("[T6] a newcomer asks the first who knows more, and learns everything that was for everyone", () => {
  const old = newPart(ANNA, 0);
  for (let index = 0; index < 200; index++) {
    old.hear(BEN, written(`${index}`, { at: NOW + index }), NOW + index);
  }
  old.hear(BEN, written("for Anna alone", { private: true }));
  const young = newPart(SELF, NOW + 1_000);
  old.step({ type: "open", peer: SELF });
  const summary = old.told.at(-1)![1];
  assert.ok(summary.type === "chat-summary" && summary.count === 200);
  young.summary(ANNA, summary.count, summary.digest);
  assert.deepEqual(young.told, [[ANNA, { type: "history-ask" }]]);
  assert.deepEqual(young.awaited, [ANNA]);
  old.told.length = 0;
  old.step({ type: "asked", peer: SELF });
  assert.ok(old.told.length > 1);
  for (const [, message] of old.told) {
    const history = decodeTalk(JSON.parse(JSON.stringify(
      message.type === "history"
        ? {
          ...message,
          entries: message.entries.map((entry) => ({ ...entry, from: "AAAAAAAAAAAAAAAAAAAAAA" })),
        }
        : message,
    )));
    assert.ok(history?.type === "history" && message.type === "history");
    young.step({
      type: "history",
      peer: ANNA,
      history: message,
      present: [ANNA],
      now: NOW + 2_000,
    });
  }
  assert.equal(young.state.entries.length, 200);
  assert.deepEqual(young.texts()[199], "199");
  assert.equal(young.state.unread, 0);
  assert.equal(young.state.asking, null);
});

Deno.test("[T6] who knows the same is not asked, and what comes meanwhile does not make it another", () => {
  const part = newPart();
  part.summary(ANNA, 0, 0);
  assert.equal(part.told.length, 0);
  part.summary(ANNA, 1, 99, [ANNA, BEN]);
  part.summary(BEN, 1, 99, [ANNA, BEN]);
  assert.deepEqual(part.told.map(([peer]) => peer), [ANNA]);
  part.hear(CARLA, written("meanwhile"));
  const entry = { id: newId(), from: BEN, name: "Ben", text: "before", at: 5 };
  const theirs = summaryOf([{ ...asText(part.state, 0), ...entry }]);
  // Ben's summary is as old as Anna's, and says the same as what she tells.
  const again = newPart();
  again.summary(ANNA, 1, theirs.digest, [ANNA, BEN]);
  again.summary(BEN, 1, theirs.digest, [ANNA, BEN]);
  again.hear(CARLA, written("meanwhile"));
  again.step({
    type: "history",
    peer: ANNA,
    history: { type: "history", entries: [entry], last: true },
    present: [ANNA, BEN],
    now: NOW,
  });
  const asked = again.told.filter(([, { type }]) => type === "history-ask");
  assert.deepEqual(asked.map(([peer]) => peer), [ANNA]);
  assert.equal(again.state.asking, null);
});

Deno.test("[T6] whoever learned something from a history tells everyone else how much they know now, and else nobody", () => {
  const part = newPart();
  const present = [ANNA, BEN, CARLA];
  const entry = { id: newId(), from: CARLA, name: "Carla", text: "before", at: 5 };
  const tell = (entries: readonly (typeof entry)[], last: boolean) =>
    part.step({
      type: "history",
      peer: ANNA,
      history: { type: "history", entries: [...entries], last },
      present,
      now: NOW,
    });
  const summariesTo = () =>
    part.told.splice(0).filter(([, { type }]) => type === "chat-summary").map(([peer]) => peer);
  part.summary(ANNA, 1, 99, present);
  tell([entry], false);
  assert.deepEqual(summariesTo(), []);
  tell([], true);
  assert.deepEqual(summariesTo(), [BEN, CARLA]);
  part.summary(ANNA, 2, 99, present);
  tell([entry], true);
  assert.deepEqual(summariesTo(), []);
});

Deno.test("[T6] when somebody goes, those who stay compare what reached them", () => {
  const part = newPart();
  part.step({ type: "gone", peer: BEN, name: "Ben", present: [ANNA, CARLA] });
  assert.deepEqual(part.told, [], "nothing is known yet");
  part.hear(BEN, written("the last words of somebody else"));
  part.step({ type: "gone", peer: BEN, name: "Ben", present: [ANNA, CARLA] });
  const message = { type: "chat-summary", ...summaryOf(part.state.entries) };
  assert.deepEqual(part.told, [[ANNA, message], [CARLA, message]]);
});

Deno.test("[T6] when the one who was asked goes or says nothing, the next is asked", () => {
  const part = newPart();
  const present = [ANNA, BEN, CARLA];
  part.summary(BEN, 3, 1, present);
  part.summary(ANNA, 3, 1, present);
  part.summary(CARLA, 3, 1, present);
  part.step({ type: "gone", peer: BEN, name: "Ben", present: [ANNA, CARLA] });
  part.step({ type: "no-answer", peer: BEN, present });
  part.step({ type: "no-answer", peer: ANNA, present });
  assert.deepEqual(part.told.map(([peer]) => peer), [BEN, ANNA, CARLA]);
  part.step({ type: "no-answer", peer: CARLA, present });
  assert.equal(part.told.length, 3);
  assert.equal(part.state.asking, null);
});

Deno.test("[T6] nobody tells what nobody asked", () => {
  const part = newPart();
  const entry = { id: newId(), from: BEN, name: "Ben", text: "made up", at: 5 };
  const history = { type: "history" as const, entries: [entry], last: true };
  part.step({ type: "history", peer: ANNA, history, present: [ANNA], now: NOW });
  assert.deepEqual(part.texts(), []);
});

Deno.test("[T5] what somebody says themselves counts before what was told of them, and is no news then", () => {
  const part = newPart(SELF, 0);
  const message = written("what I said");
  part.summary(ANNA, 1, 1);
  const told = { id: message.id, from: BEN, name: "Ben", text: "what she made of it", at: NOW };
  part.step({
    type: "history",
    peer: ANNA,
    history: { type: "history", entries: [told], last: true },
    present: [ANNA],
    now: NOW,
  });
  assert.equal(part.state.unread, 1);
  part.hear(BEN, message);
  assert.deepEqual(part.texts(), ["what I said"]);
  assert.equal(part.state.unread, 1);
});

Deno.test("[T6] our own words come back to us as ours, after a reload", () => {
  const part = newPart(SELF, 0);
  part.summary(ANNA, 1, 1);
  const entry = { id: newId(), from: SELF, name: "Me", text: "before the reload", at: 5 };
  part.step({
    type: "history",
    peer: ANNA,
    history: { type: "history", entries: [entry], last: true },
    present: [ANNA],
    now: NOW,
  });
  assert.equal(asText(part.state, 0).origin, "own");
  assert.equal(part.state.unread, 0);
});

Deno.test("[T7] the oldest are forgotten when there are too many, or too long ones", () => {
  const part = newPart();
  for (let index = 0; index < MAX_HISTORY_ENTRIES + 5; index++) {
    part.hear(ANNA, written(`${index}`, { at: NOW + index }), NOW + index);
  }
  assert.equal(part.state.entries.length, MAX_HISTORY_ENTRIES);
  assert.equal(part.texts()[0], "5");
  const long = newPart();
  for (let index = 0; index < 60; index++) {
    long.hear(ANNA, written("x".repeat(MAX_TEXT_CHARS), { at: NOW + index }), NOW + index);
  }
  assert.equal(long.state.entries.length, 50);
});

Deno.test("[T6] a piece of history fits into a frame, whatever is in it", () => {
  const part = newPart();
  for (let index = 0; index < 40; index++) {
    const text = (index % 2 === 0 ? "語" : '"').repeat(MAX_TEXT_CHARS);
    part.hear(ANNA, written(text, { at: NOW + index }), NOW + index);
  }
  const pieces = historyPieces(part.state.entries);
  assert.equal(pieces.reduce((sum, { entries }) => sum + entries.length, 0), 40);
  assert.deepEqual(pieces.map(({ last }) => last).indexOf(true), pieces.length - 1);
  for (const piece of pieces) {
    assert.ok(new TextEncoder().encode(JSON.stringify(piece)).length < 24_000);
  }
  assert.deepEqual(historyPieces([]), [{ type: "history", entries: [], last: true }]);
});
