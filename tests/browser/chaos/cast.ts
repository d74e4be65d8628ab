/** Brings people into a call, in small pictures, over the proxy if there is one. */
import type { Person } from "../support/person.ts";
import { eventually } from "../support/eventually.ts";
import type { Stage } from "../support/stage.ts";
import { watchFrames } from "./frame_watch.ts";
import { leadThrough } from "./proxied.ts";
import type { UdpProxy } from "./udp_proxy.ts";

export interface CallOptions {
  /** Everything that they send to each other goes through it. */
  proxy?: UdpProxy;
  /** Which call; the scene's own by default. */
  path?: string;
}

/** These people in one call, each in full view of all others. */
export async function inACall(
  stage: Stage,
  names: readonly string[],
  options: CallOptions = {},
): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of names) people.push(await arrives(stage, name, options));
  for (const person of people) await person.join();
  await seeEachOther(people);
  return people;
}

/** Somebody in the lobby. */
export function arrives(stage: Stage, name: string, options: CallOptions = {}): Promise<Person> {
  const { proxy, ...rest } = options;
  return stage.person(name, {
    ...rest,
    devices: "modest",
    viewport: { width: 900, height: 620 },
    ...(proxy && { prepare: (context) => leadThrough(proxy, context, name) }),
  });
}

/** Waits until each of them is shown new frames of all the others. */
export async function seeEachOther(people: readonly Person[]): Promise<void> {
  const ids = await Promise.all(people.map((person) => person.peerId()));
  await Promise.all(people.map(async (person, own) => {
    const watch = await watchFrames(person);
    await eventually(`${person.name} sees everyone else moving`, async () => {
      const frames = await watch.frames();
      return ids.every((id, i) => i === own || (frames.get(id)?.length ?? 0) >= 2);
    }, { within: 60_000, every: 200 });
    await watch.stop();
  }));
}

/** A fixed moment, on the clock that all pages share. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
