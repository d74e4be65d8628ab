/** Several processes, one store, and a balancer that sends each socket elsewhere. */
import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import { RedisServer } from "../support/redis_server.ts";
import { Guest, seeEachOther, tellEachOther } from "./support/guest.ts";
import { PATIENCE_MS, SharedSite, within } from "./support/shared_site.ts";
import { randomRoom } from "./support/test_peer.ts";

/** So many people, each at another instance than the one before. */
async function gather(site: SharedSite, count: number): Promise<Guest[]> {
  const room = randomRoom();
  const guests = Array.from({ length: count }, () => new Guest(site.balancer, room));
  await within(PATIENCE_MS, "everybody sees everybody", seeEachOther(guests));
  // What is relayed waits until an instance knows the newest of the room: from here on all of them do.
  await hearEachOther(guests, "hello");
  for (const { closedWith } of guests) closedWith.length = 0;
  return guests;
}

async function part(guests: readonly Guest[]): Promise<void> {
  await Promise.all(guests.map((guest) => guest.leave()));
}

async function hearEachOther(guests: readonly Guest[], text: string): Promise<void> {
  await within(PATIENCE_MS, "everybody hears it", tellEachOther(guests, text));
}

Deno.test("three instances on one Redis", async (t) => {
  await using redis = await RedisServer.start();
  await using site = await SharedSite.start(3, { REDIS_URL: redis.url });
  const { instances, balancer } = site;

  await t.step("[B1] [B2] people who land on different ones meet and talk", async () => {
    const guests = await gather(site, 5);
    await hearEachOther(guests, "hello");
    const [first, ...rest] = guests;
    await first!.leave();
    await within(PATIENCE_MS, "the others see one leave", seeEachOther(rest));
    await part(rest);
  });

  await t.step(
    "[B3] [B4] Redis dies and comes back empty, and those inside notice nothing",
    async () => {
      const guests = await gather(site, 3);
      await redis.stop();
      const late = new Guest(balancer, randomRoom());
      await within(
        PATIENCE_MS,
        "a newcomer is refused",
        late.until(() => late.closedWith.length > 0),
      );
      assert.deepEqual([...new Set(late.errors)], ["unavailable"]);
      assert.equal(late.closedWith[0], CloseCode.unavailable);
      await redis.startAgain();
      await within(PATIENCE_MS, "the newcomer is let in", late.until(() => late.others !== null));
      await hearEachOther(guests, "still here");
      assert.deepEqual(guests.flatMap(({ closedWith }) => closedWith), []);
      await late.leave();
      await part(guests);
    },
  );

  await t.step("[B4] a newcomer to a room that Redis lost meets everybody", async () => {
    const room = randomRoom();
    const guests = [1, 2, 3].map(() => new Guest(balancer, room));
    await within(PATIENCE_MS, "everybody sees everybody", seeEachOther(guests));
    await redis.stop();
    await redis.startAgain();
    const everybody = [...guests, new Guest(balancer, room)];
    await within(PATIENCE_MS, "so does the newcomer", seeEachOther(everybody));
    await part(everybody);
  });

  await t.step(
    "[B3] Redis stands still for a while: newcomers wait, nobody inside notices",
    async () => {
      const guests = await gather(site, 3);
      redis.pause();
      const late = new Guest(balancer, randomRoom());
      await within(
        PATIENCE_MS,
        "a newcomer is refused",
        late.until(() => late.closedWith.length > 0),
      );
      redis.resume();
      await within(PATIENCE_MS, "the newcomer is let in", late.until(() => late.others !== null));
      await hearEachOther(guests, "still here");
      assert.deepEqual(guests.flatMap(({ closedWith }) => closedWith), []);
      await late.leave();
      await part(guests);
    },
  );

  await t.step("[S21] an instance that drains loses nobody", async () => {
    const guests = await gather(site, 4);
    const there = instances[site.balancer.busiest]!;
    there.kill("SIGINT");
    await there.status;
    const moved = guests.filter(({ closedWith }) => closedWith.includes(CloseCode.draining));
    assert.ok(moved.length > 0, "nobody was there");
    await within(PATIENCE_MS, "everybody is back", seeEachOther(guests));
    await hearEachOther(guests, "moved");
    await part(guests);
  });

  await t.step(
    "[B5] whoever an instance takes along when it is killed comes back elsewhere",
    async () => {
      const guests = await gather(site, 4);
      const there = instances[site.balancer.busiest]!;
      there.kill("SIGKILL");
      await there.status;
      await within(
        PATIENCE_MS,
        "somebody notices",
        Promise.race(guests.map((guest) => guest.until(() => guest.closedWith.length > 0))),
      );
      await within(PATIENCE_MS, "everybody is back", seeEachOther(guests));
      await hearEachOther(guests, "moved again");
      await part(guests);
    },
  );
});

Deno.test("[B1] [B2] two instances on one KV file: people meet and talk", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const env = { LAGOON_BACKEND: "kv", KV_PATH: `${folder}/kv` };
    await using site = await SharedSite.start(2, env);
    const guests = await gather(site, 4);
    await hearEachOther(guests, "hello");
    const there = site.instances[site.balancer.busiest]!;
    there.kill("SIGKILL");
    await there.status;
    await within(
      PATIENCE_MS,
      "somebody notices",
      Promise.race(guests.map((guest) => guest.until(() => guest.closedWith.length > 0))),
    );
    await within(PATIENCE_MS, "everybody is back", seeEachOther(guests));
    await hearEachOther(guests, "x".repeat(65_000));
    await part(guests);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
