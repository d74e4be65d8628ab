/**
 * Instances that end and die while people come and go, on one real Redis that is restarted and stands still. Ten seconds
 * in a run of the tests; `CHAOS=long` makes it ten minutes, `SEED=n` another story. It tells how long after each kind of
 * blow everybody saw and heard everybody again.
 */
import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import type { RoomId } from "../../protocol/ids.ts";
import { median, quantile } from "../../bench/statistics.ts";
import { RedisServer } from "../support/redis_server.ts";
import { randomFrom } from "../sim/world.ts";
import { type AppProcess, startInstance } from "./support/app_process.ts";
import { Guest, seeEachOther, tellEachOther } from "./support/guest.ts";
import { PATIENCE_MS, SharedSite, within } from "./support/shared_site.ts";
import { randomRoom } from "./support/test_peer.ts";

const DURATION_MS = Deno.env.get("CHAOS") === "long" ? 600_000 : 10_000;
const SEED = Number(Deno.env.get("SEED") ?? 20261122);
const INSTANCES = 3;
const PEOPLE = 5;
/** What is worth a line of its own: longer than people should wait, in milliseconds. */
const SLOW_MS = 2_000;
const BLOWS = [
  "SIGINT",
  "SIGKILL",
  "people change",
  "SIGINT while somebody comes",
  "SIGKILL while somebody comes",
  "redis restarts",
  "redis stood still",
] as const;
type Blow = (typeof BLOWS)[number];

class Story {
  readonly random = randomFrom(SEED);
  readonly took = new Map<Blow, number[]>();
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
    // Whoever comes while an instance goes takes the place of somebody, or the room would fill.
    const makesRoom = blow.endsWith("somebody comes");
    if (makesRoom) await this.guests.shift()!.leave();
    // A machine that has much to do takes long to start an instance; that is before the blow, not of it.
    const next = blow.startsWith("SIG") ? await startInstance({ REDIS_URL: this.redis.url }) : null;
    if (blow === "redis stood still") await this.#standStill();
    const struck = performance.now();
    await this.#carryOut(blow, next);
    await this.settle();
    const took = performance.now() - struck;
    this.took.set(blow, [...this.took.get(blow) ?? [], took]);
    if (took > SLOW_MS) say(`seed ${SEED}, blow ${this.blows}, ${blow}: ${Math.round(took)} ms`);
  }

  /** In milliseconds, of each kind of blow that fell. */
  figures(): string[] {
    return [...this.took].map(([blow, took]) => {
      const [middle, most] = [median(took), quantile(took, 0.95)].map(Math.round);
      return `${blow}: ${took.length} times, ${middle} ms, 95 % ${most} ms, at most ${
        Math.round(Math.max(...took))
      } ms`;
    });
  }

  /** While it lasts nobody inside notices, and newcomers are refused. It is when it is over that all must be well. */
  async #standStill(): Promise<void> {
    this.redis.pause();
    const early = new Guest(this.site.balancer, randomRoom());
    await within(PATIENCE_MS, "it is noticed", early.until(() => early.closedWith.length > 0));
    assert.equal(early.closedWith[0], CloseCode.unavailable);
    await early.leave();
  }

  async #carryOut(blow: Blow, next: AppProcess | null): Promise<void> {
    switch (blow) {
      case "SIGINT while somebody comes":
      case "SIGKILL while somebody comes":
        this.join();
        return await this.#replaceInstance(blow.startsWith("SIGINT") ? "SIGINT" : "SIGKILL", next!);
      case "SIGINT":
      case "SIGKILL":
        return await this.#replaceInstance(blow, next!);
      case "redis restarts":
        await this.redis.stop();
        await this.redis.startAgain();
        return;
      case "redis stood still":
        return this.redis.resume();
      case "people change": {
        this.join();
        const [first] = this.guests.splice(0, 1);
        return await first!.leave();
      }
    }
  }

  /** The next one is there before this one goes, as with any careful rollout; a crash is as careless as ever. */
  async #replaceInstance(signal: "SIGINT" | "SIGKILL", next: AppProcess): Promise<void> {
    const { instances, balancer } = this.site;
    const index = Math.floor(this.random() * instances.length);
    const old = instances[index]!;
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
  while (performance.now() < end) {
    await story.strike(BLOWS[Math.floor(story.random() * BLOWS.length)]!);
  }
  const { guests } = story;
  await Promise.all(guests.map((guest) => guest.leave()));
  say([`seed ${SEED}: ${story.blows} blows, well again after`, ...story.figures()].join("\n  "));
  for (const guest of guests) {
    assert.ok(!guest.closedWith.includes(CloseCode.replaced), "somebody lost a seat to themselves");
  }
});

function say(line: string): void {
  // deno-lint-ignore no-console -- figures are what a long run is for
  console.log(line);
}
