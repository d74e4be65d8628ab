/** People whose browsers are at different instances of one site. */
import assert from "node:assert/strict";
import { RedisServer } from "../support/redis_server.ts";
import { eventually } from "./support/eventually.ts";
import { hears, seesMoving } from "./support/media.ts";
import { OUTAGE } from "./support/outage.ts";
import { Site } from "./support/site.ts";
import { scene } from "./support/stage.ts";

const redis = await RedisServer.start();
const env = { REDIS_URL: redis.url };
const second = await Site.start(env);

Deno.test.afterAll(async () => {
  await second.stop("SIGKILL");
  redis.kill();
});

async function seatsAt(site: Site): Promise<number> {
  const response = await fetch(`${site.origin}/api/health`);
  return (await response.json()).seats;
}

scene(
  "[B1] [B2] two browsers at two instances have a call, and it outlives both and their store",
  {
    env,
    // Sockets that find nobody, on purpose.
    expect: OUTAGE,
  },
  async (stage) => {
    const ada = await stage.person("Ada");
    const grace = await stage.person("Grace", { origin: second.origin });
    await ada.join();
    await grace.join();
    await seesMoving(ada, "Grace");
    await seesMoving(grace, "Ada");
    await hears(ada);
    await hears(grace);
    assert.deepEqual([await seatsAt(stage.site), await seatsAt(second)], [1, 1]);

    await redis.stop();
    await second.stop("SIGKILL");
    await seesMoving(ada, "Grace");
    await seesMoving(grace, "Ada");
    assert.equal(await grace.phase(), "in-call");

    await redis.startAgain();
    await second.start();
    // A newcomer at either instance meets both.
    const linus = await stage.person("Linus");
    await linus.join();
    for (const name of ["Ada", "Grace"]) await seesMoving(linus, name);
    await eventually("everybody sees two others", async () => {
      const counts = await Promise.all([ada, grace, linus].map(({ others }) => others.count()));
      return counts.every((count) => count === 2);
    });
  },
);
