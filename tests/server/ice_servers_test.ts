import assert from "node:assert/strict";
import { iceFor } from "../../server/ice_servers.ts";
import { turnCredentials } from "../../server/turn_credentials.ts";
import { helloOf, HubBench } from "./support/hub_bench.ts";
import { peerOf } from "./support/ids.ts";

const TURN = { urls: ["turn:turn.example.org"], secret: "north", ttlSeconds: 3600 };
const STUN = "stun:stun.example.org";

Deno.test("[I2] credentials are what coturn's REST convention computes", () => {
  // printf %s 1700003600:anna | openssl dgst -sha1 -hmac north -binary | base64
  assert.deepEqual(turnCredentials({ secret: "north", holder: "anna", until: 1_700_003_600 }), {
    username: "1700003600:anna",
    credential: "+MLxLOEoYnWwCOD+2dzOXWFtASg=",
  });
});

Deno.test("[I1] who configures nothing tells of nothing", () => {
  assert.deepEqual(iceFor({ stunUrls: [], turn: null }, "anna", 0), { iceServers: [] });
  assert.deepEqual(iceFor({ stunUrls: [STUN], turn: null }, "anna", 0), {
    iceServers: [{ urls: [STUN] }],
  });
});

Deno.test("[I2] credentials end when they say, counted from now", () => {
  const { iceServers, iceTtl } = iceFor(
    { stunUrls: [STUN], turn: TURN },
    "anna",
    1_700_000_000_999,
  );
  assert.equal(iceTtl, 3600);
  const credentials = turnCredentials({ secret: "north", holder: "anna", until: 1_700_003_600 });
  assert.deepEqual(iceServers, [{ urls: [STUN] }, { urls: TURN.urls, ...credentials }]);
});

Deno.test("[I2] welcome carries credentials of the peer that is welcomed, and no other's", () => {
  const bench = new HubBench({ ice: { stunUrls: [], turn: TURN } });
  const [anna, ben] = [bench.accept(), bench.accept()];
  anna.hear(helloOf(1));
  ben.hear(helloOf(2));
  for (const [socket, number] of [[anna, 1], [ben, 2]] as const) {
    const [welcome] = socket.take();
    assert.ok(welcome && "type" in welcome && welcome.type === "welcome");
    assert.equal(welcome.iceTtl, 3600);
    assert.ok(welcome.iceServers[0]!.username?.endsWith(`:${peerOf(number)}`));
  }
});

Deno.test("[I3] `ice` is answered with fresh credentials, before hello as well", () => {
  const bench = new HubBench({ ice: { stunUrls: [], turn: TURN } });
  const [guest, seated] = [bench.accept(), bench.seat(1)];
  const first = ask(guest);
  assert.equal(first.username!.split(":").length, 2);
  const before = ask(seated);
  bench.clock.advance(5_000);
  const after = ask(seated);
  assert.equal(untilOf(after) - untilOf(before), 5);
  assert.notEqual(after.credential, before.credential);

  function ask(socket: typeof guest) {
    socket.hear({ type: "ice" });
    const answer = socket.take().at(-1);
    assert.ok(answer && "type" in answer && answer.type === "ice" && answer.iceTtl === 3600);
    return answer.iceServers[0]!;
  }
});

function untilOf({ username }: { username?: string }): number {
  return Number(username!.split(":")[0]);
}
