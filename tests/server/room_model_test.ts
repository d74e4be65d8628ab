import assert from "node:assert/strict";
import fc from "fast-check";
import { assertNever } from "../../protocol/assert_never.ts";
import type { PeerId } from "../../protocol/ids.ts";
import type { ServerMessage } from "../../protocol/signaling.ts";
import { emptyRoom, type RoomInput, type RoomOutput, stepRoom } from "../../server/room.ts";
import { peerOf } from "./support/ids.ts";

const PEERS = [1, 2, 3, 4, 5, 6].map(peerOf);
const CAPACITY = 4;

/** What one socket knows of its room, from nothing but what it was sent. */
interface View {
  /** `null` for who only looks. */
  self: PeerId | null;
  others: Map<PeerId, string>;
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
      this.views.set(socket, { self: null, others: new Map(others) });
      return;
    }
    const view = this.views.get(socket);
    if (message.type === "error") return assert.equal(view, undefined);
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
      default:
        assert.fail(`a room does not send ${message.type}`);
    }
  }
}

type Action =
  | { type: "hello"; peer: number; profile: string }
  | { type: "update" | "leave" | "dropped"; socket: number; profile: string }
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

Deno.test("[S19] whatever happens, everybody's view of the room is the room's", () => {
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
            if (action.type === "dropped") {
              give({ type: "dropped", ...from, now });
              audience.views.delete(socket.id);
            } else if (action.type === "leave") {
              give({ type: "leave", ...from });
            } else {
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
        for (const seat of state.seats) {
          if (seat.presence === "away") assert.ok(due.includes(seat.until), "[S16] kept for ever");
        }
      }
    }),
    { numRuns: 500 },
  );
});
