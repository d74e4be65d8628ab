/** What a path that is cut does to a call: it heals by itself, and nobody else notices. */
import assert from "node:assert/strict";
import { eventually, watchFor } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { scene, type Stage } from "../support/stage.ts";
import { inACall, now, seeEachOther } from "./cast.ts";
import { connectionsOf, packetsHeardBy, userFragmentsOf } from "./connections.ts";
import { LONG, note, noteMachine, times } from "./figures.ts";
import { firstAfter, type FrameWatch, longestGap, watchFrames } from "./frame_watch.ts";
import { statesOf, watchTiles } from "./tile_watch.ts";
import { UdpProxy } from "./udp_proxy.ts";

/** Two people whose path is cut. */
type Pair = readonly [Person, Person];

class Room {
  readonly proxy: UdpProxy;
  readonly people: readonly Person[];
  readonly #watches: ReadonlyMap<Person, FrameWatch>;
  readonly #ids: ReadonlyMap<Person, string>;

  private constructor(
    proxy: UdpProxy,
    people: readonly Person[],
    watches: ReadonlyMap<Person, FrameWatch>,
    ids: ReadonlyMap<Person, string>,
  ) {
    this.proxy = proxy;
    this.people = people;
    this.#watches = watches;
    this.#ids = ids;
  }

  static async open(stage: Stage, proxy: UdpProxy, names: readonly string[]): Promise<Room> {
    const people = await inACall(stage, names, { proxy });
    const watches = await Promise.all(people.map(watchFrames));
    const ids = await Promise.all(people.map((person) => person.peerId()));
    return new Room(
      proxy,
      people,
      new Map(people.map((person, i) => [person, watches[i]!])),
      new Map(people.map((person, i) => [person, ids[i]!])),
    );
  }

  async framesSeen(viewer: Person, other: Person): Promise<readonly number[]> {
    return await this.#watches.get(viewer)!.framesOf(this.#ids.get(other)!);
  }

  idOf(person: Person): string {
    return this.#ids.get(person)!;
  }

  /** Cuts the paths of these pairs for a while; for each how long both waited for pictures after it. */
  async cut(pairs: readonly Pair[], ms: number): Promise<number[]> {
    for (const [one, other] of pairs) this.proxy.impair(one.name, other.name, { cut: true });
    await watchFor(ms);
    for (const [one, other] of pairs) this.proxy.heal(one.name, other.name);
    const healedAt = now();
    return await Promise.all(pairs.map(async ([one, other]) => {
      const waits = await Promise.all([
        this.#pictureAfter(one, other, healedAt),
        this.#pictureAfter(other, one, healedAt),
      ]);
      return Math.max(...waits) - healedAt;
    }));
  }

  #pictureAfter(viewer: Person, other: Person, at: number): Promise<number> {
    return eventually(
      `${viewer.name} sees ${other.name} again`,
      async () => firstAfter(await this.framesSeen(viewer, other), at),
      { within: 60_000, every: 200 },
    );
  }

  /** Waits until every link of these pairs is told as live. */
  async settles(pairs: readonly Pair[]): Promise<void> {
    const views = pairs.flatMap(([one, other]) => [[one, other], [other, one]] as const);
    await Promise.all(views.map(([viewer, other]) =>
      eventually(
        `${viewer.name} has a live link to ${other.name}`,
        async () => await viewer.tile(other.name).getAttribute("data-link") === "live",
        { within: 60_000 },
      )
    ));
  }
}

Deno.test.beforeAll(noteMachine);

scene(
  "a path that is cut for 3 s heals by itself, and the pictures of the other pairs go on",
  async (stage) => {
    await using proxy = new UdpProxy();
    const room = await Room.open(stage, proxy, ["Ada", "Grace", "Linus"]);
    const [ada, grace, linus] = room.people as [Person, Person, Person];
    const connections = await Promise.all(room.people.map(connectionsOf));
    const others = [[ada, linus], [linus, ada], [grace, linus], [linus, grace]] as const;
    const [waits, calm, meanwhile]: number[][] = [[], [], []];
    for (let round = 0; round < times({ short: 1, long: 20 }); round++) {
      const fragments = await userFragmentsOf(linus);
      const from = now();
      await watchFor(3_000);
      const heard = await packetsHeardBy(linus);
      const cutAt = now();
      waits!.push(...await room.cut([[ada, grace]], 3_000));
      const heardSince = await packetsHeardBy(linus);
      assert.ok(
        heardSince.every((packets, i) => packets > heard[i]!),
        "Linus goes on hearing both",
      );
      for (const [viewer, other] of others) {
        const frames = await room.framesSeen(viewer, other);
        calm!.push(longestGap(frames, from, cutAt));
        meanwhile!.push(longestGap(frames, cutAt, cutAt + 3_000));
      }
      await room.settles([[ada, grace]]);
      assert.deepEqual(await userFragmentsOf(linus), fragments, "nothing of Linus was restarted");
    }
    assert.deepEqual(await Promise.all(room.people.map(connectionsOf)), connections);
    await note("3 s cut: pictures back after the path is", waits!);
    await note("other pairs: longest gap between frames in 3 s before the cut", calm!);
    await note("other pairs: longest gap between frames in the 3 s of the cut", meanwhile!);
    assert.ok(meanwhile!.every((gap) => gap < 3_000), "the other pairs went on");
  },
);

scene("a path that is cut one way is told as weak on both sides, and heals", async (stage) => {
  await using proxy = new UdpProxy();
  const room = await Room.open(stage, proxy, ["Ada", "Grace"]);
  const [ada, grace] = room.people as [Person, Person];
  const watches = await Promise.all([watchTiles(ada), watchTiles(grace)]);
  const waits: number[] = [];
  for (let round = 0; round < times({ short: 1, long: 10 }); round++) {
    const cutAt = now();
    proxy.impairOneWay("Ada", "Grace", { cut: true });
    for (const [i, other] of [grace, ada].entries()) {
      await eventually(`${other.name} is told as doubtful`, async () => {
        const states = statesOf(await watches[i]!.stands(), room.idOf(other), cutAt);
        return states.includes("weak") || states.includes("lost");
      });
    }
    proxy.heal("Ada", "Grace");
    const healedAt = now();
    const frame = await eventually(
      "Grace sees Ada again",
      async () => firstAfter(await room.framesSeen(grace, ada), healedAt),
      { within: 60_000 },
    );
    waits.push(frame - healedAt);
    await room.settles([[ada, grace]]);
  }
  await note("one-way cut: the picture is back after the path is", waits);
});

scene("a path that is slow and loses much stays a call", async (stage) => {
  await using proxy = new UdpProxy();
  const room = await Room.open(stage, proxy, ["Ada", "Grace"]);
  proxy.impair("Ada", "Grace", { delay: 150, loss: 0.1 });
  await watchFor(4_000);
  await seeEachOther(room.people);
  await room.settles([[room.people[0]!, room.people[1]!]]);
  assert.equal((await connectionsOf(room.people[0]!)).length, 1, "no connection was made anew");
});

if (LONG) {
  for (const seconds of [10, 65]) {
    scene(`paths that are cut for ${seconds} s heal by themselves`, async (stage) => {
      await using proxy = new UdpProxy();
      const room = await Room.open(stage, proxy, ["Ada", "Grace", "Linus", "Mary"]);
      const [ada, grace, linus, mary] = room.people as [Person, Person, Person, Person];
      const pairs: Pair[] = [[ada, grace], [grace, linus], [linus, mary], [mary, ada]];
      const others = [[ada, linus], [linus, ada], [grace, mary], [mary, grace]] as const;
      const [waits, calm, meanwhile]: number[][] = [[], [], []];
      const gapsOfOthers = async (from: number) => {
        const frames = await Promise.all(
          others.map(([viewer, other]) => room.framesSeen(viewer, other)),
        );
        return frames.map((times) => longestGap(times, from, from + seconds * 1_000));
      };
      const calmFrom = now();
      await watchFor(seconds * 1_000);
      calm!.push(...await gapsOfOthers(calmFrom));
      for (let round = 0; round < 5; round++) {
        const cutAt = now();
        waits!.push(...await room.cut(pairs, seconds * 1_000));
        meanwhile!.push(...await gapsOfOthers(cutAt));
        await room.settles(pairs);
        await watchFor(3_000);
      }
      await note(`${seconds} s cut of four paths at once: pictures back after the path is`, waits!);
      await note(`other pairs: longest gap between frames in ${seconds} s before the cut`, calm!);
      await note(
        `other pairs: longest gap between frames in the ${seconds} s of the cut`,
        meanwhile!,
      );
    });
  }
}
