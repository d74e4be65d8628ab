import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanFileName, cleanText } from "../../protocol/clean_text.ts";
import { MAX_FILE_BYTES, MAX_FILE_NAME_CHARS, MAX_TEXT_CHARS } from "../../protocol/limits.ts";
import { decodeTalk } from "../../protocol/talk.ts";

const ID = "AAAAAAAAAAA";
const PEER = "AAAAAAAAAAAAAAAAAAAAAA";
const CHAT = { type: "chat", id: ID, text: "hello", at: 5, private: false };
const ENTRY = { id: ID, from: PEER, name: "Anna", text: "hello", at: 5 };
const OFFER = { type: "file-offer", id: ID, name: "a.txt", size: 3, private: true };

Deno.test("[T1] every kind of talk is read as it was written", () => {
  const messages = [
    CHAT,
    { type: "chat-summary", count: 2, digest: 0xffffffff },
    { type: "history-ask" },
    { type: "history", entries: [ENTRY], last: true },
    { type: "reaction", code: "party", at: 9 },
    OFFER,
    { type: "file-accept", id: ID, run: 1, from: 0 },
    { type: "file-sent", id: ID, hash: "A".repeat(43) },
    { type: "file-received", id: ID },
    { type: "file-end", id: ID, sender: true, reason: "cancelled" },
  ];
  for (const message of messages) assert.deepEqual(decodeTalk(message), message);
});

Deno.test("[T1] what is longer, larger, more, or something else than it may be is as if it had never come", () => {
  const wrong: unknown[] = [
    null,
    "chat",
    { type: "dance" },
    { ...CHAT, text: "x".repeat(MAX_TEXT_CHARS + 1) },
    { ...CHAT, text: "\u0000 \u200b" },
    { ...CHAT, id: "short" },
    { ...CHAT, at: -1 },
    { ...CHAT, at: Infinity },
    { type: "chat-summary", count: 501, digest: 0 },
    { type: "chat-summary", count: 1, digest: 2 ** 32 },
    { type: "history", entries: Array(65).fill(ENTRY), last: true },
    { type: "history", entries: [{ ...ENTRY, from: "x" }], last: true },
    { type: "reaction", code: "<img>", at: 1 },
    { ...OFFER, size: MAX_FILE_BYTES + 1 },
    { ...OFFER, size: 1.5 },
    { ...OFFER, name: "x".repeat(MAX_FILE_NAME_CHARS + 1) },
    { type: "file-accept", id: ID, run: 0, from: 0 },
    { type: "file-accept", id: ID, run: 1, from: -1 },
    { type: "file-sent", id: ID, hash: "A".repeat(42) },
    { type: "file-end", id: ID, sender: true, reason: null },
  ];
  for (const message of wrong) assert.equal(decodeTalk(message), null, JSON.stringify(message));
});

Deno.test("[V1] [V3] of talk that says more than we know the rest is read", () => {
  assert.deepEqual(decodeTalk({ ...CHAT, replyTo: ID }), CHAT);
  const history = { type: "history", entries: [ENTRY], last: true };
  assert.deepEqual(decodeTalk({ ...history, entries: [{ ...ENTRY, edited: 6 }] }), history);
  const end = { type: "file-end", id: ID, sender: true, reason: "failed" };
  assert.deepEqual(decodeTalk({ ...end, reason: "because" }), end);
});

Deno.test("[T1] a message is lines of text: no control characters, nothing that turns direction, no void", () => {
  assert.equal(cleanText("one\r\ntwo\u2028three\u0007"), "one\ntwo\nthree");
  assert.equal(cleanText("\n\n  indented\n\n\n\n\nend  \n"), "  indented\n\nend");
  assert.equal(cleanText("abc\u202Etxt.exe"), "abctxt.exe");
  assert.equal(cleanText("שלום \u2066x\u2069"), "שלום \u2066x\u2069");
  assert.equal(cleanText("\ud800"), "\ufffd");
  assert.equal(cleanText(" \u200b\u2060 "), "");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const clean = cleanText(text);
    assert.equal(cleanText(clean), clean);
    assert.ok(clean.length <= text.length);
  }));
});

Deno.test("[F1] the name of a file is one line and no path, and shows how it ends", () => {
  assert.equal(cleanFileName("../../etc/passwd"), "_.._etc_passwd");
  assert.equal(cleanFileName("C:\\x\\y.txt"), "C__x_y.txt");
  assert.equal(cleanFileName("photo\u202Egpj.exe"), "photogpj.exe");
  assert.equal(cleanFileName("a\nb\u200b  c.pdf "), "ab c.pdf");
  assert.equal(cleanFileName("..."), "file");
  assert.equal(cleanFileName(""), "file");
  const long = cleanFileName(`${"報告".repeat(150)}.docx`);
  assert.ok(
    long.length <= MAX_FILE_NAME_CHARS && long.endsWith("告.docx") || long.endsWith("報.docx"),
  );
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
    const clean = cleanFileName(name);
    assert.ok(clean.length >= 1 && clean.length <= MAX_FILE_NAME_CHARS);
    assert.ok(!/[/\\\n\u202e]/.test(clean));
    assert.equal(cleanFileName(clean), clean);
  }));
});
