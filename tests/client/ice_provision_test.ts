import assert from "node:assert/strict";
import { IceProvision, type Researchers } from "../../client/ice_provision.ts";
import { ASK_AGAIN_MS } from "../../client/ice_refresh.ts";
import { FakePorts } from "../support/fake_ports.ts";

const STUN = [{ urls: "stun:stun.example.org" }];

function turn(username: string) {
  return [{ urls: "turn:turn.example.org", username, credential: "secret" }];
}

function provide(relayOnly = false) {
  const ports = new FakePorts("https://lagoon.example");
  const changes: { configuration: RTCConfiguration; who: Researchers }[] = [];
  let asked = 0;
  const provision = new IceProvision({
    relayOnly,
    now: ports.now,
    setTimer: ports.setTimer,
    ask: () => asked++,
    onChange: (configuration, who) => changes.push({ configuration, who }),
  });
  return { ports, provision, changes, asked: () => asked };
}

Deno.test("connections get the servers that were named last", () => {
  const { provision, changes } = provide();
  assert.deepEqual(provision.configuration.iceServers, []);
  provision.take(STUN, undefined);
  provision.take(turn("anna"), 3_600);
  assert.deepEqual(provision.configuration.iceServers, turn("anna"));
  assert.deepEqual(changes.map(({ configuration }) => configuration.iceServers), [
    STUN,
    turn("anna"),
  ]);
});

Deno.test("servers without credentials are never asked for again", () => {
  const { ports, provision, asked } = provide();
  provision.take(STUN, undefined);
  ports.pass(30 * 86_400_000);
  assert.equal(asked(), 0);
});

Deno.test("[I4] credentials are renewed before they end, and paths through relays are made anew with them", () => {
  const { ports, provision, changes, asked } = provide();
  provision.take(turn("first"), 60);
  ports.pass(44_999);
  assert.equal(asked(), 0);
  ports.pass(1);
  assert.equal(asked(), 1);
  provision.take(turn("second"), 60);
  assert.deepEqual(changes.map(({ who }) => who), ["nobody", "relayed"]);
  ports.pass(44_999);
  assert.equal(asked(), 1);
});

Deno.test("[I4] a server that is away is asked until it answers", () => {
  const { ports, provision, asked } = provide();
  provision.take(turn("first"), 60);
  ports.pass(45_000 + 3 * ASK_AGAIN_MS);
  assert.equal(asked(), 4);
});

Deno.test("credentials that come while the old ones are still young disturb no path", () => {
  const { ports, provision, changes } = provide();
  provision.take(turn("first"), 3_600);
  ports.pass(1_000_000);
  provision.take(turn("second"), 3_600);
  assert.deepEqual(changes.map(({ who }) => who), ["nobody", "nobody"]);
});

Deno.test("going through relays only, or no longer, concerns every path at once", () => {
  const { provision, changes } = provide();
  assert.equal(provision.configuration.iceTransportPolicy, "all");
  provision.setRelayOnly(true);
  provision.setRelayOnly(true);
  assert.equal(provision.configuration.iceTransportPolicy, "relay");
  provision.setRelayOnly(false);
  assert.deepEqual(
    changes.map(({ configuration, who }) => [configuration.iceTransportPolicy, who]),
    [["relay", "everybody"], ["all", "everybody"]],
  );
});

Deno.test("a stay that hides its address from the start never makes a connection that shows it", () => {
  const { provision } = provide(true);
  assert.equal(provision.configuration.iceTransportPolicy, "relay");
});

Deno.test("after the end nobody is asked any more", () => {
  const { ports, provision, asked } = provide();
  provision.take(turn("first"), 60);
  provision[Symbol.dispose]();
  ports.pass(600_000);
  assert.equal(asked(), 0);
});
