/** A deploy is the usual end of a server: pages of two versions meet in one call, and what a page has yet to load is gone. */
import assert from "node:assert/strict";
import type { BrowserContext, Locator } from "playwright-core";
import { type Locale, LOCALE_FACTS, LOCALES } from "../../locales/locale.ts";
import { HostileRelay } from "./attacks/hostile_relay.ts";
import { format } from "../../locales/format.ts";
import { CloseCode } from "../../protocol/codes.ts";
import { openChat, reads, write } from "./support/chatting.ts";
import { hears, seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

/** What the browser says of a script that is not there any more. */
const GONE = [/^Failed to load resource: the server responded with a status of 404/];

/** Pages of a version in which `drawn` became a message of another type: they say it, and do not know the old one. */
async function ofAnotherVersion(context: BrowserContext): Promise<void> {
  // Upstream's builder names it after another of its modules.
  await context.route(/\/(?:inside|stay)[^/]*\.js/, async (route) => {
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

/** From now on the server has the scripts of another version, and not these of ours. */
async function deploy(context: BrowserContext, ...names: string[]): Promise<void> {
  const ours = new RegExp(`/(${names.join("|")})[^/]*\\.js`);
  await context.route(ours, (route) => route.fulfill({ status: 404 }));
}

/** Everybody in the call still sees everybody else, on the connections that there were. */
async function goesOn(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    for (const { name } of people) if (name !== person.name) await seesMoving(person, name);
    assert.equal(await connectionCount(person), people.length - 1);
  }
}

/** What did not arrive is said there, in the language of that person. */
async function isTold({ words }: Person, place: Locator): Promise<void> {
  await place.getByRole("alert").getByText(words.panels.failed.next).waitFor();
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
    await goesOn(people);
    for (const person of people) {
      const { controls, shortcuts } = person.words;
      await person.press(controls.people);
      await isTold(person, person.page.getByRole("complementary", { name: controls.people }));
      await person.page.keyboard.press("?");
      const help = person.page.getByRole("dialog", { name: shortcuts.title });
      await isTold(person, help);
      await help.getByRole("button", { name: controls.retry }).click();
      await isTold(person, help);
      await person.close(shortcuts.title);
      await help.waitFor({ state: "detached" });
    }
    await goesOn(people);
    const [first, second] = people as [Person, Person];
    for (const { page } of [first, second]) await page.context().unrouteAll();
    // The deploy was taken back, or the network was away: asking again is enough.
    const panel = second.page.getByRole("complementary", { name: second.words.controls.people });
    await panel.getByRole("button", { name: second.words.controls.retry }).click();
    await panel.getByText(first.name).waitFor();
    const seat = await first.peerId();
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
    const prepare = (context: BrowserContext) => deploy(context, "inside", "stay");
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

/** Asks for a language whose words are gone: nothing changes, and that is said at `place`. */
async function choosesInVain(person: Person, locale: Locale, place: Locator): Promise<void> {
  const { page, words } = person;
  const { lang } = await page.evaluate(() => ({ lang: document.documentElement.lang }));
  const { name } = LOCALE_FACTS[locale];
  await place.getByRole("link", { name }).click();
  await isTold(person, place);
  await place.getByText(format(words.panels.noWords, { language: name })).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), lang);
}

for (const locale of LOCALES) {
  scene(
    `[V7] what a lobby in ${locale} has yet to load but is gone says so where it was asked for, and so does a call`,
    { expect: GONE },
    async (stage) => {
      const other = LOCALES.find((one) => one !== locale)!;
      // Upstream's builder names what `inside` holds after modules, the chime apart.
      const prepare = (context: BrowserContext) =>
        deploy(context, other, "examine", "inside", "stay", "chime");
      const ada = await stage.person("Ada", { locale, prepare });
      const { page, words } = ada;
      await choosesInVain(ada, other, page.getByRole("banner"));

      const part = (title: string) =>
        page.locator("details").filter({ has: page.locator("summary").filter({ hasText: title }) });
      const connection = part(words.doctor.title);
      await connection.locator("summary").click();
      await ada.press(words.doctor.check);
      await isTold(ada, connection);
      assert.equal(
        await page.getByText(words.doctor.findings["server-unreachable"].title).count(),
        0,
      );

      const devices = part(words.devices.title);
      await devices.locator("summary").click();
      await ada.press(words.devices.test);
      await isTold(ada, devices);
      assert.equal(await page.getByText(words.devices.testFailed).count(), 0);

      await page.context().unrouteAll();
      await deploy(page.context(), other);
      await ada.join();
      await ada.press(words.controls.settings);
      const settings = page.getByRole("complementary", { name: words.controls.settings });
      await choosesInVain(ada, other, settings);
    },
  );
}

scene(
  "[V5] pages that the server calls out of date in their call say so, each in its language, and the call goes on",
  async (stage) => {
    const relay = new HostileRelay();
    const people: Person[] = [];
    for (const locale of LOCALES) {
      const name = `Guest ${locale}`;
      const prepare = (context: BrowserContext) => relay.intercept(context, name);
      people.push(await stage.person(name, { locale, prepare }));
    }
    for (const person of people) await person.join();
    await goesOn(people);
    // From now on it speaks another version.
    relay.up = (line, frame) => {
      if (!String(frame).includes(`"hello"`)) return [];
      line.toPage(JSON.stringify({ type: "error", code: "version-mismatch", message: "" }));
      line.close(CloseCode.violation);
      return [];
    };
    for (const { name } of people) relay.line(name).close(CloseCode.draining);
    for (const { page, words } of people) {
      await page.getByText(words.stage.outdated).and(page.locator("span")).waitFor();
      assert.equal(await page.getByText(words.stage.reconnecting).count(), 0);
    }
    await goesOn(people);
    // The deploy is taken back; that the network returns, too, makes for the end of waiting.
    relay.up = (_line, frame) => [frame];
    for (const { page, words } of people) {
      await page.evaluate(() => void dispatchEvent(new Event("online")));
      await page.getByText(words.stage.outdated).and(page.locator("span")).waitFor({
        state: "detached",
      });
    }
  },
);
