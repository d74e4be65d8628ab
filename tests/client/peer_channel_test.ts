import assert from "node:assert/strict";
import fc from "fast-check";
import { PeerChannel } from "../../client/peer_channel.ts";
import { MAX_PENDING } from "../../client/reliable.ts";
import type { SessionId } from "../../protocol/ids.ts";
import type { Envelope, PeerMessage } from "../../protocol/peer_messages.ts";
import { World } from "../sim/world.ts";

const OURS = "ours" as SessionId;
const THEIRS = "theirs" as SessionId;
const BYE: PeerMessage = { type: "bye" };

/** A message that says which one it is. */
function word(number: number): PeerMessage {
  const candidate = `${number}`;
  return {
    type: "candidate",
    candidate: { candidate, sdpMid: null, sdpMLineIndex: null, usernameFragment: null },
  };
}

function numberOf(message: PeerMessage): number {
  return message.type === "candidate" ? Number(message.candidate.candidate) : NaN;
}

/** One end whose carrier is the test: what is posted is kept with the time at which it was. */
function newEnd() {
  const world = new World(1);
  const start = world.now;
  const posted: { at: number; envelope: Envelope }[] = [];
  const heard: PeerMessage[] = [];
  const taken: PeerMessage[] = [];
  let stuck = 0;
  const channel = new PeerChannel({
    from: OURS,
    to: THEIRS,
    epoch: 3,
    setTimer: (task, ms) => world.after(ms, task),
    post: (envelope) => posted.push({ at: world.now - start, envelope }),
    onMessage: (message) => heard.push(message),
    onAcknowledged: (message) => taken.push(message),
    onStuck: () => stuck += 1,
  });
  const take = (seq: number, ack: number, message?: PeerMessage) =>
    channel.take({
      from: THEIRS,
      to: OURS,
      epoch: 3,
      seq,
      ack,
      ...(message === undefined ? {} : { message }),
    });
  /** What was posted since the last time, as "time: number, acknowledged". */
  const told = () =>
    posted.splice(0).map(({ at, envelope: { seq, ack } }) => `${at}: ${seq}, ${ack}`);
  return { channel, world, posted, heard, taken, take, told, isStuck: () => stuck };
}

Deno.test("[L3] what is said is posted at once, numbered, between the two sessions, on its epoch", () => {
  const { channel, posted } = newEnd();
  channel.say(word(7));
  channel.say(BYE);
  assert.deepEqual(posted.map(({ envelope }) => envelope), [
    { from: OURS, to: THEIRS, epoch: 3, seq: 1, ack: 0, message: word(7) },
    { from: OURS, to: THEIRS, epoch: 3, seq: 2, ack: 0, message: BYE },
  ]);
});

Deno.test("[L3] an acknowledgement travels with what is said, or alone after 200 ms, once for all", async () => {
  const { channel, world, take, told } = newEnd();
  take(1, 0, word(1));
  await world.run(150);
  take(2, 0, word(2));
  await world.run(49);
  assert.deepEqual(told(), []);
  await world.run(1);
  assert.deepEqual(told(), ["200: 0, 2"]);
  take(3, 0, word(3));
  channel.say(word(1));
  assert.deepEqual(told(), ["200: 1, 3"]);
  await world.run(300);
  assert.deepEqual(told(), []);
});

Deno.test("[L3] a duplicate is acknowledged again and not handed on; one that overtook another is neither until that is there", async () => {
  const { world, heard, take, told } = newEnd();
  take(1, 0, word(1));
  await world.run(200);
  assert.deepEqual(told(), ["200: 0, 1"]);
  take(1, 0, word(1));
  await world.run(200);
  assert.deepEqual(told(), ["400: 0, 1"]);
  take(3, 0, word(3));
  await world.run(1_000);
  assert.deepEqual(told(), []);
  assert.deepEqual(heard.map(numberOf), [1]);
  take(2, 0, word(2));
  assert.deepEqual(heard.map(numberOf), [1, 2, 3]);
  await world.run(200);
  assert.deepEqual(told(), ["1600: 0, 3"]);
});

Deno.test("[L3] an acknowledgement is not answered", async () => {
  const { world, take, told } = newEnd();
  take(0, 0);
  await world.run(5_000);
  assert.deepEqual(told(), []);
});

Deno.test("[L3] what is not acknowledged comes again after 1, 2, 4 and then every 8 s", async () => {
  const { channel, world, take, told } = newEnd();
  channel.say(word(1));
  await world.run(23_000);
  assert.deepEqual(told(), [
    "0: 1, 0",
    "1000: 1, 0",
    "3000: 1, 0",
    "7000: 1, 0",
    "15000: 1, 0",
    "23000: 1, 0",
  ]);
  // Once all is acknowledged the next begins anew.
  take(0, 1);
  await world.run(10_000);
  assert.deepEqual(told(), []);
  channel.say(word(2));
  await world.run(1_000);
  assert.deepEqual(told(), ["33000: 2, 0", "34000: 2, 0"]);
});

Deno.test("[L3] who acknowledges some of it is there: the rest comes again after 1 s", async () => {
  const { channel, world, take, told } = newEnd();
  channel.say(word(1));
  channel.say(word(2));
  await world.run(3_500);
  told();
  take(0, 1);
  await world.run(1_000);
  assert.deepEqual(told(), ["4500: 2, 0"]);
  // The same acknowledgement again is no news.
  take(0, 1);
  await world.run(1_500);
  assert.deepEqual(told(), []);
  await world.run(500);
  assert.deepEqual(told(), ["6500: 2, 0"]);
});

Deno.test("[L3] when a carrier returns all that waits comes again at once, in order, and then after 1 s", async () => {
  const { channel, world, take, told } = newEnd();
  for (const number of [1, 2, 3]) channel.say(word(number));
  take(0, 1);
  await world.run(2_000);
  told();
  channel.resend();
  assert.deepEqual(told(), ["2000: 2, 0", "2000: 3, 0"]);
  await world.run(999);
  assert.deepEqual(told(), []);
  await world.run(1);
  assert.deepEqual(told(), ["3000: 2, 0", "3000: 3, 0"]);
});

Deno.test("[L3] with nothing waiting a carrier that returns is given nothing", async () => {
  const { channel, world, told } = newEnd();
  channel.resend();
  await world.run(20_000);
  assert.deepEqual(told(), []);
});

Deno.test(`[L3] with ${MAX_PENDING} messages unacknowledged the channel is stuck and remembers no more`, () => {
  const { channel, posted, take, isStuck } = newEnd();
  for (let number = 1; number <= MAX_PENDING; number++) channel.say(word(number));
  assert.equal(isStuck(), 0);
  channel.say(word(MAX_PENDING + 1));
  assert.equal(isStuck(), 1);
  assert.equal(posted.length, MAX_PENDING);
  take(0, 1);
  channel.say(word(MAX_PENDING + 1));
  assert.equal(isStuck(), 1);
  assert.equal(posted.at(-1)?.envelope.seq, MAX_PENDING + 1);
});

Deno.test("[K7] a last word is taken outside the numbers, whatever is missing before it", () => {
  const { heard, take } = newEnd();
  take(1, 0, word(1));
  take(3, 0, word(3));
  take(0, 0, BYE);
  assert.deepEqual(heard, [word(1), BYE]);
});

Deno.test("[L3] nothing but a last word is taken without a number", () => {
  const { heard, take } = newEnd();
  take(0, 0, word(1));
  take(0, 0, { type: "server-seen" });
  assert.deepEqual(heard, []);
});

Deno.test("[L3] a channel that is closed says nothing, hears nothing and leaves no timer behind", async () => {
  const { channel, world, heard, take, told } = newEnd();
  channel.say(word(1));
  take(1, 0, word(1));
  told();
  channel[Symbol.dispose]();
  channel.say(word(2));
  take(2, 0, word(2));
  channel.resend();
  channel.acknowledge();
  await world.run(60_000);
  assert.deepEqual(heard, [word(1)]);
  assert.deepEqual(told(), []);
  assert.equal(world.waiting, 0);
});

/** Two ends on a carrier that loses, repeats and delays until it is mended. */
function newPair(seed: number, { lose, repeat }: { lose: number; repeat: number }) {
  const world = new World(seed);
  const heard: [number[], number[]] = [[], []];
  const carrier = { lose, repeat, posted: 0 };
  const channels = ([0, 1] as const).map((from): PeerChannel =>
    new PeerChannel({
      from: from === 0 ? OURS : THEIRS,
      to: from === 0 ? THEIRS : OURS,
      epoch: 1,
      setTimer: (task, ms) => world.after(ms, task),
      post: (envelope) => {
        carrier.posted += 1;
        if (world.random() < carrier.lose) return;
        const copies = world.random() < carrier.repeat ? 2 : 1;
        for (let copy = 0; copy < copies; copy++) {
          world.after(world.random() * 400, () => channels[1 - from]!.take(envelope));
        }
      },
      onMessage: (message) => heard[1 - from]!.push(numberOf(message)),
      onStuck: () => assert.fail("stuck"),
    })
  );
  return { world, heard, carrier, channels };
}

Deno.test("[L3] over a carrier that loses, repeats and reorders, each message arrives once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.nat(60),
      fc.double({ min: 0, max: 0.7, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (seed, count, lose, repeat) => {
        const { world, heard, carrier, channels } = newPair(seed, { lose, repeat });
        const numbers = Array.from({ length: count }, (_, index) => index + 1);
        for (const number of numbers) {
          for (const channel of channels) channel.say(word(number));
          await world.run(world.random() * 300);
        }
        carrier.lose = 0;
        await world.run(120_000);
        assert.deepEqual(heard, [numbers, numbers]);
        // Once everybody knows that everybody knows, nobody says anything.
        const { posted } = carrier;
        await world.run(60_000);
        assert.equal(carrier.posted, posted);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("[T3] each message is told to be taken once, when it was, and is pending until then", () => {
  const { channel, take, taken } = newEnd();
  for (const number of [1, 2, 3]) channel.say(word(number));
  assert.deepEqual(channel.pending.map(numberOf), [1, 2, 3]);
  take(0, 2);
  take(0, 2);
  assert.deepEqual(taken.map(numberOf), [1, 2]);
  assert.deepEqual(channel.pending.map(numberOf), [3]);
  take(0, 1);
  take(0, 9);
  assert.deepEqual(taken.map(numberOf), [1, 2, 3]);
});
