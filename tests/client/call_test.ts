import assert from "node:assert/strict";
import fc from "fast-check";
import { OUTDATED_PATIENCE, stepCall } from "../../client/call.ts";
import {
  type Call,
  type CallEffect,
  type CallEvent,
  type CallStep,
  MAX_JOIN_ATTEMPTS,
} from "../../client/way_in.ts";
import type { LinkState } from "../../client/call_state.ts";
import type { Introduction, Peer } from "../../client/roster.ts";
import type { Charter } from "../../protocol/charter.ts";
import { CloseCode, ERROR_CODES } from "../../protocol/codes.ts";
import type { PeerId, SessionId } from "../../protocol/ids.ts";
import {
  ANNA,
  BEN,
  CARL,
  FIRST_LIFE,
  introduction,
  SECOND_LIFE,
  THIRD_LIFE,
} from "./support/guests.ts";

const NETWORK_LOST = 1006;
const SELF = "self" as PeerId;

/** Where a call is after `events`, and what the last of them had to be done about. */
function after(...events: CallEvent[]): CallStep {
  let step: CallStep = { call: { phase: "lobby" }, effects: [] };
  for (const event of events) step = stepCall(step.call, event);
  return step;
}

const JOIN: CallEvent = { type: "join" };
const LEAVE: CallEvent = { type: "leave", now: 60_000 };
const BACK: CallEvent = { type: "back" };
const OPEN: CallEvent = { type: "socket-open" };

function welcome(...introductions: Introduction[]): CallEvent {
  const doors = { host: SELF, locked: false };
  const now = 10_000;
  return { type: "welcome", self: SELF, capacity: 8, introductions, doors, knocks: [], now };
}

function introduced(introduction: Introduction): CallEvent {
  return { type: "introduced", by: "server", introduction };
}

function closed(code: number, attempts = 1, toldMs = 0): CallEvent {
  return { type: "socket-closed", code, attempts, toldMs, now: 30_000 };
}

function linked(peer: PeerId, state: LinkState): CallEvent {
  return { type: "link", peer, state };
}

function peersOf(call: Call): ReadonlyMap<PeerId, Peer> {
  assert.equal(call.phase, "in-call");
  return call.phase === "in-call" ? call.roster.peers : new Map();
}

function types(effects: readonly CallEffect[]): string[] {
  return effects.map(({ type }) => type);
}

Deno.test("[C1] joining connects, says hello to whatever socket opens, and is in with the welcome", () => {
  assert.deepEqual(after(JOIN), {
    call: {
      phase: "joining",
      attempts: 0,
      toldMs: 0,
      refusal: null,
      knocking: false,
      charter: null,
    },
    effects: [{ type: "connect" }],
  });
  assert.deepEqual(after(JOIN, OPEN).effects, [{ type: "hello" }]);
  const { call, effects } = after(JOIN, OPEN, welcome(introduction(ANNA)));
  const { profile, sealed } = introduction(ANNA);
  assert.deepEqual([...peersOf(call)], [
    [ANNA, { profile, sealed, seat: "seated", link: "connecting" }],
  ]);
  assert.deepEqual(effects, [
    { type: "open-link", peer: ANNA, session: FIRST_LIFE },
    { type: "await-charter" },
    { type: "relay", open: true },
  ]);
});

Deno.test("leaving says goodbye first, then lets go of links, socket and memory", () => {
  const { call, effects } = after(JOIN, OPEN, welcome(introduction(ANNA)), LEAVE);
  assert.deepEqual(call, { phase: "ended", reason: "left", duration: 50_000 });
  assert.deepEqual(types(effects), ["say-goodbye", "disconnect", "forget"]);
});

Deno.test("leaving before the welcome ends a call of no length", () => {
  const { call } = after(JOIN, OPEN, LEAVE);
  assert.deepEqual(call, { phase: "ended", reason: "left", duration: 0 });
});

Deno.test("from the end one joins again or goes back to the lobby", () => {
  assert.equal(after(JOIN, LEAVE, JOIN).call.phase, "joining");
  assert.equal(after(JOIN, LEAVE, BACK).call.phase, "lobby");
});

Deno.test("[C3] a lost socket while in the call touches no peer and no link", () => {
  const before = after(JOIN, OPEN, welcome(introduction(ANNA)), linked(ANNA, "live"));
  const { call, effects } = stepCall(before.call, closed(NETWORK_LOST, 500));
  assert.deepEqual(call, { ...before.call, signaling: "reconnecting" });
  // Everyone is told of everyone while there is nobody else to tell; once, not at every attempt.
  assert.deepEqual(effects, [{ type: "relay", open: false }, { type: "gossip" }]);
  assert.deepEqual(stepCall(call, closed(NETWORK_LOST, 501)), { call, effects: [] });
});

Deno.test("[P4] who comes through while the server is away is told of everyone, and everyone of them", () => {
  const { call } = after(JOIN, OPEN, welcome(introduction(ANNA)));
  const gossip: CallEffect = { type: "gossip" };
  assert.deepEqual(stepCall(call, linked(ANNA, "live")).effects, []);
  const away = stepCall(call, closed(NETWORK_LOST)).call;
  assert.deepEqual(stepCall(away, linked(ANNA, "live")).effects, [gossip]);
  for (const state of ["connecting", "weak", "lost"] as const) {
    assert.deepEqual(stepCall(away, linked(ANNA, state)).effects, []);
  }
});

Deno.test("[K6] back with the server, the relay is used again and everyone hears that it is back", () => {
  const again = { ...welcome(introduction(ANNA)), now: 40_000 };
  const ending = [closed(NETWORK_LOST), OPEN, again];
  const { call, effects } = after(JOIN, OPEN, welcome(introduction(ANNA)), ...ending);
  assert.ok(call.phase === "in-call" && call.signaling === "open");
  assert.equal(call.since, 10_000);
  assert.deepEqual(effects, [
    { type: "resend", peer: ANNA },
    { type: "await-charter" },
    { type: "relay", open: true },
    { type: "server-seen" },
  ]);
});

Deno.test("[P9] a silent peer is given up only while the server is away, or without a seat", () => {
  const silent: CallEvent = { type: "silent", peer: ANNA };
  const { call } = after(JOIN, OPEN, welcome(introduction(ANNA)), linked(ANNA, "lost"));
  assert.deepEqual(stepCall(call, silent), { call, effects: [] });
  const away = stepCall(call, closed(NETWORK_LOST)).call;
  assert.deepEqual(stepCall(away, silent).effects, [{ type: "close-link", peer: ANNA }]);
  const back = stepCall(stepCall(away, OPEN).call, welcome(introduction(ANNA))).call;
  assert.deepEqual(stepCall(back, silent).effects, []);
});

Deno.test("[P7] the welcome of a server that forgot everybody removes nobody whose link lives", () => {
  const { call } = after(
    JOIN,
    OPEN,
    welcome(introduction(ANNA), introduction(BEN)),
    linked(ANNA, "live"),
    closed(NETWORK_LOST),
    OPEN,
    welcome(),
  );
  assert.deepEqual([...peersOf(call).keys()], [ANNA]);
  assert.equal(peersOf(call).get(ANNA)?.seat, "gone");
});

Deno.test("[P5] a new call knows nothing of who said goodbye in the one before", () => {
  const bye: CallEvent = { type: "bye", peer: ANNA };
  const first = after(JOIN, OPEN, welcome(introduction(ANNA)), bye).call;
  assert.equal(peersOf(stepCall(first, introduced(introduction(ANNA))).call).size, 0);
  const second = after(JOIN, OPEN, welcome(introduction(ANNA)), bye, LEAVE, JOIN, OPEN);
  assert.equal(peersOf(stepCall(second.call, welcome(introduction(ANNA))).call).size, 1);
});

Deno.test("whoever waits to get in is told when the server cannot be reached, not before", () => {
  const almost = closed(NETWORK_LOST, MAX_JOIN_ATTEMPTS - 1);
  assert.deepEqual(after(JOIN, almost).call, {
    phase: "joining",
    attempts: MAX_JOIN_ATTEMPTS - 1,
    toldMs: 0,
    refusal: null,
    knocking: false,
    charter: null,
  });
  const { call, effects } = after(JOIN, almost, closed(NETWORK_LOST, MAX_JOIN_ATTEMPTS));
  assert.deepEqual(call, { phase: "ended", reason: "unreachable", duration: 0 });
  assert.ok(types(effects).includes("disconnect"));
});

Deno.test("[C4] whoever waits to get in knows how long the server had them wait, until there is a socket again", () => {
  const told = after(JOIN, closed(CloseCode.rateLimited, 1, 5_000));
  assert.ok(told.call.phase === "joining" && told.call.toldMs === 5_000);
  const { call } = stepCall(told.call, OPEN);
  assert.ok(call.phase === "joining" && call.toldMs === 0);
  const lost = stepCall(told.call, closed(NETWORK_LOST, 2));
  assert.ok(lost.call.phase === "joining" && lost.call.toldMs === 0);
});

Deno.test("[E10] whoever is alone and idle has left; with others there the call goes on, and so do the tries", () => {
  const alone = after(JOIN, OPEN, welcome(), closed(CloseCode.idle));
  assert.deepEqual(alone.call, { phase: "ended", reason: "idle", duration: 20_000 });
  assert.ok(types(alone.effects).includes("disconnect"));
  const { call } = after(JOIN, OPEN, welcome(introduction(ANNA)), closed(CloseCode.idle));
  assert.ok(call.phase === "in-call" && call.signaling === "reconnecting");
  const waiting = after(JOIN, closed(CloseCode.idle)).call;
  assert.equal(waiting.phase, "joining");
});

Deno.test("a close code that forbids coming back ends the call, and says why", () => {
  const refused: CallEvent = { type: "refused", code: "version-mismatch" };
  const endOf = (...events: CallEvent[]) => {
    const { call } = after(JOIN, OPEN, ...events);
    return call.phase === "ended" ? call.reason : call.phase;
  };
  assert.equal(endOf(closed(CloseCode.roomFull)), "room-full");
  assert.equal(endOf(closed(CloseCode.violation)), "refused");
  assert.equal(endOf(refused, closed(CloseCode.violation)), "version-mismatch");
  assert.equal(endOf(welcome(), closed(CloseCode.replaced)), "replaced");
  // A server that has no code for us is of another version, too; inside, we have ours.
  const outdated: CallEvent = { type: "outdated", now: 0 };
  assert.equal(endOf(outdated), "version-mismatch");
  assert.equal(endOf(welcome(), outdated), "in-call");
  assert.equal(endOf(welcome(), closed(CloseCode.draining)), "in-call");
  // An old refusal that we got over explains nothing later.
  assert.equal(endOf(refused, welcome(), closed(CloseCode.violation)), "refused");
});

Deno.test("[V5] a page of another version stays in its call without the server, knows why, and asks now and then whether it is taken back", () => {
  const inside = [JOIN, OPEN, welcome(introduction(ANNA)), linked(ANNA, "live")];
  const refused: CallEvent = { type: "refused", code: "version-mismatch" };
  const back = [closed(NETWORK_LOST), OPEN];
  const { call, effects } = after(...inside, ...back, refused, closed(CloseCode.violation));
  assert.ok(call.phase === "in-call" && call.signaling === "outdated");
  const seeking = effects.filter(({ type }) => type === "seek-server");
  assert.deepEqual(seeking, [{ type: "seek-server", patience: OUTDATED_PATIENCE }]);
  const again = stepCall(call, welcome(introduction(ANNA))).call;
  assert.ok(again.phase === "in-call" && again.signaling === "open" && again.putOut === null);
  const alone = stepCall(call, linked(ANNA, "lost")).call;
  assert.ok(alone.phase === "ended" && alone.reason === "version-mismatch");
  const putOut = after(...inside, closed(CloseCode.violation)).call;
  assert.ok(putOut.phase === "in-call" && putOut.signaling === "closed");
});

Deno.test("[D18] whom the server locks out and those inside do not asks it again; who has nobody has left", () => {
  const inside = after(JOIN, OPEN, welcome(introduction(ANNA)), linked(ANNA, "live"));
  const { call, effects } = stepCall(inside.call, closed(CloseCode.locked));
  assert.ok(call.phase === "in-call" && call.signaling === "reconnecting");
  assert.ok(types(effects).includes("seek-server"));
  const alone = stepCall(call, linked(ANNA, "lost")).call;
  assert.ok(alone.phase === "ended" && alone.reason === "locked");
  // Another tab with the same seat is no mistake.
  const replaced = stepCall(inside.call, closed(CloseCode.replaced));
  assert.ok(replaced.call.phase === "in-call" && replaced.call.signaling === "replaced");
  assert.ok(!types(replaced.effects).includes("seek-server"));
});

// What no rule names must at least do no harm: any events in any order.

const peer = fc.constantFrom(ANNA, BEN, CARL);
const session = fc.constantFrom(FIRST_LIFE, SECOND_LIFE, THIRD_LIFE);
const now = fc.nat();
const anyIntroduction: fc.Arbitrary<Introduction> = fc
  .record({ peer, session, revision: fc.nat(5) })
  .map(({ peer, session, revision }) => introduction(peer, { session, revision }));
const code = fc.constantFrom(...Object.values(CloseCode), NETWORK_LOST, 1001);
const attempts = fc.integer({ min: 1, max: MAX_JOIN_ATTEMPTS + 1 });
const linkState = fc.constantFrom("connecting", "live", "weak", "lost");
const introductions = fc.array(anyIntroduction, { maxLength: 4 });

const anybody = fc.constantFrom(SELF, ANNA, BEN, CARL);
const plain = { noNullPrototype: true };
const serverDoors = fc.record({ host: anybody, locked: fc.boolean() }, plain);
const anyCharter: fc.Arbitrary<Charter> = fc.record({
  founder: anybody,
  began: fc.nat(2),
  locked: fc.boolean(),
  line: fc.uniqueArray(anybody),
  removed: fc.uniqueArray(peer, { maxLength: 1 }),
}, plain);

function eventOf<Type extends CallEvent["type"]>(
  type: Type,
  fields: object = {},
): fc.Arbitrary<CallEvent> {
  return fc.record({ type: fc.constant(type), ...fields }) as fc.Arbitrary<CallEvent>;
}

const likely = fc.oneof(
  eventOf("welcome", {
    self: fc.constant(SELF),
    capacity: fc.constant(8),
    introductions,
    doors: serverDoors,
    knocks: introductions,
    now,
  }),
  eventOf("introduced", {
    by: fc.constantFrom("server", "self", "friend"),
    introduction: anyIntroduction,
  }),
  eventOf("left", { peer, reason: fc.constantFrom("left", "lost") }),
  eventOf("bye", { peer }),
  eventOf("link", { peer, state: linkState }),
  eventOf("silent", { peer }),
  eventOf("join"),
  eventOf("charter", { from: peer, charter: anyCharter, now }),
  eventOf("lock", { locked: fc.boolean() }),
  fc.oneof(
    ...(["admit", "decline", "remove", "make-host"] as const).map((type) =>
      eventOf(type, { peer })
    ),
  ),
);
const rare = fc.oneof(
  eventOf("leave", { now }),
  eventOf("back"),
  eventOf("socket-open"),
  eventOf("socket-closed", { code, attempts, toldMs: fc.constantFrom(0, 5_000), now }),
  eventOf("refused", { code: fc.constantFrom(...ERROR_CODES) }),
  eventOf("waiting"),
  eventOf("outdated", { now }),
  eventOf("server-doors", { doors: serverDoors }),
  eventOf("knock", { introduction: anyIntroduction }),
  eventOf("knock-ended", { peer }),
  eventOf("charter-late", { now }),
  eventOf("given-up", { peer }),
  eventOf("replace-link", { key: fc.constant("key") }),
  eventOf("new-link", { from: peer, key: fc.constant("key") }),
);
const anyEvent = fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: rare });

/** What the shell would own if it did what it was told. */
class Shell {
  readonly links = new Map<PeerId, SessionId>();
  connected = false;
  relay = false;

  carryOut(effect: CallEffect): void {
    switch (effect.type) {
      case "connect":
        assert.equal(this.connected, false, "a second socket");
        this.connected = true;
        break;
      case "disconnect":
        assert.equal(this.connected, true, "no socket to close");
        this.connected = false;
        this.relay = false;
        this.links.clear();
        break;
      case "open-link":
        // A link to a new life takes the place of the one to the old.
        assert.notEqual(this.links.get(effect.peer), effect.session, "a second link");
        this.links.set(effect.peer, effect.session);
        break;
      case "close-link":
      case "show-out":
        assert.ok(this.links.delete(effect.peer), "no link to close");
        break;
      case "relay":
        this.relay = effect.open;
        break;
      case "gossip":
        assert.equal(this.relay, false, "gossip although the server is there");
        break;
      case "server-seen":
        assert.equal(this.relay, true, "the server is not there");
        break;
    }
  }

  assertFits(call: Call): void {
    assert.equal(this.connected, call.phase === "joining" || call.phase === "in-call");
    if (call.phase !== "in-call") return assert.equal(this.links.size, 0, "links without a call");
    assert.equal(this.relay, call.signaling === "open");
    const { peers } = call.roster;
    const sessions = [...peers].map(([peer, { profile }]) => [peer, profile.session] as const);
    assert.deepEqual(new Map(this.links), new Map(sessions));
  }
}

Deno.test("whatever happens in whatever order, links are those of the peers, and none outlives the call", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      const shell = new Shell();
      let call: Call = { phase: "lobby" };
      for (const event of [JOIN, ...events]) {
        const before: Call = structuredClone(call);
        const step = stepCall(call, event);
        assert.deepEqual(call, before, "the state that came in was changed");
        for (const effect of step.effects) shell.carryOut(effect);
        shell.assertFits(step.call);
        call = step.call;
      }
      for (const effect of stepCall(call, LEAVE).effects) shell.carryOut(effect);
      assert.equal(shell.links.size, 0);
      assert.equal(shell.connected, false);
      assert.equal(shell.relay, false);
    }),
    { numRuns: 1_000 },
  );
});
