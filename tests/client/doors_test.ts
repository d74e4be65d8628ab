import assert from "node:assert/strict";
import { hostOf, waitingIn } from "../../client/door_view.ts";
import {
  type Doors,
  type Inside,
  type InsideEvent,
  type InsideStep,
  newDoors,
  stepInside,
} from "../../client/doors.ts";
import { EMPTY_ROSTER, type Introduction } from "../../client/roster.ts";
import type { Charter } from "../../protocol/charter.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { ANNA, BEN, CARL, introduction } from "./support/guests.ts";

const SELF = "self" as PeerId;
const CHARTER: Charter = {
  founder: ANNA,
  began: 100,
  locked: false,
  line: [ANNA, SELF, BEN],
  removed: [],
};

Deno.test("[D12] whoever comes into an empty room begins a call, and hosts it", () => {
  const inside = after(fresh(), welcomed());
  assert.deepEqual(inside.doors.charter, {
    founder: SELF,
    began: 1_000,
    locked: false,
    line: [SELF],
    removed: [],
  });
  assert.equal(hostOf(inside), SELF);
});

Deno.test("[D12] whoever comes to others is told by the first of them, or begins a call after a while", () => {
  const coming = after(fresh(), welcomed(introduction(ANNA)));
  assert.equal(coming.doors.charter, null);
  assert.ok(coming.effects.some(({ type }) => type === "await-charter"));
  assert.deepEqual(after(coming, charter(ANNA, CHARTER)).doors.charter, CHARTER);
  const late = after(coming, { type: "charter-late", now: 6_000 });
  assert.equal(late.doors.charter?.founder, SELF);
  const told = after(coming, charter(ANNA, CHARTER), { type: "charter-late", now: 6_000 });
  assert.equal(told.doors.charter, CHARTER);
});

Deno.test("[D11] the host lines up whoever came through, and tells everyone", () => {
  const hosting = after(fresh(), welcomed(), introduced(ANNA));
  assert.deepEqual(hosting.doors.charter?.line, [SELF]);
  const live = after(hosting, linked(ANNA));
  assert.deepEqual(live.doors.charter?.line, [SELF, ANNA]);
  assert.ok(live.effects.some((e) => e.type === "tell-charter" && e.to === null));
});

Deno.test("[D13] a link that comes through begins with what we know of the doors", () => {
  const guest = inCall(ANNA, BEN);
  const { effects } = after(guest, linked(BEN));
  assert.deepEqual(effects, [{ type: "tell-charter", charter: CHARTER, to: BEN }]);
});

Deno.test("[D13] whoever is told of a call tells those whose links came through before, who know by that that they have company", () => {
  const coming = after(
    fresh(),
    welcomed(introduction(ANNA), introduction(BEN)),
    linked(ANNA),
  );
  const { effects } = after(coming, charter(ANNA, CHARTER));
  assert.deepEqual(effects, [{ type: "tell-charter", charter: CHARTER, to: ANNA }]);
});

Deno.test("[D14] the host's word over their own link holds, and nobody else's", () => {
  const locked = { ...CHARTER, locked: true };
  const guest = inCall(ANNA, BEN);
  assert.deepEqual(after(guest, charter(ANNA, locked)).doors.charter, locked);
  assert.deepEqual(after(guest, charter(BEN, locked)).doors.charter, CHARTER);
  // Nor that of somebody who is not in the call.
  assert.deepEqual(after(guest, charter(CARL, locked)).doors.charter, CHARTER);
});

Deno.test("[D15] hosting survives a reload, and passes on when nobody returns", () => {
  const guest = inCall(ANNA, BEN);
  const gone = after(guest, { type: "bye", peer: ANNA });
  assert.equal(hostOf(gone), ANNA);
  assert.ok(gone.effects.some((e) => e.type === "await-return" && e.peer === ANNA));
  assert.equal(hostOf(after(gone, { type: "given-up", peer: ANNA })), SELF);
  const back = after(gone, introduced(ANNA, "second"), { type: "given-up", peer: ANNA });
  assert.equal(hostOf(back), ANNA);
});

Deno.test("[D15] two who both host after a partition agree again: the line says who came first", () => {
  const acting = after(
    inCall(ANNA, BEN),
    { type: "silent", peer: ANNA, serverAway: true },
    { type: "given-up", peer: ANNA },
    { type: "lock", locked: true },
  );
  assert.equal(hostOf(acting), SELF);
  assert.ok(acting.doors.charter?.locked);
  // Who was host before is not shut out by the lock of who acted for them.
  const healed = after(acting, introduced(ANNA));
  assert.equal(hostOf(healed), ANNA);
  const word = { ...CHARTER, locked: false };
  assert.deepEqual(after(healed, charter(ANNA, word)).doors.charter, word);
});

Deno.test("[D6] [D10] whoever left before the call was locked must ask to come back", () => {
  const hosting = after(
    fresh({ ...CHARTER, line: [SELF, BEN, ANNA] }),
    welcomed(introduction(BEN), introduction(ANNA)),
    { type: "bye", peer: BEN },
    { type: "given-up", peer: BEN },
    { type: "lock", locked: true },
  );
  assert.deepEqual(hosting.doors.charter?.line, [SELF, ANNA]);
  assert.ok(!after(hosting, introduced(BEN, "second")).roster.peers.has(BEN));
});

Deno.test("[D15] of two calls that meet, the older one; who has company does not leave it", () => {
  const older = { ...CHARTER, founder: BEN, began: 50, line: [BEN] };
  const alone = after(fresh(), welcomed(), introduced(BEN), charter(BEN, older));
  assert.equal(alone.doors.charter?.founder, BEN);
  const younger = after(
    fresh(),
    welcomed(),
    introduced(BEN),
    charter(BEN, { ...older, began: 9_999 }),
  );
  assert.equal(younger.doors.charter?.founder, SELF);
  const company = after(inCall(ANNA, BEN), charter(ANNA, CHARTER), charter(BEN, older));
  assert.equal(company.doors.charter?.founder, ANNA);
});

Deno.test("[D10] into a locked call nobody comes whom the charter does not name, whoever says so", () => {
  const locked = after(inCall(ANNA, BEN), charter(ANNA, { ...CHARTER, locked: true }));
  const stranger = introduction(CARL);
  for (const by of ["server", "friend"] as const) {
    const told = after(locked, { type: "introduced", by, introduction: stranger });
    assert.ok(!told.roster.peers.has(CARL), by);
    assert.ok(!told.effects.some(({ type }) => type === "open-link"), by);
  }
  const listed = after(locked, welcomed(introduction(ANNA), introduction(BEN), stranger));
  assert.deepEqual([...listed.roster.peers.keys()], [ANNA, BEN]);
  // They are shown to ask, so that nothing happens silently.
  assert.deepEqual(waitingIn(listed).map(({ peer }) => peer), [CARL]);
  const admitted = after(
    listed,
    charter(ANNA, { ...CHARTER, locked: true, line: [...CHARTER.line, CARL] }),
  );
  assert.ok(admitted.effects.some((e) => e.type === "open-link" && e.peer === CARL));
  assert.deepEqual(waitingIn(admitted), []);
});

Deno.test("[D16] whom the charter removes is told so and loses the link; ourselves, and we go", () => {
  const without = { ...CHARTER, line: [ANNA, SELF], removed: [BEN] };
  const step = after(inCall(ANNA, BEN), charter(ANNA, without));
  assert.ok(step.effects.some((e) => e.type === "show-out" && e.peer === BEN));
  assert.ok(!step.roster.peers.has(BEN));
  assert.ok(!after(step, introduced(BEN, "second")).roster.peers.has(BEN));
  const us = { ...CHARTER, line: [ANNA, BEN], removed: [SELF] };
  assert.equal(after(inCall(ANNA, BEN), charter(ANNA, us)).putOut, "removed");
});

Deno.test("[D14] what only the host may want changes nothing from others", () => {
  const guest = inCall(ANNA, BEN);
  const verbs: InsideEvent[] = [
    { type: "lock", locked: true },
    { type: "remove", peer: BEN },
    { type: "make-host", peer: SELF },
    { type: "replace-link", key: "key" },
  ];
  for (const verb of verbs) {
    const step = after(guest, verb);
    assert.equal(step.doors.charter, CHARTER, verb.type);
    assert.deepEqual(step.effects, [], verb.type);
  }
});

Deno.test("[D15] who hands over stands behind their heir", () => {
  const host = after(
    fresh(),
    welcomed(),
    introduced(ANNA),
    linked(ANNA),
    introduced(BEN),
    linked(BEN),
  );
  const handed = after(host, { type: "make-host", peer: BEN });
  assert.deepEqual(handed.doors.charter?.line, [BEN, SELF, ANNA]);
  assert.equal(hostOf(handed), BEN);
});

Deno.test("[D17] the host tells the server once, and again when it forgot", () => {
  const host = after(fresh(), server(SELF), welcomed(), introduced(ANNA), linked(ANNA));
  assert.deepEqual(asked(host), []);
  const locked = after(host, { type: "lock", locked: true });
  const wanted = { host: SELF, locked: true, members: [SELF, ANNA], removed: [] };
  assert.deepEqual(asked(locked), [wanted]);
  assert.deepEqual(asked(after(locked, server(SELF, true))), []);
  const again = after(locked, server(SELF, false), welcomed(introduction(ANNA)));
  assert.deepEqual(asked(again), [wanted]);
});

Deno.test("[D17] whom the server takes for the host by mistake tells it who is", () => {
  const step = after(inCall(ANNA, BEN), server(SELF));
  assert.deepEqual(asked(step).map(({ host }) => host), [ANNA]);
});

Deno.test("[D19] a new link is followed if the host says so", () => {
  const guest = inCall(ANNA, BEN);
  const moves = (from: PeerId) =>
    after(guest, { type: "new-link", from, key: "key" }).effects.map(({ type }) => type);
  assert.deepEqual(moves(ANNA), ["move"]);
  assert.deepEqual(moves(BEN), []);
});

function fresh(charter: Charter | null = null): InsideStep {
  return { ...inside(newDoors(SELF, charter)), effects: [], putOut: null };
}

function inside(doors: Doors): Inside {
  return { roster: EMPTY_ROSTER, doors };
}

/** A call of Anna's that we are a guest in, with links coming. */
function inCall(...peers: PeerId[]): InsideStep {
  return after(fresh(CHARTER), welcomed(...peers.map((peer) => introduction(peer))));
}

/** What has become of it after `events`, and what the last of them had to be done about. */
function after(step: InsideStep, ...events: InsideEvent[]): InsideStep {
  return events.reduce((before, event) => stepInside(before, event), step);
}

function welcomed(...introductions: Introduction[]): InsideEvent {
  return { type: "welcomed", introductions, now: 1_000 };
}

function introduced(peer: PeerId, life: "first" | "second" = "first"): InsideEvent {
  const session = `${life} life` as Introduction["profile"]["session"];
  return { type: "introduced", by: "server", introduction: introduction(peer, { session }) };
}

function linked(peer: PeerId): InsideEvent {
  return { type: "link", peer, state: "live" };
}

function charter(from: PeerId, charter: Charter): InsideEvent {
  return { type: "charter", from, charter, now: 2_000 };
}

function server(host: PeerId, locked = false): InsideEvent {
  return { type: "server-doors", doors: { host, locked } };
}

function asked({ effects }: InsideStep) {
  return effects.flatMap((effect) => effect.type === "want-doors" ? [effect.wanted] : []);
}
