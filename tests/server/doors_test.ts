import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { LINK_REPLACED_MS, MAX_KNOCKS, RESUME_GRACE_MS } from "../../protocol/limits.ts";
import type { ServerMessage } from "../../protocol/signaling.ts";
import type { WantedDoors } from "../../server/doors.ts";
import {
  emptyRoom,
  isEmptyRoom,
  type RoomInput,
  type RoomOutput,
  type RoomState,
  stepRoom,
  type Welcome,
} from "../../server/room.ts";
import { peerOf } from "./support/ids.ts";

const [ANNA, BEN, CLEO, DORA] = [peerOf(1), peerOf(2), peerOf(3), peerOf(4)];
const LOCKED: WantedDoors = { host: ANNA, locked: true, members: [ANNA, BEN], removed: [] };

Deno.test("[D1] whoever has sat there longest hosts, through a reload, until their seat is gone", () => {
  const both = run(emptyRoom(4), hello(ANNA, "a"), hello(BEN, "b")).state;
  assert.equal(hostIn(both), ANNA);
  const away = run(both, { type: "dropped", peer: ANNA, socket: "a", now: 0 }).state;
  assert.equal(hostIn(away), ANNA);
  assert.equal(hostIn(run(away, hello(ANNA, "a2")).state), ANNA);
  const gone = stepRoom(away, { type: "expire", now: RESUME_GRACE_MS });
  assert.equal(hostIn(gone.state), BEN);
  assert.deepEqual(said(gone.outputs, "b").at(-1), {
    type: "doors",
    doors: { host: BEN, locked: false },
  });
});

Deno.test("[D1] hosting that was handed over stays until that seat is gone, and does not return by itself", () => {
  const both = run(emptyRoom(4), hello(ANNA, "a"), hello(BEN, "b"), hello(CLEO, "c")).state;
  const handed = run(both, doors(ANNA, "a", { ...LOCKED, locked: false, host: CLEO })).state;
  assert.equal(hostIn(handed), CLEO);
  const left = run(handed, { type: "leave", peer: CLEO, socket: "c" }).state;
  assert.equal(hostIn(left), ANNA);
  assert.equal(hostIn(run(left, hello(CLEO, "c2")).state), ANNA);
});

Deno.test("[D2] a room that knows nobody believes the first about who hosts; a later word changes nothing", () => {
  const first = run(emptyRoom(4), { ...hello(BEN, "b"), host: ANNA }, hello(ANNA, "a")).state;
  assert.equal(hostIn(first), ANNA);
  const later = run(emptyRoom(4), hello(ANNA, "a"), { ...hello(BEN, "b"), host: BEN }).state;
  assert.equal(hostIn(later), ANNA);
});

Deno.test("[D3] into a room that is not locked everybody comes at once, members or not", () => {
  const open = run(lockedRoom(), doors(ANNA, "a", { ...LOCKED, locked: false })).state;
  const { state, outputs } = stepRoom(open, hello(CLEO, "c"));
  assert.deepEqual(seated(state), [ANNA, BEN, CLEO]);
  assert.equal(said(outputs, "c")[0]?.type, "welcome");
});

Deno.test("[D4] at a locked door a newcomer waits, and everyone inside hears their sealed name", () => {
  const { state, outputs } = stepRoom(lockedRoom(), hello(CLEO, "c", "C"));
  assert.deepEqual(said(outputs, "c"), [{ type: "waiting" }]);
  const knock = { type: "knock", participant: { peer: CLEO, profile: "C" } };
  assert.deepEqual(said(outputs, "a"), [knock]);
  assert.deepEqual(said(outputs, "b"), [knock]);
  assert.deepEqual(seated(state), [ANNA, BEN]);
  const back = stepRoom(state, hello(BEN, "b2")).outputs;
  const welcome = said(back, "b2")[0];
  assert.ok(welcome?.type === "welcome");
  assert.deepEqual(welcome.doors, { host: ANNA, locked: true });
  assert.deepEqual(welcome.knocks, [{ peer: CLEO, profile: "C" }]);
});

Deno.test("[D4] whoever goes, or loses the socket, waits no more; who changes their name says so", () => {
  const waiting = run(lockedRoom(), hello(CLEO, "c", "C")).state;
  const renamed = stepRoom(waiting, { type: "update", peer: CLEO, socket: "c", profile: "C2" });
  assert.deepEqual(said(renamed.outputs, "a"), [
    { type: "knock", participant: { peer: CLEO, profile: "C2" } },
  ]);
  const ends: RoomInput[] = [
    { type: "leave", peer: CLEO, socket: "c" },
    { type: "dropped", peer: CLEO, socket: "c", now: 0 },
  ];
  for (const end of ends) {
    const { state, outputs } = stepRoom(renamed.state, end);
    assert.deepEqual(said(outputs, "a"), [{ type: "knock-ended", peer: CLEO }], end.type);
    assert.deepEqual(state.doors.knocks, [], end.type);
  }
});

Deno.test("[D4] a second socket with the same seat waits in the place of the first", () => {
  const { state, outputs } = run(lockedRoom(), hello(CLEO, "c"), hello(CLEO, "c2"));
  assert.deepEqual(outputs[0], { type: "close", socket: "c", code: CloseCode.replaced });
  assert.deepEqual(state.doors.knocks.map(({ socket }) => socket), ["c2"]);
});

Deno.test("[D5] only so many may wait at a door", () => {
  const crowd = Array.from({ length: MAX_KNOCKS }, (_, i) => hello(peerOf(20 + i), `k${i}`));
  const { state } = run(lockedRoom(), ...crowd);
  const late = stepRoom(state, hello(CLEO, "c"));
  assert.deepEqual(refusal(late.outputs, "c"), ["locked", CloseCode.locked]);
  assert.equal(late.state, state);
});

Deno.test("[D6] whoever the host counts in is seated, with the others hearing of them", () => {
  const waiting = run(lockedRoom(), hello(CLEO, "c", "C"), hello(DORA, "d")).state;
  const wanted = { ...LOCKED, members: [ANNA, BEN, CLEO] };
  const { state, outputs } = stepRoom(waiting, doors(ANNA, "a", wanted));
  assert.deepEqual(seated(state), [ANNA, BEN, CLEO]);
  assert.deepEqual(said(outputs, "b"), [
    { type: "knock-ended", peer: CLEO },
    { type: "participant-joined", participant: { peer: CLEO, profile: "C" } },
  ]);
  assert.equal(said(outputs, "c")[0]?.type, "welcome");
  assert.deepEqual(said(outputs, "d"), []);
});

Deno.test("[D6] unlocking seats everyone who waits, in order, for as long as there are seats", () => {
  const waiting = run(lockedRoom(3), hello(CLEO, "c"), hello(DORA, "d")).state;
  const open = { ...LOCKED, locked: false };
  const { state, outputs } = stepRoom(waiting, doors(ANNA, "a", open));
  assert.deepEqual(seated(state), [ANNA, BEN, CLEO]);
  assert.deepEqual(refusal(outputs, "d"), ["room-full", CloseCode.roomFull]);
  assert.deepEqual(said(outputs, "b").at(-1), {
    type: "doors",
    doors: { host: ANNA, locked: false },
  });
});

Deno.test("[D6] whoever was inside comes back to a locked room without knocking", () => {
  const { state } = run(lockedRoom(), { type: "leave", peer: BEN, socket: "b" }, hello(BEN, "b2"));
  assert.deepEqual(seated(state), [ANNA, BEN]);
});

Deno.test("[D6] a lock shuts out who is not inside by the host's word, but never the host", () => {
  const three = run(emptyRoom(4), hello(ANNA, "a"), hello(BEN, "b"), hello(CLEO, "c")).state;
  const wanted = { ...LOCKED, members: [BEN], removed: [ANNA] };
  const { state, outputs } = stepRoom(three, doors(ANNA, "a", wanted));
  assert.deepEqual(seated(state), [ANNA, BEN]);
  assert.deepEqual(refusal(outputs, "c"), ["locked", CloseCode.locked]);
});

Deno.test("[D6] who is removed is closed with 4411, and cannot return with that seat", () => {
  const both = run(emptyRoom(4), hello(ANNA, "a"), hello(BEN, "b")).state;
  const wanted = { host: ANNA, locked: false, members: [], removed: [BEN] };
  const { state, outputs } = stepRoom(both, doors(ANNA, "a", wanted));
  assert.deepEqual(refusal(outputs, "b"), ["removed", CloseCode.removed]);
  assert.deepEqual(said(outputs, "a"), [
    { type: "participant-left", peer: BEN, reason: "removed" },
  ]);
  const again = stepRoom(state, hello(BEN, "b2"));
  assert.deepEqual(refusal(again.outputs, "b2"), ["removed", CloseCode.removed]);
});

Deno.test("[D6] [D7] [D8] nobody but the host has a say in the doors", () => {
  const waiting = run(lockedRoom(), hello(CLEO, "c")).state;
  const inputs: RoomInput[] = [
    doors(BEN, "b", { ...LOCKED, host: BEN, locked: false }),
    { type: "decline", peer: BEN, socket: "b", whom: CLEO },
    { type: "replace-link", peer: BEN, socket: "b", now: 0 },
    // Neither somebody at the door, nor a socket that no longer speaks for the host.
    doors(CLEO, "c", { ...LOCKED, members: [CLEO] }),
    doors(ANNA, "stale", { ...LOCKED, locked: false }),
  ];
  for (const input of inputs) {
    const { state, outputs } = stepRoom(waiting, input);
    assert.equal(state, waiting, input.type);
    assert.deepEqual(outputs.map((o) => o.type === "send" && o.message.type), ["error"]);
  }
});

Deno.test("[D7] who is declined is told so, and may knock again", () => {
  const waiting = run(lockedRoom(), hello(CLEO, "c")).state;
  const decline: RoomInput = { type: "decline", peer: ANNA, socket: "a", whom: CLEO };
  const { state, outputs } = stepRoom(waiting, decline);
  assert.deepEqual(refusal(outputs, "c"), ["declined", CloseCode.declined]);
  assert.deepEqual(said(outputs, "b"), [{ type: "knock-ended", peer: CLEO }]);
  assert.deepEqual(said(stepRoom(state, hello(CLEO, "c2")).outputs, "c2"), [{ type: "waiting" }]);
});

Deno.test("[D8] a room whose link was replaced says so to everyone, for twelve hours", () => {
  const waiting = run(lockedRoom(), hello(CLEO, "c")).state;
  const replace: RoomInput = { type: "replace-link", peer: ANNA, socket: "a", now: 1000 };
  const { state, outputs } = stepRoom(waiting, replace);
  for (const socket of ["a", "b", "c"]) {
    assert.deepEqual(refusal(outputs, socket), ["link-replaced", CloseCode.linkReplaced]);
  }
  const at = 1000 + LINK_REPLACED_MS;
  assert.deepEqual(outputs.at(-1), { type: "schedule", at });
  assert.ok(!isEmptyRoom(state));
  const late = stepRoom(state, hello(DORA, "d"));
  assert.deepEqual(refusal(late.outputs, "d"), ["link-replaced", CloseCode.linkReplaced]);
  assert.ok(isEmptyRoom(stepRoom(state, { type: "expire", now: at }).state));
});

Deno.test("[D9] the last one inside takes the lock along, and whoever waits comes in", () => {
  const { state, outputs } = run(
    lockedRoom(),
    hello(CLEO, "c", "C"),
    { type: "leave", peer: BEN, socket: "b" },
    { type: "leave", peer: ANNA, socket: "a" },
  );
  assert.deepEqual(seated(state), [CLEO]);
  const [welcome] = said(outputs, "c");
  assert.ok(welcome?.type === "welcome");
  assert.deepEqual(welcome.doors, { host: CLEO, locked: false });
});

/** Anna and Ben, with the door locked behind them. */
function lockedRoom(capacity = 8): RoomState {
  const inside = [hello(ANNA, "a"), hello(BEN, "b"), doors(ANNA, "a", LOCKED)];
  return run(emptyRoom(capacity), ...inside).state;
}

function hello(peer: PeerId, socket: string, profile = ""): Extract<RoomInput, { type: "hello" }> {
  return { type: "hello", peer, socket, profile };
}

function doors(peer: PeerId, socket: string, wanted: WantedDoors): RoomInput {
  return { type: "doors", peer, socket, wanted };
}

/** The state after all inputs, and the outputs of the last. */
function run(state: RoomState, ...inputs: RoomInput[]) {
  let outputs: readonly RoomOutput[] = [];
  for (const input of inputs) ({ state, outputs } = stepRoom(state, input));
  return { state, outputs };
}

/** What that socket was told, its welcome included. */
function said(outputs: readonly RoomOutput[], socket: string): (ServerMessage | Welcome)[] {
  return outputs.flatMap((output): (ServerMessage | Welcome)[] => {
    if (output.type === "seat" && output.socket === socket) return [output.message];
    return output.type === "send" && output.to.includes(socket) ? [output.message] : [];
  });
}

/** Why that socket was turned away: the code it was told, and the one that closed it. */
function refusal(outputs: readonly RoomOutput[], socket: string): unknown[] {
  const errors = said(outputs, socket).flatMap((m) => m.type === "error" ? [m.code] : []);
  const codes = outputs.flatMap((o) => o.type === "close" && o.socket === socket ? [o.code] : []);
  return [...errors, ...codes];
}

function seated(state: RoomState): PeerId[] {
  return state.seats.map(({ peer }) => peer);
}

/** Who hosts, by what a returning peer would be told. */
function hostIn(state: RoomState): PeerId | undefined {
  const { outputs } = stepRoom(state, hello(BEN, "asks"));
  const [welcome] = said(outputs, "asks");
  return welcome?.type === "welcome" ? welcome.doors.host : undefined;
}
