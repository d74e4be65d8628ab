import assert from "node:assert/strict";
import { type Examination, examine } from "../../../client/doctor/examine.ts";
import { lostLink, Surgery } from "./support/surgery.ts";

const TURN = { urls: "turn:turn.example.org", username: "9:anna", credential: "hush" };
const STUN = { urls: "stun:stun.example.org" };

/** The examination, and how long it took. */
async function examined(surgery: Surgery): Promise<Examination & { took: number }> {
  const started = surgery.world.now;
  let result: (Examination & { took: number }) | null = null;
  void examine(surgery.patient).then((examination) => {
    result = { ...examination, took: surgery.world.now - started };
  });
  await surgery.world.run(20_000);
  assert.ok(result, "there is a diagnosis at all");
  return result;
}

async function codeOf(surgery: Surgery): Promise<string> {
  const { diagnosis, took } = await examined(surgery);
  assert.ok(took <= 5_000, `${took} ms`);
  for (const connection of surgery.connections) {
    assert.ok(connection.closed, "nothing is left open");
  }
  for (const socket of surgery.sockets) assert.ok(socket.closedByUs, "no socket is left open");
  return diagnosis.finding.code;
}

Deno.test("what answers at once is judged at once", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [STUN, TURN];
  surgery.scripts.set(STUN.urls, [{ after: 30, candidate: "srflx" }]);
  surgery.scripts.set(TURN.urls, [{ after: 50, candidate: "relay" }]);
  const { diagnosis, took } = await examined(surgery);
  assert.equal(diagnosis.finding.code, "all-well");
  assert.ok(took < 1_000, `${took} ms`);
});

Deno.test("whatever never answers, there is a diagnosis within five seconds, and nothing is left open", async () => {
  const surgery = new Surgery();
  surgery.signalingMs = null;
  surgery.reachable = new Promise(() => {});
  surgery.patient = { ...surgery.patient, link: lostLink(surgery.world, null) };
  assert.equal(await codeOf(surgery), "server-unreachable");
});

Deno.test("a relay that says no is named with its code", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [TURN];
  surgery.scripts.set(TURN.urls, [{ after: 50, error: 401 }, { after: 60, complete: true }]);
  surgery.loopbackMs = null;
  const { diagnosis } = await examined(surgery);
  assert.deepEqual(diagnosis.finding, { code: "turn-refuses", error: 401 });
});

Deno.test("what a browser says of one of its networks is not the word of the server", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [TURN];
  surgery.scripts.set(TURN.urls, [{ after: 5, error: 701 }, { after: 50, candidate: "relay" }]);
  assert.equal(await codeOf(surgery), "all-well");
});

Deno.test("a relay from which nothing comes counts as unreachable when patience ends", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [TURN];
  surgery.loopbackMs = null;
  assert.equal(await codeOf(surgery), "turn-unreachable");
});

Deno.test("a relay that takes us and carries nothing is found out", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [TURN];
  surgery.scripts.set(TURN.urls, [{ after: 50, candidate: "relay" }]);
  surgery.loopbackMs = null;
  assert.equal(await codeOf(surgery), "turn-carries-nothing");
});

Deno.test("STUN that has nothing to add and does not complain has answered", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [STUN];
  surgery.scripts.set(STUN.urls, [{ after: 50, complete: true }]);
  assert.equal(await codeOf(surgery), "direct-only");
});

Deno.test("each address of a server is asked by itself", async () => {
  const surgery = new Surgery();
  const [udp, tcp] = ["turn:turn.example.org", "turn:turn.example.org?transport=tcp"];
  surgery.iceServers = [{ ...TURN, urls: [udp!, tcp!] }];
  surgery.scripts.set(tcp!, [{ after: 50, candidate: "relay" }]);
  assert.equal(await codeOf(surgery), "udp-blocked");
});

Deno.test("who hides their address does not show it to a STUN server, nor to a connection of their own", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [STUN, TURN];
  surgery.scripts.set(TURN.urls, [{ after: 50, candidate: "relay" }]);
  surgery.patient = { ...surgery.patient, relayOnly: true };
  assert.equal(await codeOf(surgery), "all-well");
  const asked = surgery.connections.flatMap(({ configuration }) => configuration.iceServers ?? []);
  assert.ok(!asked.some(({ urls }) => urls === STUN.urls));
  const together = surgery.connections.filter(({ remoteDescription }) =>
    remoteDescription !== null
  );
  assert.equal(together.length, 2);
  for (const { configuration } of together) {
    assert.equal(configuration.iceTransportPolicy, "relay");
  }
});

Deno.test("a peer that answers is there, however long it takes; one that does not is gone", async () => {
  for (
    const [answerMs, code] of [[2_500, "no-turn-configured"], [null, "other-side-gone"]] as const
  ) {
    const surgery = new Surgery();
    surgery.patient = { ...surgery.patient, link: lostLink(surgery.world, answerMs) };
    assert.equal(await codeOf(surgery), code);
  }
});

Deno.test("without keys there is no room to ask for, and the reason is named", async () => {
  const surgery = new Surgery();
  const { ports } = surgery.patient;
  surgery.patient = {
    ...surgery.patient,
    room: null,
    ports: { ...ports, media: { available: false } },
  };
  assert.equal(await codeOf(surgery), "insecure-origin");
  assert.equal(surgery.sockets.length, 0);
});

Deno.test("a server that names nonsense for a relay breaks nothing", async () => {
  const surgery = new Surgery();
  surgery.iceServers = [{ urls: "turn:" }];
  const { createPeerConnection } = surgery.patient.ports;
  surgery.patient = {
    ...surgery.patient,
    ports: {
      ...surgery.patient.ports,
      createPeerConnection: (configuration) => {
        if (configuration.iceServers?.some(({ urls }) => urls === "turn:")) {
          throw new SyntaxError("not a URL");
        }
        return createPeerConnection(configuration);
      },
    },
  };
  assert.equal(await codeOf(surgery), "turn-unreachable");
});
