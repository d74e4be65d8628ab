/** A call of two people whose sockets are at two instances of one site. */
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { hears, seesMoving } from "../tests/browser/support/media.ts";
import { openPerson, type Person } from "../tests/browser/support/person.ts";
import type { Site } from "../tests/browser/support/site.ts";
import type { Balancer } from "../tests/support/balancer.ts";
import type { RedisServer } from "../tests/support/redis_server.ts";
import { messages } from "../locales/mod.ts";

export interface Cluster {
  /** What people know the address of. */
  balancer: Balancer;
  redis: RedisServer;
  instances: readonly Site[];
}

/** Two people come by the balancer, to different instances, and see and hear each other. Says so, or throws. */
export async function meetAcross({ balancer, instances }: Cluster): Promise<string> {
  const browser = await launchChromium({ frameRate: 10 });
  try {
    const path = newCallPath();
    const enter = async (name: string): Promise<Person> => {
      const context = await browser.newContext({ locale: "en-US" });
      const origin = `http://${balancer.host}`;
      const words = messages("en").call;
      const person = await openPerson(context, { name, origin, words, faults: {} });
      await person.page.goto(origin + path);
      await person.settles();
      await person.join();
      return person;
    };
    const ada = await enter("Ada");
    const hers = await withSeats(instances);
    // Whose turn it is depends on what a page asks for: chance is no proof.
    direct(balancer, instances.filter((instance) => !hers.includes(instance)));
    const grace = await enter("Grace");
    direct(balancer, instances);
    await seesMoving(ada, "Grace");
    await seesMoving(grace, "Ada");
    await hears(ada);
    await hears(grace);
    const places = await withSeats(instances);
    if (places.length !== 2) {
      throw new Error("Cannot tell of a call across instances: both people sit at one");
    }
    const [one, other] = places.map(({ host }) => host);
    return `One at ${one}, one at ${other}: they see and hear each other.`;
  } finally {
    await browser.close();
  }
}

/** Whoever comes next comes to one of these. */
function direct({ upstreams }: Balancer, instances: readonly Site[]): void {
  upstreams.splice(0, upstreams.length, ...instances.map(({ host }) => host));
}

/** The instances where somebody sits. */
async function withSeats(instances: readonly Site[]): Promise<Site[]> {
  const seats = await Promise.all(instances.map(async ({ origin }) => {
    const response = await fetch(`${origin}/api/health`);
    return (await response.json()).seats as number;
  }));
  return instances.filter((_, index) => seats[index]! > 0);
}
