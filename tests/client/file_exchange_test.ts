import assert from "node:assert/strict";
import { FILE_WINDOW_BYTES } from "../../client/outgoing_file.ts";
import { PIECE_BYTES } from "../../client/file_lane.ts";
import { BLOCK_BYTES } from "../../crypto/block_hashes.ts";
import { encodeFileFrame, FILE_HEADER_BYTES } from "../../protocol/file_frame.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { TalkId } from "../../protocol/ids.ts";
import { MAX_FILE_BYTES } from "../../protocol/limits.ts";
import type { FileMessage } from "../../protocol/talk.ts";
import { FilePair, newFile, until } from "./support/file_pair.ts";

const ID = "AAAAAAAAAAA" as TalkId;
const MIB = 1024 * 1024;

function stateOf({ only }: { only: { progress: { state: string } } }): string {
  return only.progress.state;
}

/** Ben has asked for a file of `size` bytes of which Anna, who is not to be trusted, sends what the test says. */
async function hostile(size: number) {
  const pair = new FilePair();
  const { anna, ben } = pair;
  anna.exchange.take = () => {};
  ben.exchange.take(anna.id, { type: "file-offer", id: ID, name: "x", size, private: false });
  await pair.accept();
  await until(() => ben.told.some(({ type }) => type === "file-accept"));
  const send = (offset: number, length: number, run = 1, id = ID) =>
    anna.channel!.send(
      encodeFileFrame({ kind: "piece", id, run, offset, bytes: new Uint8Array(length) }),
    );
  return { ...pair, anna, ben, send };
}

Deno.test("[F2] nothing of a file is sent before it is taken, and nothing of one that is declined", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  await pair.offer(newFile(3 * PIECE_BYTES));
  assert.deepEqual([stateOf(anna), stateOf(ben)], ["offered", "offered"]);
  assert.deepEqual(anna.channel!.sent, []);
  ben.exchange.decline(ben.only.key);
  await until(() => stateOf(anna) === "ended");
  assert.deepEqual(anna.only.progress, { state: "ended", by: "them", reason: "declined" });
  assert.deepEqual(ben.only.progress, { state: "ended", by: "us", reason: "declined" });
  assert.deepEqual(anna.channel!.sent, []);
});

Deno.test("[F3] a file arrives whole, in pieces of 64 KiB, and both sides know", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  const file = newFile(2 * MIB + 70_000);
  await pair.offer(file);
  await pair.accept();
  await until(() => stateOf(anna) === "done" && stateOf(ben) === "done");
  assert.deepEqual(await ben.sinks[0]!.bytes(), await file.bytes());
  assert.deepEqual(ben.only.progress, { state: "done", url: "blob:here" });
  assert.equal(Math.max(...anna.channel!.sent), PIECE_BYTES + FILE_HEADER_BYTES);
  // Written a block at a time.
  assert.deepEqual(ben.sinks[0]!.parts.map(({ length }) => length), [MIB, MIB, 70_000]);
});

Deno.test("[F3] an empty file arrives, too", async () => {
  const pair = new FilePair();
  await pair.offer(newFile(0));
  await pair.accept();
  await until(() => stateOf(pair.anna) === "done" && stateOf(pair.ben) === "done");
  assert.equal(pair.ben.sinks[0]!.state, "finished");
});

Deno.test("[F3] no message is larger than the peer takes", async () => {
  const pair = new FilePair();
  pair.anna.maxMessageBytes = 16 * 1024;
  await pair.offer(newFile(100_000));
  await pair.accept();
  await until(() => stateOf(pair.anna) === "done");
  assert.equal(Math.max(...pair.anna.channel!.sent), 16 * 1024);
});

Deno.test("[F4] no more waits in the browser than a mebibyte and a piece, and it goes on when that is gone", async () => {
  const pair = new FilePair();
  pair.anna.channel!.held = true;
  await pair.offer(newFile(3 * MIB));
  await pair.accept();
  const { channel } = pair.anna;
  await until(() => channel!.bufferedAmount > MIB);
  assert.ok(channel!.bufferedAmount <= MIB + PIECE_BYTES + FILE_HEADER_BYTES);
  channel!.release();
  await until(() => stateOf(pair.ben) === "done");
});

Deno.test("[F4] the sender is never further ahead than 8 MiB of what the other has kept", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  ben.channel!.held = true;
  await pair.offer(newFile(12 * MIB));
  await pair.accept();
  const sent = () => anna.channel!.sent.reduce((sum, length) => sum + length, 0);
  await until(() => sent() >= FILE_WINDOW_BYTES && ben.sinks[0]!.size === FILE_WINDOW_BYTES);
  assert.ok(sent() < FILE_WINDOW_BYTES + BLOCK_BYTES);
  ben.channel!.release();
  await until(() => stateOf(ben) === "done");
  assert.equal(ben.sinks[0]!.size, 12 * MIB);
});

Deno.test("[F7] either side can end it, and the other lets go", async () => {
  for (const who of ["anna", "ben"] as const) {
    const pair = new FilePair();
    pair.anna.channel!.held = true;
    await pair.offer(newFile(3 * MIB));
    await pair.accept();
    await until(() => pair.anna.channel!.bufferedAmount > MIB);
    const one = pair[who];
    one.exchange.cancel(one.only.key);
    await until(() => stateOf(one.other) === "ended");
    assert.deepEqual(one.only.progress, { state: "ended", by: "us", reason: "cancelled" });
    assert.deepEqual(one.other.only.progress, { state: "ended", by: "them", reason: "cancelled" });
    await until(() => pair.ben.sinks[0]!.state === "discarded");
    // What was under way finds nobody.
    pair.anna.channel!.release();
    await until(() => pair.anna.channel!.bufferedAmount === 0);
    assert.deepEqual([stateOf(pair.anna), stateOf(pair.ben)], ["ended", "ended"]);
  }
});

for (const silently of [false, true]) {
  const how = silently ? "silently" : "with a word";
  Deno.test(`[F8] after a connection that ended ${how} it goes on where it was kept, and is whole`, async () => {
    const pair = new FilePair();
    const { anna, ben } = pair;
    const file = newFile(5 * MIB);
    ben.channel!.held = true;
    await pair.offer(file);
    await pair.accept();
    await until(() => ben.sinks[0]!.size >= 2 * MIB);
    pair.disconnect(silently);
    const kept = ben.sinks[0]!.size;
    pair.connect();
    await until(() => stateOf(anna) === "done" && stateOf(ben) === "done");
    assert.deepEqual(await ben.sinks[0]!.bytes(), await file.bytes());
    assert.equal(ben.sinks.length, 1);
    const again = anna.channel!.sent.reduce((sum, length) => sum + length, 0);
    assert.ok(again < file.size - kept + 2 * BLOCK_BYTES, `${again} bytes were sent again`);
  });
}

Deno.test("[F8] a file that is being finished while the connection is made anew stays finished", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  const file = newFile(MIB);
  await pair.offer(file);
  await pair.accept();
  const { promise, resolve } = Promise.withResolvers<string>();
  let finishing = false;
  ben.sinks[0]!.finish = () => {
    finishing = true;
    return promise;
  };
  await until(() => finishing);
  pair.disconnect(true);
  pair.connect();
  resolve("blob:here");
  await until(() => stateOf(anna) === "done" && stateOf(ben) === "done");
  assert.deepEqual(await ben.sinks[0]!.bytes(), await file.bytes());
});

Deno.test("[F8] a channel that closes alone is opened again", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  anna.channel!.held = true;
  await pair.offer(newFile(2 * MIB));
  await pair.accept();
  await until(() => anna.channel!.bufferedAmount > MIB);
  pair.disconnect();
  assert.equal(stateOf(ben), "waiting");
  const timers = [...anna.timers, ...ben.timers];
  pair.connect({ tell: false });
  for (const task of timers) task();
  await until(() => stateOf(ben) === "done");
});

Deno.test("[F8] who was asked before its own way is open begins when it is", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  const { channel } = anna;
  anna.channel = null;
  await pair.offer(newFile(1_000));
  await pair.accept();
  await until(() => stateOf(anna) === "waiting");
  anna.channel = channel;
  anna.exchange.opened(ben.id);
  await until(() => stateOf(ben) === "done");
});

Deno.test("[F9] whoever leaves a gap, goes back, or sends more than was offered ends it", async () => {
  const attacks: [string, (send: (offset: number, length: number) => void) => void][] = [
    ["a gap", (send) => send(1, 10)],
    ["the same again", (send) => (send(0, 10), send(0, 10))],
    ["too much at once", (send) => send(0, 1_001)],
    ["too much in the end", (send) => (send(0, 1_000), send(1_000, 1))],
  ];
  for (const [what, attack] of attacks) {
    const { anna, ben, send } = await hostile(1_000);
    attack(send);
    await until(() => stateOf(ben) === "ended");
    assert.deepEqual(ben.only.progress, { state: "ended", by: "us", reason: "failed" }, what);
    await until(() => ben.sinks[0]!.state === "discarded");
    assert.equal(ben.told.at(-1)!.type, "file-end");
    assert.equal(anna.transfers.length, 0);
  }
});

Deno.test("[F9] whoever sends faster than it can be kept ends it", async () => {
  const { ben, send } = await hostile(100 * MIB);
  ben.sinks[0]!.write = () => new Promise(() => {});
  for (let offset = 0; offset < 10 * MIB; offset += PIECE_BYTES) send(offset, PIECE_BYTES);
  await until(() => stateOf(ben) === "ended");
});

Deno.test("[F9] pieces of another run, of no file, or of one that nobody took are as if they had never come", async () => {
  const { ben, send } = await hostile(1_000);
  send(0, 10, 7);
  send(500, 10, 0);
  send(0, 10, 1, toBase64Url(new Uint8Array(8).fill(9)) as TalkId);
  send(0, 1_000);
  await until(() => ben.sinks[0]!.size === 1_000);
  assert.equal(stateOf(ben), "moving");
});

Deno.test("[F6] a file whose hash is another is not kept", async () => {
  const { anna, ben, send } = await hostile(1_000);
  send(0, 1_000);
  ben.exchange.take(anna.id, { type: "file-sent", id: ID, hash: "A".repeat(43) });
  await until(() => stateOf(ben) === "ended");
  assert.deepEqual(ben.only.progress, { state: "ended", by: "us", reason: "failed" });
  assert.equal(ben.sinks[0]!.state, "discarded");
});

Deno.test("[F9] an offset that is no boundary, or further than was read, is not served; nor an old run", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  await pair.offer(newFile(3 * MIB));
  const ask = (run: number, from: number) =>
    anna.exchange.take(ben.id, { type: "file-accept", id: ID, run, from });
  ask(1, 5);
  ask(1, MIB);
  ask(1, 3 * MIB);
  assert.equal(stateOf(anna), "offered");
  ask(2, 0);
  assert.equal(stateOf(anna), "waiting");
  ask(1, 0);
  await until(() => anna.told.some(({ type }) => type === "file-sent"));
  assert.equal(anna.told.filter(({ type }) => type === "file-sent").length, 1);
});

Deno.test("[F1] a file that is too large is not offered, and one peer has no more than 32 open offers", () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  const huge = { name: "x", size: MAX_FILE_BYTES + 1, slice: () => new Blob() };
  anna.exchange.offer(huge, ID, [ben.id], false);
  assert.deepEqual(anna.only.progress, { state: "ended", by: "us", reason: "too-large" });
  assert.deepEqual(anna.told, []);
  for (let index = 0; index < 33; index++) {
    const id = toBase64Url(new Uint8Array(8).fill(index)) as TalkId;
    const offer: FileMessage = { type: "file-offer", id, name: "x", size: 1, private: false };
    ben.exchange.take(anna.id, offer);
    // Said again after a link was built anew.
    if (index === 0) ben.exchange.take(anna.id, offer);
  }
  assert.equal(ben.transfers.length, 32);
  assert.equal(ben.offers.length, 32);
  assert.deepEqual(ben.told.map(({ type }) => type), ["file-end"]);
});

Deno.test("[F7] a file that cannot be read any more, and a disk that is full, are told as what they are", async () => {
  const pair = new FilePair();
  await pair.offer(Object.assign(newFile(1_000), { slice: () => new Blob(["short"]) }));
  await pair.accept();
  await until(() => stateOf(pair.ben) === "ended");
  assert.deepEqual(pair.ben.only.progress, { state: "ended", by: "them", reason: "failed" });
  const full = new FilePair();
  await full.offer(newFile(1_000));
  await full.accept();
  full.ben.sinks[0]!.fault = new DOMException("full", "QuotaExceededError");
  await until(() => stateOf(full.anna) === "ended");
  assert.deepEqual(full.anna.only.progress, { state: "ended", by: "them", reason: "no-space" });
  // With room made, it can be asked for once more, from the beginning.
  full.ben.exchange.retry(full.ben.only.key);
  await until(() => stateOf(full.ben) === "done" && stateOf(full.anna) === "done");
  assert.equal(full.ben.sinks[1]!.size, 1_000);
});

Deno.test("[F7] what was taken back can be offered once more; what they took back is not served", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  await pair.offer(newFile(1_000));
  anna.exchange.cancel(anna.only.key);
  await until(() => stateOf(ben) === "ended");
  ben.exchange.retry(ben.only.key);
  await until(() => ben.told.at(-1)?.type === "file-accept");
  await until(() => stateOf(ben) === "ended");
  assert.deepEqual(ben.only.progress, { state: "ended", by: "them", reason: "cancelled" });
  assert.equal(stateOf(anna), "ended");
  anna.exchange.retry(anna.only.key);
  await until(() => stateOf(ben) === "offered");
  await pair.accept();
  await until(() => stateOf(anna) === "done");
});

Deno.test("[F7] when somebody is not in the call any more, nothing more comes of what was open", async () => {
  const pair = new FilePair();
  const { anna, ben } = pair;
  anna.channel!.held = true;
  await pair.offer(newFile(3 * MIB));
  await pair.accept();
  await until(() => anna.channel!.bufferedAmount > MIB);
  for (const person of [anna, ben]) person.exchange.gone(person.other.id);
  assert.deepEqual(anna.only.progress, { state: "ended", by: "them", reason: "left" });
  assert.deepEqual(ben.only.progress, { state: "ended", by: "them", reason: "left" });
  await until(() => ben.sinks[0]!.state === "discarded");
});
