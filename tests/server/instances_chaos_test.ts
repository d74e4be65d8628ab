/**
 * Instances that end and die while people come and go, on one real Redis that is restarted and stands still. Ten seconds
 * in a run of the tests; `CHAOS=long` makes it ten minutes, `SEED=n` another story. It tells how long the worst repair took.
 */
import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import type { RoomId } from "../../protocol/ids.ts";
import { RedisServer } from "../support/redis_server.ts";
import { randomFrom } from "../sim/world.ts";
import { startInstance } from "./support/app_process.ts";
import { Guest, seeEachOther, tellEachOther } from "./support/guest.ts";
import { PATIENCE_MS, SharedSite, within } from "./support/shared_site.ts";
import { randomRoom } from "./support/test_peer.ts";

const DURATION_MS = Deno.env.get("CHAOS") === "long" ? 600_000 : 10_000;
const SEED = Number(Deno.env.get("SEED") ?? 20261122);
const INSTANCES = 3;
const PEOPLE = 5;
type Blow = "SIGINT" | "SIGKILL" | "redis restarts" | "redis stands still" | "people change";

class Story {
  readonly random = randomFrom(SEED);
  readonly worst = new Map<Blow, number>();
  readonly site: SharedSite;
  readonly redis: RedisServer;
  readonly room: RoomId = randomRoom();
  guests: Guest[] = [];
  blows = 0;

  constructor(site: SharedSite, redis: RedisServer) {
    this.site = site;
    this.redis = redis;
  }

  /** Everybody sees everybody, and has heard a word of everybody that was said since. */
  async settle(): Promise<void> {
    await within(PATIENCE_MS, "everybody sees everybody", seeEachOther(this.guests));
    const word = `after ${this.blows} blows`;
    await within(PATIENCE_MS, "everybody hears everybody", tellEachOther(this.guests, word));
    for (const { heard } of this.guests) heard.length = 0;
  }

  join(): void {
    this.guests.push(new Guest(this.site.balancer, this.room));
  }

  async strike(blow: Blow): Promise<void> {
    this.blows++;
    const start = performance.now();
    await this.#carryOut(blow);
    await this.settle();
    const took = performance.now() - start;
    this.worst.set(blow, Math.max(took, this.worst.get(blow) ?? 0));
  }

  async #carryOut(blow: Blow): Promise<void> {
    switch (blow) {
      case "SIGINT":
      case "SIGKILL":
        return await this.#replaceInstance(blow);
      case "redis restarts":
        await this.redis.stop();
        await this.redis.startAgain();
        return;
      case "redis stands still": {
        this.redis.pause();
        const early = new Guest(this.site.balancer, randomRoom());
        await within(PATIENCE_MS, "it is noticed", early.until(() => early.closedWith.length > 0));
        assert.equal(early.closedWith[0], CloseCode.unavailable);
        this.redis.resume();
        return await early.leave();
      }
      case "people change": {
        const [first] = this.guests.splice(0, 1);
        this.join();
        return await first!.leave();
      }
    }
  }

  /** The next one is there before this one goes, as with any careful rollout; a crash is as careless as ever. */
  async #replaceInstance(signal: "SIGINT" | "SIGKILL"): Promise<void> {
    const { instances, balancer } = this.site;
    const index = Math.floor(this.random() * instances.length);
    const old = instances[index]!;
    const next = await startInstance({ REDIS_URL: this.redis.url });
    instances[index] = next;
    balancer.upstreams[index] = next.host;
    const asked = performance.now();
    old.kill(signal);
    await old.status;
    assert.ok(performance.now() - asked < 5_000, "an instance took longer than 5 s to end");
  }
}

Deno.test("[B1] [B4] [B5] whatever happens to instances and Redis, everybody sees and hears everybody again", async () => {
  await using redis = await RedisServer.start();
  await using site = await SharedSite.start(INSTANCES, { REDIS_URL: redis.url });
  const story = new Story(site, redis);
  for (let i = 0; i < PEOPLE; i++) story.join();
  await story.settle();
  const end = performance.now() + DURATION_MS;
  const blows: Blow[] = [
    "SIGINT",
    "SIGKILL",
    "people change",
    "redis restarts",
    "redis stands still",
  ];
  while (performance.now() < end) {
    await story.strike(blows[Math.floor(story.random() * blows.length)]!);
  }
  const { guests, worst } = story;
  await Promise.all(guests.map((guest) => guest.leave()));
  const figures = [...worst].map(([blow, ms]) => `${blow} ${Math.round(ms)} ms`).join(", ");
  // deno-lint-ignore no-console -- figures are what a long run is for
  console.log(`seed ${SEED}: ${story.blows} blows, well again after at most: ${figures}`);
  for (const guest of guests) {
    assert.ok(!guest.closedWith.includes(CloseCode.replaced), "somebody lost a seat to themselves");
  }
});
