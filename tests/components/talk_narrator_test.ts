import assert from "node:assert/strict";
import type { TextEntry } from "../../client/chat.ts";
import type { FileProgress, FileTransfer } from "../../client/file_transfer.ts";
import type { ShownReaction } from "../../client/talk_types.ts";
import { aboutReactions, createTalkNarrator, type Speech } from "../../components/talk_narrator.ts";
import { en } from "../../locales/en.ts";
import type { PeerId, TalkId } from "../../protocol/ids.ts";

const [SELF, ANNA, BEN] = ["self", "anna", "ben"] as unknown as [PeerId, PeerId, PeerId];
const SPEECH: Speech = {
  t: en.call,
  locale: "en",
  self: SELF,
  nameOf: (peer) => ({ anna: "Anna", ben: "Ben" })[peer] ?? "Guest",
};
const NOTHING = { entries: [], transfers: new Map() };

function wrote(text: string, changes: Partial<TextEntry> = {}): TextEntry {
  return {
    kind: "text",
    id: text as TalkId,
    from: ANNA,
    name: "Anna",
    at: 0,
    to: "everyone",
    text,
    origin: "heard",
    waiting: [],
    missed: [],
    ...changes,
  };
}

function file(progress: FileProgress, changes: Partial<FileTransfer> = {}) {
  const transfer: FileTransfer = {
    key: "k",
    direction: "in",
    peer: ANNA,
    peerName: "Anna",
    id: "f" as TalkId,
    name: "map.pdf",
    size: 10,
    progress,
    ...changes,
  };
  return { entries: [], transfers: new Map([["k", transfer]]) };
}

Deno.test("a message is said once, with its sender, and as private if it is", () => {
  const narrator = createTalkNarrator({ ...NOTHING, entries: [wrote("old")] });
  const entries = [wrote("old"), wrote("new"), wrote("psst", { to: SELF })];
  assert.deepEqual(narrator.tell({ ...NOTHING, entries }, SPEECH), [
    "Anna: new",
    "Anna, only to you: psst",
  ]);
  assert.deepEqual(narrator.tell({ ...NOTHING, entries }, SPEECH), []);
});

Deno.test("what we wrote and what was written before we came is not said", () => {
  const narrator = createTalkNarrator(NOTHING);
  const entries = [wrote("mine", { from: SELF, origin: "own" }), wrote("told", { origin: "told" })];
  assert.deepEqual(narrator.tell({ ...NOTHING, entries }, SPEECH), []);
});

Deno.test("of a long message only the beginning is said", () => {
  const narrator = createTalkNarrator(NOTHING);
  const [sentence] = narrator.tell({ ...NOTHING, entries: [wrote("x\ny ".repeat(500))] }, SPEECH);
  assert.ok(sentence!.length < 220 && sentence!.endsWith("…"));
});

Deno.test("an offer, an arrival and a failure of a file are said, what we ended is not", () => {
  const narrator = createTalkNarrator(NOTHING);
  const offered = {
    entries: [{
      kind: "file" as const,
      id: "f" as TalkId,
      from: ANNA,
      name: "Anna",
      at: 0,
      to: "everyone" as const,
      file: { name: "map.pdf", size: 10 },
    }],
    transfers: file({ state: "offered" }).transfers,
  };
  const say = (progress: FileProgress, changes: Partial<FileTransfer> = {}) =>
    narrator.tell({ ...offered, ...file(progress, changes), entries: offered.entries }, SPEECH);
  assert.deepEqual(narrator.tell(offered, SPEECH), ["Anna offers a file: map.pdf."]);
  assert.deepEqual(say({ state: "moving", done: 5 }), []);
  assert.deepEqual(say({ state: "done", url: "blob:x" }), ["map.pdf has arrived."]);
  say({ state: "offered" });
  assert.deepEqual(say({ state: "ended", by: "us", reason: "declined" }), []);
  say({ state: "offered" });
  assert.deepEqual(say({ state: "ended", by: "us", reason: "failed" }), [
    "map.pdf does not come any further.",
  ]);
  say({ state: "offered" });
  const declined = { state: "ended", by: "them", reason: "declined" } as const;
  assert.deepEqual(say(declined, { direction: "out" }), ["Anna declined map.pdf."]);
});

Deno.test("reactions of a moment are one sentence, everyone named once for each", () => {
  const shown = (peer: PeerId, code: ShownReaction["code"], key: number) => ({ key, peer, code });
  assert.equal(
    aboutReactions([
      shown(ANNA, "clap", 1),
      shown(BEN, "clap", 2),
      shown(ANNA, "clap", 3),
      shown(BEN, "heart", 4),
      shown(SELF, "party", 5),
    ], SPEECH),
    "Applause from Anna and Ben. Heart from Ben.",
  );
  assert.equal(aboutReactions([shown(SELF, "party", 5)], SPEECH), null);
});
