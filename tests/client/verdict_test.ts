import assert from "node:assert/strict";
import type { LinkQuality } from "../../client/link_quality.ts";
import {
  ACCUSE_AFTER,
  ACQUIT_AFTER,
  type Judged,
  type LinkReading,
  NOT_JUDGED,
  SLOW_START_MS,
  stepVerdict,
  troubleToTell,
  type Verdict,
} from "../../client/verdict.ts";
import type { PeerId } from "../../protocol/ids.ts";

const [ANNA, BEN] = ["anna", "ben"] as PeerId[] as [PeerId, PeerId];

interface Ills {
  out?: number;
  in?: number;
  roundTrip?: number;
  limitation?: LinkQuality["sent"]["limitation"];
  age?: number;
  told?: LinkReading["told"];
}

function reading(peer: PeerId, ills: Ills = {}): LinkReading {
  const { age = SLOW_START_MS, told = "none", limitation = "none" } = ills;
  return {
    peer,
    age,
    told,
    quality: {
      roundTrip: ills.roundTrip ?? 30,
      path: "direct",
      received: { bitrate: 500_000, loss: ills.in ?? 0, pictures: [], freezes: 0 },
      sent: { bitrate: 500_000, loss: ills.out ?? 0, pictures: [], limitation },
    },
  };
}

function judge(times: number, readings: readonly LinkReading[], from: Judged = NOT_JUDGED): Judged {
  let judged = from;
  for (let n = 0; n < times; n++) judged = stepVerdict(judged, readings);
  return judged;
}

/** The verdict on what lasts. */
function verdictOn(...readings: LinkReading[]): Verdict {
  return judge(ACCUSE_AFTER, readings).verdict;
}

Deno.test("where all is well nothing is said", () => {
  assert.deepEqual(verdictOn(reading(ANNA), reading(BEN)), { about: "nothing" });
  assert.deepEqual(verdictOn(), { about: "nothing" });
});

Deno.test("what all links lose is lost on our side, each way by its name", () => {
  const both = (ills: Ills) => verdictOn(reading(ANNA, ills), reading(BEN, ills));
  assert.deepEqual(both({ out: 0.1 }), { about: "ourselves", cause: "uplink" });
  assert.deepEqual(both({ in: 0.1 }), { about: "ourselves", cause: "downlink" });
  assert.deepEqual(both({ in: 0.1, out: 0.1 }), { about: "ourselves", cause: "connection" });
  assert.deepEqual(both({ roundTrip: 900 }), { about: "ourselves", cause: "connection" });
});

Deno.test("what one link of several loses is lost on the path to them", () => {
  const path = { about: "path", peer: BEN };
  assert.deepEqual(verdictOn(reading(ANNA), reading(BEN, { out: 0.1 })), path);
  assert.deepEqual(verdictOn(reading(ANNA), reading(BEN, { in: 0.1 })), path);
  assert.deepEqual(verdictOn(reading(ANNA), reading(BEN, { roundTrip: 900 })), path);
});

Deno.test("[K9] a peer that says where the trouble is explains the loss on its link", () => {
  assert.deepEqual(
    verdictOn(reading(ANNA), reading(BEN, { in: 0.1, told: "uplink" })),
    { about: "them", peer: BEN, cause: "uplink" },
  );
});

Deno.test("[K9] a peer that says it has trouble which we do not feel is not brought up", () => {
  assert.deepEqual(verdictOn(reading(ANNA), reading(BEN, { told: "uplink" })), {
    about: "nothing",
  });
});

Deno.test("between two, loss one way is put to the uplink of whoever sends, and both ways to the path", () => {
  assert.deepEqual(verdictOn(reading(ANNA, { out: 0.1 })), { about: "ourselves", cause: "uplink" });
  assert.deepEqual(
    verdictOn(reading(ANNA, { in: 0.1 })),
    { about: "them", peer: ANNA, cause: "uplink" },
  );
  assert.deepEqual(verdictOn(reading(ANNA, { in: 0.1, out: 0.1 })), { about: "path", peer: ANNA });
});

Deno.test("a device that does not keep up is named, ours and theirs", () => {
  assert.deepEqual(
    verdictOn(reading(ANNA, { limitation: "cpu" })),
    { about: "ourselves", cause: "device" },
  );
  assert.deepEqual(
    verdictOn(reading(ANNA, { told: "device" })),
    { about: "them", peer: ANNA, cause: "device" },
  );
});

Deno.test("that a browser feels its way up is no bad network, and neither are the first seconds", () => {
  assert.deepEqual(verdictOn(reading(ANNA, { limitation: "bandwidth" })), { about: "nothing" });
  assert.deepEqual(
    verdictOn(reading(ANNA, { out: 0.3, in: 0.3, age: SLOW_START_MS - 1 })),
    { about: "nothing" },
  );
});

Deno.test("one bad reading accuses nobody, and one good one acquits nobody", () => {
  const bad = [reading(ANNA, { in: 0.1 })];
  const good = [reading(ANNA)];
  const once = judge(ACCUSE_AFTER - 1, bad);
  assert.deepEqual(once.verdict, { about: "nothing" });
  assert.deepEqual(judge(ACCUSE_AFTER - 1, bad, judge(1, good, once)).verdict, {
    about: "nothing",
  });
  const accused = judge(ACCUSE_AFTER, bad);
  assert.equal(judge(ACQUIT_AFTER - 1, good, accused).verdict, accused.verdict);
  assert.deepEqual(judge(ACQUIT_AFTER, good, accused).verdict, { about: "nothing" });
});

Deno.test("loss that hovers around the bound does not flicker", () => {
  let judged = judge(ACCUSE_AFTER, [reading(ANNA, { in: 0.06 })]);
  const { verdict } = judged;
  for (const loss of [0.04, 0.03, 0.04, 0.03, 0.06, 0.04]) {
    judged = stepVerdict(judged, [reading(ANNA, { in: loss })]);
    assert.equal(judged.verdict, verdict);
  }
});

Deno.test("[K9] what the others see themselves is not told to them", () => {
  const uplink: Verdict = { about: "ourselves", cause: "uplink" };
  assert.equal(troubleToTell(uplink, 1), "none");
  assert.equal(troubleToTell(uplink, 2), "uplink");
  assert.equal(troubleToTell({ about: "ourselves", cause: "device" }, 1), "device");
  assert.equal(troubleToTell({ about: "path", peer: ANNA }, 2), "none");
});
