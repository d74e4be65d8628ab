import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import type { LogEvent } from "../../server/log.ts";
import { startSignalingServer } from "./support/signaling_server.ts";
import { openRawConnection, rawTextFrame } from "./support/raw_connection.ts";
import { openPeer, randomRoom, randomSeat } from "./support/test_peer.ts";

Deno.test("[S9] [S10] [S15] [R1] two peers meet in a room, talk through it, and part", async () => {
  await using server = startSignalingServer();
  const room = randomRoom();
  await using anna = await openPeer(server, room);
  await using ben = await openPeer(server, room);

  const first = await anna.join("YW5uYQ");
  assert.deepEqual(first.participants, []);
  const second = await ben.join("YmVu");
  assert.deepEqual(second.participants, [{ peer: first.self, profile: "YW5uYQ" }]);
  const joined = await anna.next("participant-joined");
  assert.deepEqual(joined.participant, { peer: second.self, profile: "YmVu" });

  anna.relay(second.self, "sealed");
  assert.deepEqual(await ben.next("relayed"), {
    type: "relayed",
    from: first.self,
    text: "sealed",
  });

  ben.say({ type: "leave" });
  assert.equal((await anna.next("participant-left")).peer, second.self);
  assert.equal(await ben.closed, CloseCode.left);
});

Deno.test("[R6] a thousand frames arrive in order, each once", async () => {
  const frameRate = { perSecond: 1e6, burst: 1e6 };
  await using server = startSignalingServer({ limits: { frameRate } });
  const room = randomRoom();
  await using anna = await openPeer(server, room);
  await using ben = await openPeer(server, room);
  await anna.join();
  const { self } = await ben.join();
  for (let i = 0; i < 1000; i++) anna.relay(self, `${i}`);
  for (let i = 0; i < 1000; i++) assert.equal((await ben.next("relayed")).text, `${i}`);
});

Deno.test("[S12] who reloads is back in their seat, and nobody saw them leave", async () => {
  await using server = startSignalingServer({ capacity: 2 });
  const room = randomRoom();
  await using anna = await openPeer(server, room);
  const before = await openPeer(server, room);
  await anna.join();
  const { self } = await before.join("b2xk");
  await anna.next("participant-joined");

  before.close();
  await before.closed;
  await using after = await openPeer(server, room, before.seat);
  const welcome = await after.join("bmV3");
  assert.deepEqual([welcome.self, welcome.resumed], [self, true]);
  const { participant } = await anna.next("participant-updated");
  assert.deepEqual(participant, { peer: self, profile: "bmV3" });
  anna.relay(self, "welcome back");
  assert.equal((await after.next("relayed")).text, "welcome back");
});

Deno.test("[S13] [E8] a tab that is replaced learns so, even while it is talking", async () => {
  await using server = startSignalingServer();
  const room = randomRoom();
  await using anna = await openPeer(server, room);
  await using old = await openPeer(server, room);
  const { self } = await anna.join();
  await old.join();
  await using young = await openPeer(server, room, old.seat);
  const joined = young.join();
  for (let i = 0; i < 50; i++) old.relay(self, "me, me, me");
  assert.equal((await joined).resumed, true);
  assert.equal(await old.closed, CloseCode.replaced);
});

Deno.test("[S11] the newcomer to a full room learns so, and can come when a seat is free", async () => {
  await using server = startSignalingServer({ capacity: 2 });
  const room = randomRoom();
  await using anna = await openPeer(server, room);
  await using ben = await openPeer(server, room);
  await anna.join();
  await ben.join();
  await using early = await openPeer(server, room);
  early.hello();
  assert.equal((await early.next("error")).code, "room-full");
  assert.equal(await early.closed, CloseCode.roomFull);
  ben.say({ type: "leave" });
  await anna.next("participant-joined");
  await anna.next("participant-left");
  await using late = await openPeer(server, room);
  assert.equal((await late.join()).participants.length, 1);
});

Deno.test("[S21] a drained server sends everybody elsewhere and keeps nobody", async () => {
  await using server = startSignalingServer();
  await using anna = await openPeer(server, randomRoom());
  await using waiting = await openPeer(server, randomRoom());
  await anna.join();
  await server.hub.drain();
  for (const peer of [anna, waiting]) {
    await peer.next("draining");
    assert.equal(await peer.closed, CloseCode.draining);
  }
  assert.deepEqual(server.hub.counts, { rooms: 0, seats: 0, sockets: 0 });
  await assert.rejects(openPeer(server, randomRoom()));
});

Deno.test("[S20] [S16] a socket that does not answer the server's ping is gone", async () => {
  const gone = Promise.withResolvers<void>();
  const log = ({ event }: LogEvent) => event === "unseated" && gone.resolve();
  await using server = startSignalingServer({ heartbeatMs: 50, log });
  // Nobody reads this connection, so nobody answers.
  using mute = await openRawConnection(server, randomRoom());
  const hello = { type: "hello", version: 1, seat: randomSeat(), profile: "" };
  await mute.write(rawTextFrame(JSON.stringify(hello)));
  await gone.promise;
  assert.equal(server.hub.counts.rooms, 0);
});
