/**
 * A site of several instances on this machine, behind one address and on a Redis of its own: `deno task cluster`
 * serves it until Ctrl-C. `--check` lets two people meet there in Chromium, each at another instance, and ends with
 * whether they did. `--instances 3` for more than two; `PORT` for another address.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import { parseArgs } from "node:util";
import { exitIfPortTaken } from "../port_taken.ts";
import { Site } from "../tests/browser/support/site.ts";
import { ensureRedis, HOW_TO_GET_REDIS } from "../tests/runner/redis.ts";
import { Balancer } from "../tests/support/balancer.ts";
import { RedisServer } from "../tests/support/redis_server.ts";
import { type Cluster, meetAcross } from "./cross_instance_call.ts";

const USUAL_PORT = 8000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: "boolean", default: false },
      instances: { type: "string", default: "2" },
    },
  });
  const count = Number(values.instances);
  if (!Number.isSafeInteger(count) || count < 2) {
    console.error(`--instances must be a whole number from 2 on, but is "${values.instances}".`);
    return 2;
  }
  if (await ensureRedis(console.log) === null) {
    console.error(HOW_TO_GET_REDIS);
    return 1;
  }
  const asked = untilAskedToEnd();
  await using parts = new AsyncDisposableStack();
  const port = values.check ? 0 : Number(Deno.env.get("PORT") ?? USUAL_PORT);
  const cluster = await start(parts, { count, port });
  if (values.check) return await check(cluster);
  tell(cluster);
  await asked;
  await Promise.all(cluster.instances.map((instance) => instance.stop("SIGINT")));
  return 0;
}

/** What is started is `parts`' to end, in whatever way this ends. */
async function start(
  parts: AsyncDisposableStack,
  { count, port }: { count: number; port: number },
): Promise<Cluster> {
  // The port first: that it is taken should be known before anything else has begun.
  const balancer = parts.use(listen(port));
  const redis = parts.use(await RedisServer.start());
  const env = { REDIS_URL: redis.url };
  const instances: Site[] = [];
  for (let n = 0; n < count; n++) instances.push(parts.use(await Site.start(env)));
  balancer.upstreams.push(...instances.map(({ host }) => host));
  return { balancer, redis, instances };
}

function listen(port: number): Balancer {
  try {
    return new Balancer([], { port });
  } catch (error) {
    exitIfPortTaken(error, port);
    throw error;
  }
}

async function check(cluster: Cluster): Promise<number> {
  try {
    console.log(await meetAcross(cluster));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    for (const { host, log } of cluster.instances) console.error(`--- ${host}\n${log}`);
    return 1;
  }
}

function tell({ balancer, instances, redis }: Cluster): void {
  console.log(`\n${instances.length} instances of Lagoon at http://${balancer.host}, by turns:`);
  for (const { host, pid } of instances) console.log(`  http://${host}  process ${pid}`);
  console.log(`on ${redis.url}, process ${redis.pid}.`);
  console.log(
    "Kill any of them in the middle of a call: nobody inside notices. Ctrl-C ends all.\n",
  );
}

/** Ctrl-C and whatever else asks kindly. From now on neither ends the process by itself. */
function untilAskedToEnd(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, resolve);
  return promise;
}

Deno.exit(await main());
