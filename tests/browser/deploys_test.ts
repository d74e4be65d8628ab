/** A deploy is the usual end of a server: pages of two versions meet in one call, and what a page has yet to load is gone. */
import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";
import { LOCALES } from "../../locales/locale.ts";
import { openChat, reads, write } from "./support/chatting.ts";
import { hears, seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

/** What the browser says of a script that is not there any more. */
const GONE = [/^Failed to load resource: the server responded with a status of 404/];

/** Pages of a version in which `drawn` became a message of another type: they say it, and do not know the old one. */
async function ofAnotherVersion(context: BrowserContext): Promise<void> {
  await context.route(/\/inside[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    const body = script
      .replaceAll(`"drawn"`, `"drawn-anew"`)
      .replace(/\bdrawn:\{camera/, `"drawn-anew":{camera`);
    const changes = body.split("drawn-anew").length - 1;
    assert.equal(changes, 4, "what is said, what is read, and what is made of it, twice");
    await route.fulfill({ response, body });
  });
}

function connectionCount({ page }: Person): Promise<number> {
  return page.evaluate(() => globalThis.lagoonSpy.connections.length);
}

scene("[V2] pages of two versions speak with each other in one call", async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace", { prepare: ofAnotherVersion });
  const pair = [[ada, grace], [grace, ada]] as const;
  for (const person of [ada, grace]) await person.join();
  for (const [one, other] of pair) await seesMoving(one, other.name);
  // When they see each other, each has told the other by the data channel how large it is drawn.
  for (const person of [ada, grace]) await openChat(person);
  for (const [one, other] of pair) {
    await write(one, `${one.name} was here`);
    await reads(other, `${one.name} was here`);
  }
  await grace.press(grace.words.controls.raiseHand);
  const raised = new RegExp(`^Grace.*${ada.words.tile.hand}`);
  await ada.page.getByRole("figure", { name: raised }).first().waitFor();
  for (const [one, other] of pair) {
    await hears(one);
    await seesMoving(one, other.name);
    assert.equal(await connectionCount(one), 1, "no connection was made anew");
  }
});

/** From now on the server has the scripts of another version, and not this one of ours. */
async function deploy(context: BrowserContext, name: string): Promise<void> {
  await context.route(new RegExp(`/${name}[^/]*\\.js`), (route) => route.fulfill({ status: 404 }));
}

scene(
  "[V7] what can be opened in a call but is gone from the server says what to do, and the call goes on",
  { expect: GONE },
  async (stage) => {
    const people: Person[] = [];
    for (const locale of LOCALES) {
      const prepare = (context: BrowserContext) => deploy(context, "opened_later");
      people.push(await stage.person(`Guest ${locale}`, { locale, prepare }));
    }
    for (const person of people) await person.join();
    for (const person of people) {
      for (const { name } of people) if (name !== person.name) await seesMoving(person, name);
    }
    for (const person of people) {
      const { controls, panels } = person.words;
      await person.press(controls.people);
      const panel = person.page.getByRole("complementary", { name: controls.people });
      await panel.getByRole("alert").getByText(panels.failed.next).waitFor();
    }
    for (const person of people) {
      for (const { name } of people) if (name !== person.name) await seesMoving(person, name);
      assert.equal(await connectionCount(person), people.length - 1);
    }
    const [first] = people as [Person];
    const seat = await first.peerId();
    await first.page.context().unrouteAll();
    await first.page.reload();
    await first.reaches("in-call");
    assert.equal(await first.peerId(), seat, "as the sentence says");
    await openChat(first);
    for (const { name } of people.slice(1)) await seesMoving(first, name);
  },
);

scene(
  "[V7] a lobby that is older than the server says so instead of trying on, and gets in once it is reloaded",
  { expect: GONE },
  async (stage) => {
    const ada = await stage.person("Ada");
    await ada.join();
    const prepare = (context: BrowserContext) => deploy(context, "inside");
    const grace = await stage.person("Grace", { prepare });
    await grace.press(grace.words.lobby.join);
    await grace.reaches("ended");
    await grace.page.getByText(grace.words.ended.reasons["version-mismatch"].title).first()
      .waitFor();
    await grace.page.context().unrouteAll();
    await grace.press(grace.words.ended.reload);
    await grace.settles();
    await grace.join();
    await seesMoving(grace, "Ada");
    await seesMoving(ada, "Grace");
  },
);
