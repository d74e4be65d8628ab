/** A scene: a test with a site, browsers and people, that shows what they saw when it fails. */
import assert from "node:assert/strict";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { newCallPath } from "./call_path.ts";
import { type Devices, launchChromium } from "./chromium.ts";
import { seesMoving } from "./media.ts";
import { openPerson, type Person } from "./person.ts";
import { Site } from "./site.ts";
import type { Faults } from "./spy.ts";
import { messages, negotiateLocale } from "../../../locales/mod.ts";

export interface SceneOptions {
  /** Configuration of the site on top of the defaults. Scenes with the same share one process. */
  env?: Readonly<Record<string, string>>;
  /** Console errors that belong to what the scene does, such as a server that is killed. */
  expect?: readonly RegExp[];
}

export interface PersonOptions extends BrowserContextOptions {
  /** Which call; the scene's own by default. */
  path?: string;
  origin?: string;
  devices?: Devices;
  /** How their browser is started, besides what all are started with. */
  flags?: readonly string[];
  faults?: Faults;
  /** Done to their browser profile before there is a page in it. */
  prepare?: (context: BrowserContext) => Promise<unknown>;
}

const SCREEN = { width: 1024, height: 640 };

export class Stage {
  readonly site: Site;
  /** The call of this scene: a path with the key in its fragment. */
  readonly path: string = newCallPath();
  readonly people: Person[] = [];
  readonly #contexts: BrowserContext[] = [];

  constructor(site: Site) {
    this.site = site;
  }

  /** Somebody with a browser profile of their own, in the lobby of the scene's call. */
  async person(name: string, options: PersonOptions = {}): Promise<Person> {
    const person = await this.visitor(options.path ?? this.path, options, name);
    await person.settles();
    return person;
  }

  /** People in the scene's call who see each other, and came in this order. */
  async meeting<Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ -readonly [Name in keyof Names]: Person }> {
    const people: Person[] = [];
    for (const name of names) people.push(await this.person(name));
    for (const person of people) await person.join();
    for (const person of people) {
      for (const name of names) if (name !== person.name) await seesMoving(person, name);
    }
    return people as { -readonly [Name in keyof Names]: Person };
  }

  /** Somebody with a browser profile of their own, who has opened `path` and sees what it shows. */
  async visitor(path: string, options: PersonOptions = {}, name = "Visitor"): Promise<Person> {
    const { origin = this.site.origin, devices, flags, faults, prepare, path: _, ...rest } =
      options;
    const context = await this.context(rest, devices, flags);
    await prepare?.(context);
    const words = messages(negotiateLocale(rest.locale ?? null)).call;
    const person = await openPerson(context, { name, origin, words, faults: faults ?? {} });
    this.people.push(person);
    await person.page.goto(origin + path);
    return person;
  }

  async context(
    options: BrowserContextOptions = {},
    devices: Devices = "fake",
    flags: readonly string[] = [],
  ) {
    const browser = await browserWith(devices, flags);
    const context = await browser.newContext({ locale: "en-US", viewport: SCREEN, ...options });
    this.#contexts.push(context);
    return context;
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

export function scene(
  name: string,
  body: (stage: Stage) => Promise<void>,
): void;
export function scene(
  name: string,
  options: SceneOptions,
  body: (stage: Stage) => Promise<void>,
): void;
export function scene(
  name: string,
  first: SceneOptions | ((stage: Stage) => Promise<void>),
  second?: (stage: Stage) => Promise<void>,
): void {
  const [options, body] = typeof first === "function" ? [{}, first] : [first, second!];
  // Browser and site outlive a scene: they are shared by a file, and end with it.
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => play(name, options, body),
  });
}

async function play(
  name: string,
  { env = {}, expect = [] }: SceneOptions,
  body: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = new Stage(await siteWith(env));
  try {
    await body(stage);
    for (const person of stage.people) {
      assert.deepEqual(
        person.witness.complaints([...expect, ...OF_OLD_SERVERS]),
        [],
        `complaints of ${person.name}'s page`,
      );
    }
  } catch (error) {
    await showWhatTheySaw(name, stage);
    throw error;
  } finally {
    await stage.close();
  }
}

/** [E12] What Chromium says where the server's close frame came first, and twice. Pages go by what they were told before. */
const OF_OLD_SERVERS = /^2\.[0-6]\./.test(Deno.version.deno) ? [/Close received after close$/] : [];

/** Frames enough to see movement, few enough for several people on one small machine. */
const FRAME_RATE = 10;

const browsers = new Map<string, Promise<Browser>>();
const sites = new Map<string, Promise<Site>>();

function browserWith(devices: Devices, flags: readonly string[]): Promise<Browser> {
  const key = [devices, ...flags].join(" ");
  const browser = browsers.get(key) ?? launchChromium({ devices, flags, frameRate: FRAME_RATE });
  browsers.set(key, browser);
  return browser;
}

function siteWith(env: Readonly<Record<string, string>>): Promise<Site> {
  const key = JSON.stringify(env);
  const site = sites.get(key) ?? Site.start(env);
  sites.set(key, site);
  return site;
}

Deno.test.afterAll(async () => {
  for (const browser of browsers.values()) await (await browser).close();
  for (const site of sites.values()) await (await site).stop("SIGKILL");
});

/** Pictures go to `artifacts/failures`, consoles and the site's log to the terminal. */
async function showWhatTheySaw(
  name: string,
  { people, site }: Stage,
): Promise<void> {
  const folder = `artifacts/failures/${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}`;
  await Deno.mkdir(folder, { recursive: true });
  const lines = [`--- ${name}`];
  for (const { name, page, witness } of people) {
    const file = `${folder}/${name.replaceAll(" ", "-")}.png`;
    const shown = await page.screenshot({ path: file, timeout: 5_000 }).then(
      () => file,
      String,
    );
    lines.push(
      `--- ${name} at ${page.url()} (${shown})`,
      ...witness.console.slice(-40),
    );
  }
  lines.push(`--- site`, site.log.slice(-2_000), "---");
  await Deno.stderr.write(new TextEncoder().encode(lines.join("\n") + "\n"));
}
