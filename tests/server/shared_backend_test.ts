import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { RESUME_GRACE_MS } from "../../protocol/limits.ts";
import {
  type BackendEvents,
  BackendUnavailable,
  type CarriedOutput,
  socketId,
} from "../../server/backend.ts";
import { silentLog } from "../../server/log.ts";
import type { RoomInput } from "../../server/room.ts";
import { STORE_DEADLINE_MS } from "../../server/guarded_store.ts";
import { SharedBackend } from "../../server/shared_backend.ts";
import { testBackendContract } from "./backend_contract.ts";
import { FakeCloud } from "./support/fake_cloud.ts";
import { peerOf, roomOf } from "./support/ids.ts";
import { ManualClock, rest } from "./support/manual_clock.ts";

testBackendContract({
  name: "shared backend",
  open: (clock) => {
    const { openStore } = new FakeCloud({ clock });
    const options = { capacity: 3, clock, random: () => 0.5, log: silentLog, openStore };
    return (events) => new SharedBackend(events, { ...options, instance: "one" });
  },
  settle: async () => {
    for (let turn = 0; turn < 4; turn++) await rest();
  },
});

const ROOM = roomOf(1);
const [ANNA, BEN, CLEO] = [peerOf(1), peerOf(2), peerOf(3)];

/** One instance on a cloud, and what its sockets were told. */
class Instance implements BackendEvents {
  readonly backend: SharedBackend;
  readonly told: CarriedOutput[] = [];
  readonly frames: { to: PeerId; text: string }[] = [];
  readonly #clock: ManualClock;

  constructor(cloud: FakeCloud, clock: ManualClock, instance: string) {
    this.#clock = clock;
    this.backend = new SharedBackend(this, {
      instance,
      capacity: 3,
      clock,
      random: () => 0.5,
      log: silentLog,
      openStore: cloud.openStore,
    });
  }

  deliver(_room: unknown, outputs: readonly CarriedOutput[]): void {
    this.told.push(...outputs);
  }

  relayed(_room: unknown, to: PeerId, frame: ArrayBuffer): boolean {
    this.frames.push({ to, text: new TextDecoder().decode(frame) });
    return true;
  }

  socket(number: number): string {
    return socketId(this.backend.instance, number);
  }

  hello(peer: PeerId, socket: number, profile = ""): Promise<void> {
    return this.give({ type: "hello", peer, socket: this.socket(socket), profile });
  }

  dropped(peer: PeerId, socket: number): Promise<void> {
    const now = this.#clock.now();
    return this.give({ type: "dropped", peer, socket: this.socket(socket), now });
  }

  async give(input: RoomInput): Promise<void> {
    await this.backend.step(ROOM, input);
    await rest();
  }

  take(): CarriedOutput[] {
    return this.told.splice(0);
  }
}

interface Scene {
  clock: ManualClock;
  cloud: FakeCloud;
  one: Instance;
  two: Instance;
  open: (name: string) => Instance;
}

function scene(rule: string, body: (scene: Scene) => Promise<void>): void {
  Deno.test(rule, async () => {
    const clock = new ManualClock();
    const cloud = new FakeCloud({ clock });
    const instances: Instance[] = [];
    const open = (name: string) => {
      instances.push(new Instance(cloud, clock, name));
      return instances.at(-1)!;
    };
    const [one, two] = [open("one"), open("two")];
    await rest();
    await body({ clock, cloud, one, two, open });
    cloud.recover();
    for (const { backend } of instances) await backend[Symbol.asyncDispose]();
    assert.equal(clock.waiting, 0, "a timer waits after the end");
  });
}

scene("[B1] people on two instances meet, in one roster", async ({ one, two }) => {
  await one.hello(ANNA, 1, "A");
  one.take();
  await two.hello(BEN, 1, "B");
  const [seated] = two.take();
  assert.ok(seated?.type === "seat");
  assert.deepEqual(seated.message.participants, [{ peer: ANNA, profile: "A" }]);
  assert.deepEqual(one.take(), [{
    type: "send",
    to: [one.socket(1)],
    message: { type: "participant-joined", participant: { peer: BEN, profile: "B" } },
  }]);
});

scene("[B1] [S11] the last seat is given once, however many ask at the same moment", async (on) => {
  const { one, two, open } = on;
  const three = open("three");
  await one.hello(ANNA, 1);
  const asked = [one, two, three].flatMap((instance, i) =>
    [1, 2, 3].map((n) => instance.hello(peerOf(10 + 3 * i + n), 10 + n))
  );
  for (let turn = 0; turn < 20; turn++) await on.clock.pass(20);
  await Promise.all(asked);
  const all = [one, two, three].flatMap((instance) => instance.take());
  assert.equal(all.filter(({ type }) => type === "seat").length, 1 + 2);
  const refused = all.filter((output) =>
    output.type === "close" && output.code === CloseCode.roomFull
  );
  assert.equal(refused.length, 9 - 2);
});

scene("[B1] [S13] a seat that is taken at another instance is lost at the first", async (on) => {
  const { one, two } = on;
  await one.hello(ANNA, 1);
  one.take();
  await two.hello(ANNA, 1);
  const close = { type: "close", socket: one.socket(1), code: CloseCode.replaced };
  assert.deepEqual(one.take(), [close]);
  const [seated] = two.take();
  assert.ok(seated?.type === "seat" && seated.message.resumed);
});

scene("[B2] [R6] frames to another instance arrive, in order", async ({ one, two, clock }) => {
  await one.hello(ANNA, 1);
  await two.hello(BEN, 1);
  const frame = (text: string) => new TextEncoder().encode(text).buffer;
  const sent = ["a", "b", "c"].map((text) => one.backend.relay(ROOM, BEN, frame(text)));
  assert.deepEqual(await Promise.all(sent), [true, true, true]);
  await rest();
  assert.deepEqual(two.frames.map(({ text }) => text), ["a", "b", "c"]);
  assert.equal(await one.backend.relay(ROOM, CLEO, frame("d")), false);
  await clock.pass(1);
});

scene(
  "[B3] while the store is away newcomers are refused, and let in when it is back",
  async (on) => {
    const { one, cloud, clock } = on;
    cloud.mood = "down";
    await assert.rejects(one.hello(ANNA, 1), BackendUnavailable);
    cloud.recover();
    await clock.pass(1_000);
    await one.hello(ANNA, 2);
    assert.equal(one.take()[0]?.type, "seat");
  },
);

scene(
  "[B3] a store that does not answer is away after two seconds",
  async ({ one, cloud, clock }) => {
    cloud.mood = "stalled";
    const asked = assert.rejects(one.hello(ANNA, 1), BackendUnavailable);
    await clock.pass(2_000);
    await asked;
    // Whoever comes next need not wait for it.
    await assert.rejects(one.hello(BEN, 2), BackendUnavailable);
    cloud.recover();
    await clock.pass(1_000);
    await one.hello(CLEO, 3);
    const [seated] = one.take();
    assert.ok(seated?.type === "seat");
    await clock.pass(RESUME_GRACE_MS + 3_000);
    const seats = cloud.record(ROOM)!.state.seats.map(({ peer }) => peer);
    assert.deepEqual(seats, [CLEO], "a seat that nobody was told of");
  },
);

scene("[B3] who is inside notices nothing of an outage", async ({ one, two, cloud, clock }) => {
  await one.hello(ANNA, 1);
  await two.hello(BEN, 1);
  one.take();
  two.take();
  cloud.mood = "down";
  await clock.pass(10_000);
  cloud.recover();
  await clock.pass(10_000);
  assert.deepEqual([one.take(), two.take()], [[], []]);
});

scene("[B3] whoever leaves during an outage is let go, and gone when it is over", async (on) => {
  const { one, two, cloud, clock } = on;
  await one.hello(ANNA, 1);
  await two.hello(BEN, 1);
  two.take();
  cloud.mood = "down";
  await clock.pass(3_000);
  one.take();
  await one.give({ type: "leave", peer: ANNA, socket: one.socket(1) });
  assert.deepEqual(one.take(), [{ type: "close", socket: one.socket(1), code: CloseCode.left }]);
  cloud.recover();
  await clock.pass(1_000);
  assert.deepEqual(two.take(), [{
    type: "send",
    to: [two.socket(1)],
    message: { type: "participant-left", peer: ANNA, reason: "left" },
  }, {
    type: "send",
    to: [two.socket(1)],
    message: { type: "doors", doors: { host: BEN, locked: false } },
  }]);
});

scene("[B3] whose update got lost in an outage is sent round when it is over", async (on) => {
  const { one, cloud, clock } = on;
  await one.hello(ANNA, 1);
  one.take();
  cloud.mood = "down";
  await one.give({ type: "update", peer: ANNA, socket: one.socket(1), profile: "new" });
  assert.deepEqual(one.take(), []);
  cloud.recover();
  await clock.pass(1_000);
  const close = { type: "close", socket: one.socket(1), code: CloseCode.draining };
  assert.deepEqual(one.take(), [close]);
});

scene(
  "[B3] what a store did and could not tell any more reaches who should hear of it",
  async (on) => {
    const { one, cloud, clock } = on;
    await one.hello(ANNA, 1);
    await one.hello(BEN, 2);
    one.take();
    cloud.mood = "stalled";
    const left = one.give({ type: "leave", peer: BEN, socket: one.socket(2) });
    await clock.pass(STORE_DEADLINE_MS);
    await left;
    const goodbye = { type: "close", socket: one.socket(2), code: CloseCode.left };
    assert.deepEqual(one.take(), [goodbye]);
    cloud.recover();
    await clock.pass(3_000);
    assert.equal(cloud.record(ROOM)!.state.seats.length, 1, "it was done");
    const round = { type: "close", socket: one.socket(1), code: CloseCode.draining };
    assert.deepEqual(one.take(), [round]);
  },
);

scene("[B4] a store that lost everything gets it back from those who are inside", async (on) => {
  const { one, two, cloud, clock } = on;
  await one.hello(ANNA, 1);
  await two.hello(BEN, 1);
  one.take();
  two.take();
  cloud.mood = "down";
  await clock.pass(3_000);
  cloud.wipe();
  cloud.recover();
  await clock.pass(8_000);
  assert.deepEqual([one.take(), two.take()], [[], []], "somebody inside noticed");
  await one.hello(CLEO, 2);
  const [seated] = one.take();
  assert.ok(seated?.type === "seat");
  assert.deepEqual(seated.message.participants.map(({ peer }) => peer), [ANNA, BEN]);
});

scene(
  "[B5] the seats of an instance that died are lost in time",
  async ({ one, two, cloud, clock }) => {
    await one.hello(ANNA, 1);
    await two.hello(BEN, 1);
    one.take();
    await clock.pass(4_000);
    cloud.cut("two");
    await clock.pass(12_000);
    assert.deepEqual(one.take(), [{
      type: "send",
      to: [one.socket(1)],
      message: { type: "participant-left", peer: BEN, reason: "lost" },
    }]);
  },
);

scene("[B5] an instance that was taken for dead, and lives, learns it", async (on) => {
  const { one, two, cloud, clock } = on;
  await one.hello(ANNA, 1);
  await two.hello(BEN, 1);
  await clock.pass(4_000);
  cloud.hush("two");
  await clock.pass(12_000);
  assert.deepEqual(cloud.record(ROOM)!.state.seats.map(({ peer }) => peer), [ANNA]);
  const round = { type: "close", socket: two.socket(1), code: CloseCode.draining };
  assert.deepEqual(two.take().at(-1), round);
});

scene("[B5] an instance that has only just begun does not count as dead", async (on) => {
  const { one, clock, open, cloud } = on;
  await one.hello(ANNA, 1);
  await clock.pass(1_900);
  const three = open("three");
  await three.hello(BEN, 1);
  await clock.pass(20_000);
  assert.equal(cloud.record(ROOM)!.state.seats.length, 2);
});

scene("[B4] who may have missed something is sent round; who has not is left alone", async (on) => {
  const { one, two, cloud, clock } = on;
  await one.hello(ANNA, 1);
  await two.hello(BEN, 1);
  one.take();
  two.take();
  cloud.deafen("one");
  cloud.deafen("two");
  await two.hello(CLEO, 2);
  two.take();
  cloud.notice("one");
  cloud.notice("two");
  await clock.pass(3_000);
  const close = { type: "close", socket: one.socket(1), code: CloseCode.draining };
  assert.deepEqual(one.take(), [close]);
  assert.deepEqual(two.take(), []);
});

scene(
  "an instance keeps nothing of rooms in which nobody of its own is",
  async ({ one, cloud, clock }) => {
    await one.hello(ANNA, 1);
    await one.dropped(ANNA, 1);
    await clock.pass(RESUME_GRACE_MS + 100);
    assert.equal(cloud.rooms.size, 0);
    assert.equal(one.backend.rooms, 0);
  },
);

scene("[B3] who looks in and asks for a seat while the store is away is refused", async (on) => {
  const { one, cloud, clock } = on;
  const socket = one.socket(1);
  await one.give({ type: "look", socket, now: clock.now() });
  cloud.mood = "down";
  await assert.rejects(one.hello(ANNA, 1), BackendUnavailable);
});

const doors = (locked: boolean) => ({ host: ANNA, locked, members: [], removed: [] });

scene("[B1] [D4] who waits at the door of another instance is let in there", async (on) => {
  const { one, two } = on;
  await one.hello(ANNA, 1);
  await one.give({ type: "doors", peer: ANNA, socket: one.socket(1), wanted: doors(true) });
  await two.hello(BEN, 1);
  assert.ok(two.take().every(({ type }) => type === "send"), "seated in a locked room");
  await one.give({ type: "doors", peer: ANNA, socket: one.socket(1), wanted: doors(false) });
  await two.backend.step(ROOM, { type: "expire", now: on.clock.now() });
  const seated = two.take().find(({ type }) => type === "seat");
  assert.ok(seated?.type === "seat" && seated.peer === BEN);
});
