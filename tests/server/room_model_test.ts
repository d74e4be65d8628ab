import assert from "node:assert/strict";
import fc from "fast-check";
import { assertNever } from "../../protocol/assert_never.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { MAX_KNOCKS } from "../../protocol/limits.ts";
import type { ServerMessage } from "../../protocol/signaling.ts";
import { hostOf } from "../../server/doors.ts";
import { emptyRoom, type RoomInput, type RoomOutput, stepRoom } from "../../server/room.ts";
import { peerOf } from "./support/ids.ts";

const PEERS = [1, 2, 3, 4, 5, 6].map(peerOf);
const CAPACITY = 4;

/** What one socket knows of its room, from nothing but what it was sent. */
interface View {
  /** `null` for who only looks. */
  self: PeerId | null;
  others: Map<PeerId, string>;
  knocks: Map<PeerId, string>;
  /** Onlookers hear of the host only when that changes. */
  doors: { host: PeerId | null; locked: boolean };
}

/** Keeps what every socket was told, as an honest client would. */
class Audience {
  readonly views = new Map<string, View>();

  hear(outputs: readonly RoomOutput[]): void {
    for (const output of outputs) {
      switch (output.type) {
        case "seat": {
          const { participants } = output.message;
          assert.equal(output.message.self, output.peer);
          this.views.set(output.socket, {
            self: output.peer,
            others: new Map(participants.map(({ peer, profile }) => [peer, profile])),
            knocks: new Map(output.message.knocks.map(({ peer, profile }) => [peer, profile])),
            doors: output.message.doors,
          });
          break;
        }
        case "send":
          for (const socket of output.to) this.#tell(socket, output.message);
          break;
        case "close":
          this.views.delete(output.socket);
          break;
        case "schedule":
          break;
        default:
          assertNever(output);
      }
    }
  }

  #tell(socket: string, message: ServerMessage): void {
    if (message.type === "view") {
      const others = message.participants.map(({ peer, profile }) => [peer, profile] as const);
      const doors = { host: null, locked: message.locked };
      this.views.set(socket, { self: null, others: new Map(others), knocks: new Map(), doors });
      return;
    }
    const view = this.views.get(socket);
    if (message.type === "error") return;
    if (message.type === "waiting") {
      assert.ok(view === undefined || view.self === null, "waits with a seat");
      this.views.delete(socket);
      return;
    }
    assert.ok(view, `${socket} was told ${message.type} without a seat`);
    switch (message.type) {
      case "participant-joined":
        assert.ok(!view.others.has(message.participant.peer), "joined twice");
        view.others.set(message.participant.peer, message.participant.profile);
        break;
      case "participant-updated":
        assert.ok(view.others.has(message.participant.peer), "updated before it joined");
        view.others.set(message.participant.peer, message.participant.profile);
        break;
      case "participant-left":
        assert.ok(view.others.delete(message.peer), "left before it joined");
        break;
      case "knock":
        view.knocks.set(message.participant.peer, message.participant.profile);
        break;
      case "knock-ended":
        assert.ok(view.knocks.delete(message.peer), "stopped knocking before it knocked");
        break;
      case "doors":
        view.doors = message.doors;
        break;
      default:
        assert.fail(`a room does not send ${message.type}`);
    }
  }
}

type Action =
  | { type: "hello"; peer: number; profile: string }
  | { type: "update" | "leave" | "dropped"; socket: number; profile: string }
  | {
    type: "doors";
    socket: number;
    host: number;
    locked: boolean;
    members: number[];
    removed: number[];
  }
  | { type: "decline" | "replace-link"; socket: number; whom: number }
  | { type: "look" }
  /** Whoever looks since then says hello on the same socket, or goes. */
  | { type: "enter" | "look-away"; looker: number; peer: number }
  | { type: "wait"; ms: number };

const profile = fc.stringMatching(/^[A-Za-z0-9_-]{0,4}$/);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("hello"), peer: fc.nat(5), profile }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constantFrom("update", "leave", "dropped"),
      // Counted back from the newest, so that stale sockets speak up as well.
      socket: fc.nat(9),
      profile,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("doors"),
      socket: fc.nat(9),
      host: fc.nat(5),
      locked: fc.boolean(),
      members: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
      removed: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom("decline", "decline", "decline", "replace-link"),
      socket: fc.nat(9),
      whom: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ type: "look" as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom("enter", "look-away"),
      looker: fc.nat(3),
      peer: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("wait"), ms: fc.nat(5000) }) },
);

Deno.test("[S19] [D4] [D6] whatever happens, everybody's view of the room is the room's", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      let state = emptyRoom(CAPACITY);
      let now = 0;
      const audience = new Audience();
      const sockets: { id: string; peer: PeerId }[] = [];
      const lookers: string[] = [];
      let looked = 0;
      const due: number[] = [];

      const give = (input: RoomInput) => {
        const before = structuredClone(state);
        const step = stepRoom(state, input);
        assert.deepEqual(state, before, "the old state was changed in place");
        assert.deepEqual(stepRoom(state, input), step, "the same input gave another answer");
        assert.deepEqual(JSON.parse(JSON.stringify(step.state)), step.state, "not plain data");
        state = step.state;
        audience.hear(step.outputs);
        for (const output of step.outputs) {
          if (output.type === "schedule") due.push(output.at);
        }
      };

      for (const action of actions) {
        switch (action.type) {
          case "hello": {
            const peer = PEERS[action.peer]!;
            const id = `s${sockets.length}`;
            sockets.push({ id, peer });
            give({ type: "hello", peer, socket: id, profile: action.profile });
            break;
          }
          case "look": {
            const id = `d${looked++}`;
            lookers.push(id);
            give({ type: "look", socket: id, now });
            break;
          }
          case "enter":
          case "look-away": {
            const [id] = lookers.splice(-1 - action.looker, 1);
            if (id === undefined) break;
            audience.views.delete(id);
            if (action.type === "look-away") {
              give({ type: "look-away", socket: id });
              break;
            }
            const peer = PEERS[action.peer]!;
            sockets.push({ id, peer });
            give({ type: "hello", peer, socket: id, profile: "" });
            break;
          }
          case "wait":
            now += action.ms;
            for (const at of due.filter((at) => at <= now)) give({ type: "expire", now: at });
            due.splice(0, due.length, ...due.filter((at) => at > now));
            break;
          default: {
            const socket = sockets.at(-1 - action.socket);
            if (socket === undefined) break;
            const from = { peer: socket.peer, socket: socket.id };
            const peersOf = (numbers: number[]) => numbers.map((number) => PEERS[number]!);
            if (action.type === "doors") {
              const { locked } = action;
              const [members, removed] = [peersOf(action.members), peersOf(action.removed)];
              const wanted = { host: PEERS[action.host]!, locked, members, removed };
              give({ type: "doors", ...from, wanted });
            } else if (action.type === "decline") {
              give({ type: "decline", ...from, whom: PEERS[action.whom]! });
            } else if (action.type === "replace-link") {
              give({ type: "replace-link", ...from, now });
            } else if (action.type === "dropped") {
              give({ type: "dropped", ...from, now });
              audience.views.delete(socket.id);
            } else if (action.type === "leave") {
              give({ type: "leave", ...from });
            } else if (action.type === "update") {
              give({ type: "update", ...from, profile: action.profile });
            }
          }
        }

        assert.ok(state.seats.length <= CAPACITY, "[S11] more seats than the room takes");
        assert.equal(new Set(state.seats.map(({ peer }) => peer)).size, state.seats.length);
        const here = state.seats.filter((seat) => seat.presence === "here");
        assert.deepEqual(
          [...audience.views.keys()].sort(),
          [...here, ...state.onlookers].map(({ socket }) => socket).sort(),
        );
        for (const { socket } of state.onlookers) {
          assert.deepEqual(
            audience.views.get(socket)!.others,
            new Map(state.seats.map(({ peer, profile }) => [peer, profile])),
          );
        }
        for (const seat of here) {
          const others = state.seats.filter(({ peer }) => peer !== seat.peer);
          assert.deepEqual(
            new Map(audience.views.get(seat.socket)!.others),
            new Map(others.map(({ peer, profile }) => [peer, profile])),
          );
        }
        const { doors } = state;
        const knocks = new Map(doors.knocks.map(({ peer, profile }) => [peer, profile]));
        assert.ok(knocks.size <= MAX_KNOCKS && knocks.size === doors.knocks.length);
        assert.ok(doors.locked || knocks.size === 0, "[D3] somebody waits at an open door");
        const host = hostOf(doors, state.seats);
        for (const seat of here) {
          const view = audience.views.get(seat.socket)!;
          assert.deepEqual(view.knocks, knocks, "[D4] who waits");
          assert.deepEqual(view.doors, { host, locked: doors.locked }, "[D1] who hosts");
        }
        for (const { peer } of state.seats) {
          assert.ok(!doors.removed.includes(peer), "[D6] a removed seat is taken");
          assert.ok(!knocks.has(peer), "knocks from inside");
          if (doors.locked) assert.ok(doors.members.includes(peer), "[D6] nobody let them in");
        }
        for (const seat of state.seats) {
          if (seat.presence === "away") assert.ok(due.includes(seat.until), "[S16] kept for ever");
        }
      }
    }),
    { numRuns: 500 },
  );
});
