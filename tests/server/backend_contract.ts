/** What every backend keeps. Call it once for each, from a test file of its own. */
import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import type { PeerId, RoomId } from "../../protocol/ids.ts";
import { RESUME_GRACE_MS } from "../../protocol/limits.ts";
import {
  type BackendEvents,
  type OpenBackend,
  type SignalingBackend,
  socketId,
} from "../../server/backend.ts";
import type { Clock } from "../../server/clock.ts";
import type { RoomInput } from "../../server/room.ts";
import { peerOf, roomOf } from "./support/ids.ts";
import { ManualClock } from "./support/manual_clock.ts";

export interface BackendUnderTest {
  name: string;
  /** Opens the backend of one instance. Rooms take three seats. */
  open(clock: Clock): OpenBackend;
  /** Resolves when whatever the instances sent each other has arrived. */
  settle(): Promise<void>;
}

type Output = Parameters<BackendEvents["deliver"]>[1][number];

/** One instance: its backend, and what it was told to do. */
class Instance implements BackendEvents {
  readonly backend: SignalingBackend;
  readonly told: { room: RoomId; output: Output }[] = [];

  constructor(open: OpenBackend) {
    this.backend = open(this);
  }

  deliver(room: RoomId, outputs: readonly Output[]): void {
    for (const output of outputs) this.told.push({ room, output });
  }

  relayed(): boolean {
    return false;
  }

  socket(number: number): string {
    return socketId(this.backend.instance, number);
  }

  take(): { room: RoomId; output: Output }[] {
    return this.told.splice(0);
  }
}

/** Registers the tests. */
export function testBackendContract(under: BackendUnderTest): void {
  const [ANNA, BEN] = [peerOf(1), peerOf(2)];
  const ROOM = roomOf(1);

  function test(
    rule: string,
    body: (instance: Instance, clock: ManualClock) => Promise<void>,
  ): void {
    Deno.test(`${under.name}: ${rule}`, async () => {
      const clock = new ManualClock();
      const instance = new Instance(under.open(clock));
      await using _backend = instance.backend;
      await body(instance, clock);
    });
  }

  async function give(instance: Instance, room: RoomId, ...inputs: RoomInput[]): Promise<void> {
    for (const input of inputs) await instance.backend.step(room, input);
    await under.settle();
  }

  test("[S9] who says hello is seated, with the room as it was", async (instance) => {
    await give(instance, ROOM, hello(ANNA, instance.socket(1), "A"));
    instance.take();
    await give(instance, ROOM, hello(BEN, instance.socket(2), "B"));
    const [seated, told] = instance.take();
    assert.ok(seated?.output.type === "seat");
    assert.equal(seated.output.socket, instance.socket(2));
    assert.deepEqual(seated.output.message.participants, [{ peer: ANNA, profile: "A" }]);
    assert.equal(seated.output.message.capacity, 3);
    assert.ok(told?.output.type === "send");
    assert.deepEqual(told.output.to, [instance.socket(1)]);
  });

  test("[S19] rooms do not know of each other", async (instance) => {
    await give(instance, ROOM, hello(ANNA, instance.socket(1)));
    instance.take();
    await give(instance, roomOf(2), hello(ANNA, instance.socket(2)));
    const told = instance.take();
    assert.equal(told.length, 1);
    assert.equal(told[0]!.room, roomOf(2));
    assert.ok(told[0]!.output.type === "seat" && !told[0]!.output.message.resumed);
  });

  test("inputs of one room take effect in the order given", async (instance) => {
    const socket = instance.socket(1);
    const given = [
      hello(ANNA, socket, "1"),
      { type: "update", peer: ANNA, socket, profile: "2" },
      hello(BEN, instance.socket(2)),
      { type: "leave", peer: ANNA, socket },
    ] as const satisfies RoomInput[];
    // None is waited for before the next is given.
    await Promise.all(given.map((input) => instance.backend.step(ROOM, input)));
    await under.settle();
    const outputs = instance.take().map(({ output }) => output);
    const types = outputs.map(({ type }) => type);
    // The last word is that hosting has passed on.
    assert.deepEqual(types, ["seat", "seat", "send", "close", "send", "send"]);
    assert.ok(outputs[1]!.type === "seat");
    assert.deepEqual(outputs[1]!.message.participants, [{ peer: ANNA, profile: "2" }]);
  });

  test("[S16] an absence ends by itself after its time", async (instance, clock) => {
    await give(
      instance,
      ROOM,
      hello(ANNA, instance.socket(1)),
      hello(BEN, instance.socket(2)),
      { type: "dropped", peer: BEN, socket: instance.socket(2), now: clock.now() },
    );
    instance.take();
    clock.advance(RESUME_GRACE_MS - 1);
    await under.settle();
    assert.deepEqual(instance.take(), []);
    clock.advance(1);
    await under.settle();
    assert.deepEqual(instance.take(), [{
      room: ROOM,
      output: {
        type: "send",
        to: [instance.socket(1)],
        message: { type: "participant-left", peer: BEN, reason: "lost" },
      },
    }]);
  });

  test("[S12] an absence that ended in time is forgotten", async (instance, clock) => {
    const away = { type: "dropped", peer: ANNA, socket: instance.socket(1), now: clock.now() };
    await give(instance, ROOM, hello(ANNA, instance.socket(1)), away as RoomInput);
    clock.advance(RESUME_GRACE_MS / 2);
    await give(instance, ROOM, hello(ANNA, instance.socket(2)), hello(BEN, instance.socket(3)));
    instance.take();
    clock.advance(RESUME_GRACE_MS);
    await under.settle();
    assert.deepEqual(instance.take(), []);
  });

  test("[S18] a room that emptied begins anew", async (instance) => {
    const socket = instance.socket(1);
    await give(instance, ROOM, hello(ANNA, socket), { type: "leave", peer: ANNA, socket });
    assert.deepEqual(
      instance.take().at(-1)?.output,
      { type: "close", socket, code: CloseCode.left },
    );
    await give(instance, ROOM, hello(ANNA, instance.socket(2)));
    const [seated] = instance.take();
    assert.ok(seated?.output.type === "seat" && !seated.output.message.resumed);
  });

  test(
    "[S23] who looks sees and hears of those inside, until they look away",
    async (instance, clock) => {
      const look = { type: "look", socket: instance.socket(9), now: clock.now() } as const;
      await give(instance, ROOM, hello(ANNA, instance.socket(1), "A"), look);
      const [, seen] = instance.take();
      assert.ok(seen?.output.type === "send" && seen.output.message.type === "view");
      assert.deepEqual(seen.output.message.participants, [{ peer: ANNA, profile: "A" }]);
      await give(instance, ROOM, hello(BEN, instance.socket(2), "B"));
      const [, told] = instance.take();
      assert.ok(told?.output.type === "send");
      assert.deepEqual(told.output.to, [instance.socket(1), instance.socket(9)]);
      await give(instance, ROOM, { type: "look-away", socket: instance.socket(9) });
      const socket = instance.socket(2);
      await give(instance, ROOM, { type: "update", peer: BEN, socket, profile: "B2" });
      const [last] = instance.take();
      assert.ok(last?.output.type === "send");
      assert.deepEqual(last.output.to, [instance.socket(1)]);
    },
  );

  test("[R5] a peer that nobody knows cannot be relayed to", async (instance) => {
    assert.equal(await instance.backend.relay(ROOM, BEN, new ArrayBuffer(20)), false);
  });

  test("nothing is told and no timer waits once it is disposed of", async (instance, clock) => {
    await give(
      instance,
      ROOM,
      hello(ANNA, instance.socket(1)),
      hello(BEN, instance.socket(2)),
      { type: "dropped", peer: BEN, socket: instance.socket(2), now: clock.now() },
    );
    await instance.backend[Symbol.asyncDispose]();
    instance.take();
    assert.equal(clock.waiting, 0);
    clock.advance(RESUME_GRACE_MS);
    assert.deepEqual(instance.take(), []);
  });
}

function hello(peer: PeerId, socket: string, profile = ""): RoomInput {
  return { type: "hello", peer, socket, profile };
}
