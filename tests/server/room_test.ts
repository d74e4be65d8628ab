import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import { LOOK_MS, MAX_ONLOOKERS, RESUME_GRACE_MS } from "../../protocol/limits.ts";
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

const [ANNA, BEN, CLEO] = [peerOf(1), peerOf(2), peerOf(3)];

Deno.test("[S9] welcome lists the others in order of joining, and says what the room takes", () => {
  const { state } = run(emptyRoom(4), hello(ANNA, "a", "A"), hello(BEN, "b", "B"));
  const { outputs } = stepRoom(state, hello(CLEO, "c", "C"));
  assert.deepEqual(welcomeIn(outputs), {
    type: "welcome",
    version: 1,
    self: CLEO,
    capacity: 4,
    resumed: false,
    participants: [{ peer: ANNA, profile: "A" }, { peer: BEN, profile: "B" }],
    doors: { host: ANNA, locked: false },
    knocks: [],
  });
});

Deno.test("[S9] welcome lists who is away, and who comes back keeps their place", () => {
  const away = run(
    emptyRoom(4),
    hello(ANNA, "a", "A"),
    hello(BEN, "b", "B"),
    dropped(ANNA, "a"),
    hello(CLEO, "c", "C"),
  );
  assert.deepEqual(welcomeIn(away.outputs).participants.map(({ peer }) => peer), [ANNA, BEN]);
  const back = stepRoom(away.state, hello(ANNA, "a2", "A2"));
  assert.deepEqual(back.state.seats.map(({ peer }) => peer), [ANNA, BEN, CLEO]);
});

Deno.test("[S10] everybody who is here hears of a newcomer, and nobody else", () => {
  const { state } = run(
    emptyRoom(4),
    hello(ANNA, "a"),
    hello(BEN, "b"),
    dropped(BEN, "b"),
  );
  const { outputs } = stepRoom(state, hello(CLEO, "c", "C"));
  assert.deepEqual(outputs.slice(1), [{
    type: "send",
    to: ["a"],
    message: { type: "participant-joined", participant: { peer: CLEO, profile: "C" } },
  }]);
});

Deno.test("[S11] a full room refuses a newcomer and tells nobody", () => {
  const { state } = run(emptyRoom(2), hello(ANNA, "a"), hello(BEN, "b"));
  const refused = stepRoom(state, hello(CLEO, "c"));
  assert.equal(refused.state, state);
  assert.equal(refused.outputs.length, 2);
  const [sent, closed] = refused.outputs;
  assert.ok(sent?.type === "send" && sent.message.type === "error");
  assert.deepEqual(sent.to, ["c"]);
  assert.equal(sent.message.code, "room-full");
  assert.deepEqual(closed, { type: "close", socket: "c", code: CloseCode.roomFull });
});

Deno.test("[S11] a seat that is away counts until its time is over", () => {
  const full = run(emptyRoom(2), hello(ANNA, "a"), hello(BEN, "b"), dropped(BEN, "b", 0));
  const early = stepRoom(full.state, hello(CLEO, "c"));
  assert.equal(early.state, full.state);
  const freed = stepRoom(full.state, { type: "expire", now: RESUME_GRACE_MS });
  const late = stepRoom(freed.state, hello(CLEO, "c"));
  assert.deepEqual(late.state.seats.map(({ peer }) => peer), [ANNA, CLEO]);
});

Deno.test("[S12] a seat comes back into a full room; the others see it updated, not joined", () => {
  const { state } = run(
    emptyRoom(2),
    hello(ANNA, "a"),
    hello(BEN, "b", "old"),
    dropped(BEN, "b"),
  );
  const { outputs } = stepRoom(state, hello(BEN, "b2", "new"));
  assert.equal(welcomeIn(outputs).resumed, true);
  assert.deepEqual(outputs.slice(1), [{
    type: "send",
    to: ["a"],
    message: { type: "participant-updated", participant: { peer: BEN, profile: "new" } },
  }]);
});

Deno.test("[S13] a second socket takes the seat over; the first is closed before that", () => {
  const { state } = run(emptyRoom(2), hello(ANNA, "a"), hello(BEN, "b"));
  const { state: after, outputs } = stepRoom(state, hello(BEN, "b2"));
  assert.deepEqual(outputs.map(({ type }) => type), ["close", "seat", "send"]);
  assert.deepEqual(outputs[0], { type: "close", socket: "b", code: CloseCode.replaced });
  assert.equal(welcomeIn(outputs).resumed, true);
  assert.equal(after.seats.length, 2);
  const { outputs: later } = stepRoom(after, update(ANNA, "a", "A2"));
  assert.deepEqual(later.flatMap((output) => output.type === "send" ? output.to : []), ["b2"]);
});

Deno.test("[S14] an update is told to the others and not to its sender", () => {
  const { state } = run(emptyRoom(3), hello(ANNA, "a"), hello(BEN, "b"), hello(CLEO, "c"));
  const { state: after, outputs } = stepRoom(state, update(BEN, "b", "B2"));
  assert.deepEqual(outputs, [{
    type: "send",
    to: ["a", "c"],
    message: { type: "participant-updated", participant: { peer: BEN, profile: "B2" } },
  }]);
  assert.deepEqual(after.seats.map(({ profile }) => profile), ["", "B2", ""]);
});

Deno.test("[S15] who leaves is closed with 1000, and the others hear it", () => {
  const { state } = run(emptyRoom(2), hello(ANNA, "a"), hello(BEN, "b"));
  const { state: after, outputs } = stepRoom(state, { type: "leave", peer: BEN, socket: "b" });
  assert.deepEqual(outputs, [
    { type: "close", socket: "b", code: CloseCode.left },
    { type: "send", to: ["a"], message: { type: "participant-left", peer: BEN, reason: "left" } },
  ]);
  assert.deepEqual(after.seats.map(({ peer }) => peer), [ANNA]);
});

Deno.test("[S16] a socket that vanishes leaves its seat away, and nobody is told", () => {
  const { state } = run(emptyRoom(2), hello(ANNA, "a"), hello(BEN, "b"));
  const { outputs } = stepRoom(state, dropped(BEN, "b", 1000));
  assert.deepEqual(outputs, [{ type: "schedule", at: 1000 + RESUME_GRACE_MS }]);
});

Deno.test("[S16] a seat that does not come back in time has left", () => {
  const gone = run(emptyRoom(2), hello(ANNA, "a"), hello(BEN, "b"), dropped(BEN, "b", 1000));
  const early = stepRoom(gone.state, { type: "expire", now: 999 + RESUME_GRACE_MS });
  assert.deepEqual(early.outputs, []);
  const over = stepRoom(gone.state, { type: "expire", now: 1000 + RESUME_GRACE_MS });
  assert.deepEqual(over.outputs, [
    { type: "send", to: ["a"], message: { type: "participant-left", peer: BEN, reason: "lost" } },
  ]);
});

Deno.test("[S16] a seat that came back is not taken by the timer of its first absence", () => {
  const back = run(
    emptyRoom(2),
    hello(ANNA, "a"),
    dropped(ANNA, "a", 0),
    hello(ANNA, "a2"),
    dropped(ANNA, "a2", 3000),
  );
  const first = stepRoom(back.state, { type: "expire", now: RESUME_GRACE_MS });
  assert.equal(first.state.seats.length, 1);
  const second = stepRoom(back.state, { type: "expire", now: 3000 + RESUME_GRACE_MS });
  assert.equal(second.state.seats.length, 0);
});

Deno.test("[S17] a socket that lost its seat to another has no say in it", () => {
  const { state } = run(emptyRoom(2), hello(ANNA, "a"), hello(BEN, "b"), hello(BEN, "b2"));
  const inputs: RoomInput[] = [
    update(BEN, "b", "stale"),
    { type: "leave", peer: BEN, socket: "b" },
    dropped(BEN, "b"),
  ];
  for (const input of inputs) {
    assert.deepEqual(stepRoom(state, input), { state, outputs: [] });
  }
});

Deno.test("[S18] a room is empty when the last seat is gone, by word or by time", () => {
  const left = run(emptyRoom(2), hello(ANNA, "a"), { type: "leave", peer: ANNA, socket: "a" });
  assert.ok(isEmptyRoom(left.state));
  const over = run(emptyRoom(2), hello(ANNA, "a"), dropped(ANNA, "a", 0), {
    type: "expire",
    now: RESUME_GRACE_MS,
  });
  assert.ok(isEmptyRoom(over.state));
});

Deno.test("[S22] who looks sees the seats, has none, and nobody inside hears of it", () => {
  const inside = run(emptyRoom(3), hello(ANNA, "a", "A"), hello(BEN, "b", "B"), dropped(BEN, "b"));
  const { state, outputs } = stepRoom(inside.state, look("door"));
  assert.deepEqual(outputs, [{
    type: "send",
    to: ["door"],
    message: {
      type: "view",
      locked: false,
      capacity: 3,
      participants: [{ peer: ANNA, profile: "A" }, { peer: BEN, profile: "B" }],
    },
  }]);
  assert.deepEqual(state.seats, inside.state.seats);
});

Deno.test("[S23] who looks hears who comes, changes and goes", () => {
  let { state } = run(emptyRoom(3), look("door"));
  const heard: string[] = [];
  const inputs: RoomInput[] = [
    hello(ANNA, "a", "A"),
    hello(BEN, "b", "B"),
    update(BEN, "b", "B2"),
    { type: "leave", peer: ANNA, socket: "a" },
    dropped(BEN, "b", 0),
    { type: "expire", now: RESUME_GRACE_MS },
  ];
  for (const input of inputs) {
    const step = stepRoom(state, input);
    state = step.state;
    for (const output of step.outputs) {
      if (output.type === "send" && output.to.includes("door")) heard.push(output.message.type);
    }
  }
  assert.deepEqual(heard, [
    "participant-joined",
    // Who hosts, and whether one must knock, is told at the door as well.
    "doors",
    "participant-joined",
    "participant-updated",
    "participant-left",
    "doors",
    "participant-left",
  ]);
});

Deno.test("[S23] who says hello looks no more, and is told of their own coming once", () => {
  const { state, outputs } = run(emptyRoom(3), look("door"), hello(ANNA, "door"));
  assert.deepEqual(outputs.map(({ type }) => type), ["seat"]);
  assert.deepEqual(state.onlookers, []);
});

Deno.test("[S24] a room is watched by so many and no more; who goes makes room", () => {
  const full = run(
    emptyRoom(2),
    ...Array.from({ length: MAX_ONLOOKERS }, (_, n) => look(`door-${n}`)),
  );
  const refused = stepRoom(full.state, look("late"));
  const [said, closed] = refused.outputs;
  assert.ok(said?.type === "send" && said.message.type === "error");
  assert.equal(said.message.code, "crowded");
  assert.deepEqual(closed, { type: "close", socket: "late", code: CloseCode.lookOver });
  assert.equal(refused.state.onlookers.length, MAX_ONLOOKERS);
  const { outputs } = run(full.state, { type: "look-away", socket: "door-3" }, look("late"));
  assert.ok(outputs[0]?.type === "send" && outputs[0].message.type === "view");
});

Deno.test("[S24] who looked with an instance that died takes no place for ever", () => {
  const full = run(
    emptyRoom(2),
    ...Array.from({ length: MAX_ONLOOKERS }, (_, n) => look(`door-${n}`, n)),
  );
  const { outputs } = stepRoom(full.state, look("late", LOOK_MS));
  assert.ok(outputs[0]?.type === "send" && outputs[0].message.type === "view");
});

Deno.test("[S18] a room that somebody looks into is kept, and forgotten when they go", () => {
  const { state } = run(emptyRoom(2), look("door"));
  assert.ok(!isEmptyRoom(state));
  assert.ok(isEmptyRoom(run(state, { type: "look-away", socket: "door" }).state));
});

function look(socket: string, now = 0): RoomInput {
  return { type: "look", socket, now };
}

function hello(
  peer: typeof ANNA,
  socket: string,
  profile = "",
): Extract<RoomInput, { type: "hello" }> {
  return { type: "hello", peer, socket, profile };
}

function update(peer: typeof ANNA, socket: string, profile: string): RoomInput {
  return { type: "update", peer, socket, profile };
}

function dropped(peer: typeof ANNA, socket: string, now = 0): RoomInput {
  return { type: "dropped", peer, socket, now };
}

/** The state after all inputs, and the outputs of the last. */
function run(state: RoomState, ...inputs: RoomInput[]) {
  let outputs: readonly RoomOutput[] = [];
  for (const input of inputs) ({ state, outputs } = stepRoom(state, input));
  return { state, outputs };
}

function welcomeIn(outputs: readonly RoomOutput[]): Welcome {
  const seat = outputs.find((output) => output.type === "seat");
  assert.ok(seat, "nobody was seated");
  return seat.message;
}
