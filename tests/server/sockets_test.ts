import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import { startSignalingServer } from "./support/signaling_server.ts";
import { openPeer, randomRoom } from "./support/test_peer.ts";

Deno.test("two peers meet in a room, talk through it, and part", async () => {
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
