import assert from "node:assert/strict";
import fc from "fast-check";
import {
  closeVerdict,
  isScout,
  RECONNECT_LADDER_MS,
  reconnectDelay,
  SCOUT_RUNG_MS,
} from "../../client/reconnect_policy.ts";
import { CloseCode } from "../../protocol/codes.ts";
import type { PeerId } from "../../protocol/ids.ts";

const ALMOST_ONE = 1 - Number.EPSILON;

Deno.test("[C2] the ladder begins at once and ends at seven seconds, which repeat", () => {
  const waits = Array.from({ length: 8 }, (_, attempt) => reconnectDelay(attempt, ALMOST_ONE));
  assert.deepEqual(waits, [0, 300, 1_200, 2_700, 4_800, 7_000, 7_000, 7_000]);
});

Deno.test("[C2] jitter is full: any wait from none to the rung, and never more", () => {
  const luck = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(fc.property(fc.nat(1_000), luck, (attempt, random) => {
    const rung = RECONNECT_LADDER_MS[Math.min(attempt, RECONNECT_LADDER_MS.length - 1)]!;
    const wait = reconnectDelay(attempt, random);
    assert.ok(Number.isInteger(wait) && wait >= 0 && wait <= rung, `${wait} of ${rung}`);
    assert.equal(reconnectDelay(attempt, 0), 0);
  }));
});

Deno.test("[C2] a close code says whether to come back now, later, or not", () => {
  const verdicts: Record<keyof typeof CloseCode, ReturnType<typeof closeVerdict>> = {
    left: "later",
    draining: "now",
    replaced: "stop",
    violation: "stop",
    roomFull: "stop",
    removed: "stop",
    linkReplaced: "stop",
    locked: "stop",
    declined: "stop",
    idle: "later",
    helloTimeout: "later",
    lookOver: "later",
    rateLimited: "later",
    tooSlow: "later",
    internal: "later",
    unavailable: "later",
  };
  for (const [name, code] of Object.entries(CloseCode)) {
    assert.equal(closeVerdict(code), verdicts[name as keyof typeof CloseCode], name);
  }
  // What networks, proxies and servers of tomorrow say.
  for (const code of [1001, 1005, 1006, 1011, 1012, 1013, 4999]) {
    assert.equal(closeVerdict(code), "later", String(code));
  }
});

Deno.test("[C3] whoever looks out for a whole room tries at least every so often", () => {
  for (let attempt = 0; attempt < 20; attempt++) {
    const wait = reconnectDelay(attempt, ALMOST_ONE, true);
    assert.ok(wait <= SCOUT_RUNG_MS);
    assert.ok(wait <= reconnectDelay(attempt, ALMOST_ONE));
  }
  assert.equal(reconnectDelay(9, ALMOST_ONE, true), SCOUT_RUNG_MS);
});

Deno.test("[C3] of those who are linked exactly one is the scout, and whoever is alone is it", () => {
  const ids = ["a", "b", "c"] as PeerId[];
  const scouts = ids.filter((self) => isScout(self, ids.filter((peer) => peer !== self)));
  assert.deepEqual(scouts, ["a"]);
  assert.equal(isScout("c" as PeerId, []), true);
});
