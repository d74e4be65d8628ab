/** Calls through a real coturn alone: that they come about, outlive their credentials, and heal. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { en } from "../../../locales/en.ts";
import { eventually } from "../support/eventually.ts";
import { seesMoving } from "../support/media.ts";
import type { Person } from "../support/person.ts";
import { type PersonOptions, scene, type Stage } from "../support/stage.ts";
import { LOOPBACK, TURN_SECRET, TurnServer } from "../support/turn_server.ts";
import { readReport, reads } from "./check.ts";
import { changeIceWords } from "./ice_words.ts";

const turn = new TurnServer();
const RELAY = { env: { TURN_URLS: turn.url(), TURN_SECRET } };
const { doctor } = en.call;
/** What is lost is found again by trying, every so often. */
const HEALING = { within: 60_000 };

/** Somebody in the lobby who hides their address. */
async function hidden(stage: Stage, name: string, options: PersonOptions = {}): Promise<Person> {
  const person = await stage.person(name, { flags: [LOOPBACK], ...options });
  await hide(person);
  return person;
}

async function hide({ page }: Person): Promise<void> {
  await page.locator("summary").filter({ hasText: doctor.title }).click();
  await page.getByRole("checkbox", { name: doctor.hideAddress }).check();
}

async function twoHidden(stage: Stage): Promise<[Person, Person]> {
  const ada = await hidden(stage, "Ada");
  const grace = await hidden(stage, "Grace");
  await ada.join();
  await grace.join();
  await seesMoving(ada, "Grace");
  await seesMoving(grace, "Ada");
  return [ada, grace];
}

/** The kinds of candidates that the call of this page knows, of both sides. */
function kindsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const kinds = new Set<string>();
    for (const connection of globalThis.lagoonSpy.connections) {
      if (connection.connectionState === "closed") continue;
      for (const stats of (await connection.getStats()).values()) {
        if (stats.type.endsWith("-candidate")) kinds.add(`${stats.type}: ${stats.candidateType}`);
      }
    }
    return [...kinds].sort();
  });
}

/** The names under which this page's relays were asked for, in order. */
function userNames(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    globalThis.lagoonSpy.connections.filter(({ connectionState }) => connectionState !== "closed")
      .flatMap((connection) => connection.getConfiguration().iceServers ?? [])
      .map(({ username }) => username ?? "")
  );
}

scene(
  "two who hide their addresses meet through the relay, and learn nothing else of each other",
  RELAY,
  async (stage) => {
    await using _relay = turn;
    await turn.start();
    const [ada, grace] = await twoHidden(stage);
    for (const { page } of [ada, grace]) {
      assert.deepEqual(await kindsOf(page), ["local-candidate: relay", "remote-candidate: relay"]);
    }
  },
);

scene("who hides their address and who does not meet as well", RELAY, async (stage) => {
  await using _relay = turn;
  await turn.start();
  const ada = await hidden(stage, "Ada");
  const grace = await stage.person("Grace", { flags: [LOOPBACK] });
  await ada.join();
  await grace.join();
  await seesMoving(ada, "Grace");
  await seesMoving(grace, "Ada");
  assert.ok((await kindsOf(ada.page)).every((kind) => !/local.*(host|srflx)/.test(kind)));
});

scene(
  "credentials are renewed before they end, and the relayed call goes on over new paths",
  RELAY,
  async (stage) => {
    await using _relay = turn;
    await turn.start();
    const counts: { asked: number }[] = [];
    // As long as a long call takes, in a few seconds.
    const prepare: PersonOptions["prepare"] = async (context) =>
      void counts.push(await changeIceWords(context, (words) => ({ ...words, iceTtl: 8 })));
    const ada = await hidden(stage, "Ada", { prepare });
    const grace = await hidden(stage, "Grace");
    await ada.join();
    await grace.join();
    await seesMoving(ada, "Grace");
    const [before] = await userNames(ada.page);
    const asked = counts[0]!.asked;
    await eventually("new credentials were asked for twice", () => counts[0]!.asked >= asked + 2);
    await eventually("the connection has them", async () => {
      const [now] = await userNames(ada.page);
      return now !== undefined && now !== before;
    });
    await seesMoving(ada, "Grace");
    await seesMoving(grace, "Ada");
    assert.equal(await grace.tile("Ada").getAttribute("data-link"), "live");
  },
);

scene(
  "a relay that goes away in mid-call is named, and when it is back so is the call",
  RELAY,
  async (stage) => {
    await using _relay = turn;
    await turn.start();
    const [ada, grace] = await twoHidden(stage);
    await turn.stop();
    await reads(ada, doctor.findings["turn-unreachable"].title);
    assert.equal((await readReport(ada.page, doctor.report)).findings[0]?.code, "turn-unreachable");
    await turn.start();
    await seesMoving(ada, "Grace", HEALING);
    await seesMoving(grace, "Ada", HEALING);
    await eventually(
      "nothing more is said of it",
      async () => await ada.page.getByText(doctor.findings["turn-unreachable"].title).count() === 0,
    );
  },
);

scene(
  "where the relay has gone, people who stop hiding find each other directly",
  RELAY,
  async (stage) => {
    await using _relay = turn;
    await turn.start();
    const people = await twoHidden(stage);
    await turn.stop();
    // Nobody changes a setting before they are told that something is wrong.
    for (const person of people) await reads(person, doctor.findings["turn-unreachable"].title);
    for (const { page } of people) {
      await page.getByRole("button", { name: en.call.controls.settings }).click();
      await page.getByRole("checkbox", { name: doctor.hideAddress }).uncheck();
    }
    const [ada, grace] = people;
    await seesMoving(ada, "Grace", HEALING);
    await seesMoving(grace, "Ada", HEALING);
  },
);

scene(
  "a relay with another secret is named in the call that it keeps from coming about",
  RELAY,
  async (stage) => {
    await using _relay = turn;
    await turn.start({ secret: "another secret" });
    const ada = await hidden(stage, "Ada");
    const grace = await hidden(stage, "Grace");
    await ada.join();
    await grace.join();
    await reads(ada, doctor.findings["turn-refuses"].title.replace("{code}", "401"));
    const { findings } = await readReport(ada.page, doctor.report);
    assert.deepEqual(findings[0], { code: "turn-refuses", error: 401 });
  },
);
