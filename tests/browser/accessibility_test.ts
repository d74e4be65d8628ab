/**
 * No state of the site has a violation that axe-core knows of, in any language or light. A page that has come to a
 * state stays there while its language and the light change, as those of a person may.
 */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { format } from "../../locales/format.ts";
import { type Locale, LOCALE_FACTS, LOCALES } from "../../locales/locale.ts";
import { messages } from "../../locales/mod.ts";
import { isAccessible } from "./support/axe.ts";
import { offerFile, openChat, reads, write } from "./support/chatting.ts";
import { eventually } from "./support/eventually.ts";
import { seesMoving } from "./support/media.ts";
import { Person } from "./support/person.ts";
import { hasScreen } from "./support/screens.ts";
import { FAULT } from "./support/spy.ts";
import { scene, type Stage } from "./support/stage.ts";

/** Colours that are on their way to others would be measured on the way. */
const STILL = { reducedMotion: "reduce" } as const;

const TAGS: Readonly<Record<Locale, string>> = { en: "en-US", zh: "zh-CN", ar: "ar-EG" };

scene("axe finds nothing on the pages around a call", {
  // The console tells of every page that is not there.
  expect: [/404/],
}, async (stage) => {
  for (const locale of LOCALES) {
    for (const path of ["/", "/r/quiet-blue-heron", "/no-such-page"]) {
      const { page } = await stage.visitor(path, { ...STILL, locale: TAGS[locale] });
      await page.locator("h1").first().waitFor();
      await byDayAndNight(page, `${path}, ${locale}`);
    }
  }
});

scene("axe finds nothing in a lobby, whatever it has to say", async (stage) => {
  const ada = await stage.person("Ada", STILL);
  await eventually("the preview is there", () => ada.page.locator("video").first().isVisible());
  await inEveryLook(ada, "the lobby");
  await ada.page.locator("summary", { hasText: ada.words.devices.title }).click();
  await ada.page.locator("summary", { hasText: ada.words.doctor.title }).click();
  await ada.press(ada.words.doctor.check);
  await ada.page.getByText(ada.words.doctor.details).first().waitFor();
  await inEveryLook(ada, "the lobby with devices and connection opened");

  const grace = await stage.person("Grace", {
    ...STILL,
    faults: { camera: FAULT.cameraBusy, microphone: FAULT.deniedBySystem },
  });
  await grace.page.getByRole("alert").first().waitFor();
  await inEveryLook(grace, "the lobby without devices");
});

scene("axe finds nothing where nobody is let in, and at the end", {
  env: { ROOM_CAPACITY: "2" },
}, async (stage) => {
  const [ada, grace] = await inside(stage, "Ada", "Grace");
  const linus = await stage.person("Linus", STILL);
  await inEveryLook(linus, "the lobby of a full call");
  await linus.press(linus.words.lobby.join);
  await linus.reaches("ended");
  await inEveryLook(linus, "a call that is full");
  await grace.leave();
  await inEveryLook(grace, "the end");

  await ada.press(ada.words.controls.people);
  await ada.page.getByRole("checkbox", { name: ada.words.doors.lock }).check();
  const cat = await knocks(stage, "Cat");
  await inEveryLook(cat, "the lobby of whoever waits to be let in");
  await ada.button(ada.words.doors.decline).first().click();
  await cat.reaches("ended");
  await inEveryLook(cat, "a call that lets one in not");
});

scene("axe finds nothing in a call, whatever is opened in it", {
  expect: [/WebSocket connection to .* failed/, /net::ERR_/],
}, async (stage) => {
  const ada = await stage.person("Ada", STILL);
  await ada.join();
  await inEveryLanguage(ada, (ada, look) => isAccessible(ada.page, `alone in the call, ${look}`));
  const grace = await stage.person("Grace");
  await grace.join();
  await seesMoving(ada, "Grace");
  // A call is dark by day as well.
  await byDayAndNight(ada.page, "the call");

  await sayMuch(ada, grace);
  await hasScreen(ada);
  await inEveryLanguage(ada, whatOpens);
  await inEveryLanguage(ada, (ada, look) => whatIsShown(ada, grace, look));
  await hostsAtTheDoor(stage, ada);

  await stage.site.stop("SIGKILL");
  await grace.crash();
  stage.people.splice(stage.people.indexOf(grace), 1);
  await ada.page.locator("figure[data-link=weak]").waitFor();
  await isAccessible(ada.page, "a weak link, and the server away");
  await ada.page.getByRole("region", { name: /Grace/ }).waitFor();
  await inEveryLanguage(
    ada,
    (ada, look) => isAccessible(ada.page, `a lost link and what the doctor says, ${look}`),
  );
  await stage.site.start();
});

scene(
  "where the system chooses the colours, what is pressed or open has its highlight",
  async (stage) => {
    const ada = await stage.person("Ada", { ...STILL, forcedColors: "active" });
    await ada.join();
    const { controls } = ada.words;
    await ada.press(controls.raiseHand);
    await ada.press(controls.people);
    const highlight = await colours(ada.page, ["Highlight", "HighlightText"]);
    for (const name of [controls.lowerHand, controls.people]) {
      await eventually(`${name} has its highlight`, async () => {
        assert.deepEqual(await paintOf(ada.button(name)), highlight);
        return true;
      });
    }
    await ada.press(controls.lowerHand);
    assert.notDeepEqual(await paintOf(ada.button(controls.raiseHand)), highlight);
  },
);

/** Everything that can be opened in a call of two. */
async function whatOpens(person: Person, look: Locale): Promise<void> {
  const { page, words } = person;
  for (const panel of ["people", "layout", "settings", "chat"] as const) {
    await person.press(words.controls[panel]);
    await page.getByRole("complementary", { name: words.controls[panel] }).waitFor();
    await isAccessible(page, `the call with ${panel} open, ${look}`);
    if (panel === "settings") {
      await person.press(words.shortcuts.title);
      await page.getByRole("dialog", { name: words.shortcuts.title }).waitFor();
      await isAccessible(page, `the shortcuts, ${look}`);
      await page.keyboard.press("Escape");
    }
    await closePanel(person);
  }

  await person.press(format(words.tile.options, { name: person.name }));
  await page.getByRole("menu").waitFor();
  await isAccessible(page, `the menu of a tile, ${look}`);
  await page.keyboard.press("Escape");

  await person.press(format(words.tile.options, { name: "Grace" }));
  await page.getByRole("menuitem", { name: words.quality.title }).click();
  await page.getByRole("region", { name: words.quality.receiving }).waitFor();
  await isAccessible(page, `the connection to somebody, ${look}`);
  await closePanel(person);

  const wide = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  await person.press(words.controls.more);
  await isAccessible(page, `More on a phone, ${look}`);
  await page.keyboard.press("Escape");
  await page.setViewportSize(wide);
}

/** What people show each other: a hand, a screen, a reaction, the speaker's view, a small window. */
async function whatIsShown(ada: Person, grace: Person, look: Locale): Promise<void> {
  const { page, words } = ada;
  await ada.press(words.controls.share);
  await ada.press(words.controls.raiseHand);
  await ada.press(words.controls.reactions);
  await page.getByRole("button", { name: words.reactions.names.clap }).click();
  await grace.press(grace.words.controls.raiseHand);
  await page.getByRole("figure", {
    name: new RegExp(`^Grace.*${words.tile.handPlace.split("{")[0]}`),
  })
    .waitFor();
  await isAccessible(page, `a screen, hands and reactions, ${look}`);
  await page.keyboard.press("Escape");
  await grace.press(grace.words.controls.lowerHand);
  await ada.press(words.controls.lowerHand);
  await ada.press(words.controls.stopSharing);

  await ada.press(words.controls.layout);
  await page.getByRole("radio").last().check();
  const opened = page.context().waitForEvent("page");
  await ada.press(words.layout.smallWindow);
  const small = await opened;
  await small.getByRole("figure").first().waitFor();
  await isAccessible(small, `the small window, ${look}`);
  await isAccessible(page, `the speaker's view beside a small window, ${look}`);
  await ada.press(words.layout.closeSmallWindow);
  await page.getByRole("radio").first().check();
  await closePanel(ada);
}

/** A host who locks the call, at whose door somebody waits, and who wonders what to do about whoever is inside. */
async function hostsAtTheDoor(stage: Stage, ada: Person): Promise<void> {
  await ada.press(ada.words.controls.people);
  await ada.page.getByRole("checkbox", { name: ada.words.doors.lock }).check();
  await closePanel(ada);
  const cat = await knocks(stage, "Cat");
  await ada.page.getByRole("region", { name: ada.words.doors.waiting }).waitFor();
  await inEveryLanguage(ada, async (ada, look) => {
    const { page, words } = ada;
    await isAccessible(page, `a call at whose door somebody waits, ${look}`);
    await ada.press(words.controls.people);
    await ada.press(format(words.doors.options, { name: "Grace" }));
    await page.getByText(/^\d{5}( \d{5}){3}$/).waitFor();
    await isAccessible(page, `people with what a host may do, ${look}`);
    await ada.press(words.doors.remove);
    await isAccessible(page, `the question before somebody is removed, ${look}`);
    await ada.press(words.doors.cancel);
    await ada.press(words.doors.newLink);
    await isAccessible(page, `the question before the link is replaced, ${look}`);
    await ada.press(words.doors.cancel);
    await closePanel(ada);
  });
  await ada.button(ada.words.doors.decline).first().click();
  await cat.reaches("ended");
}

/** A thread with a message of each kind in it, files in every state, and some that wait to be sent. */
async function sayMuch(ada: Person, grace: Person): Promise<void> {
  for (const person of [ada, grace]) await openChat(person);
  await write(ada, "Good morning, see https://example.org/x");
  await write(grace, "Good morning");
  await write(grace, "For your eyes only", "Ada");
  await reads(ada, "For your eyes only");
  const folder = await Deno.makeTempDir();
  const file = async (name: string) => {
    await Deno.writeTextFile(`${folder}/${name}`, name);
    return `${folder}/${name}`;
  };
  await offerFile(grace, await file("arrives.txt"));
  await ada.press(`${ada.words.files.accept}: arrives.txt`);
  await ada.page.getByRole("link", { name: /arrives\.txt/ }).waitFor();
  await offerFile(ada, await file("declined.txt"));
  await grace.press(`${grace.words.files.decline}: declined.txt`);
  await ada.page.getByText(ada.words.files.ended.them.declined).waitFor();
  await offerFile(grace, await file("offered.txt"));
  await ada.button(`${ada.words.files.accept}: offered.txt`).waitFor();
  await ada.page.locator("input[type=file]").setInputFiles(await file("staged.txt"));
  await ada.page.getByRole("list", { name: ada.words.files.chosen }).waitFor();
  for (const person of [ada, grace]) await closePanel(person);
}

/** People in the scene's call whose pictures nobody needs. */
async function inside(stage: Stage, ...names: [string, string]): Promise<[Person, Person]> {
  const people: Person[] = [];
  for (const name of names) {
    const person = await stage.person(name, { ...STILL, devices: "modest" });
    await person.press(person.words.controls.cameraOff);
    await person.join();
    people.push(person);
  }
  return people as [Person, Person];
}

async function knocks(stage: Stage, name: string): Promise<Person> {
  const person = await stage.visitor(stage.path, STILL, name);
  const { lobby } = person.words;
  await person.button(lobby.ask).waitFor();
  await person.page.getByRole("textbox", { name: lobby.name }).fill(name);
  await person.press(lobby.ask);
  await person.button(lobby.knocking).waitFor();
  return person;
}

/** The colours of this system by their names. */
function colours(page: Page, names: string[]): Promise<string[]> {
  return page.evaluate((names) =>
    names.map((name) => {
      const swatch = document.body.appendChild(document.createElement("i"));
      swatch.style.forcedColorAdjust = "none";
      swatch.style.color = name;
      const { color } = getComputedStyle(swatch);
      swatch.remove();
      return color;
    }), names);
}

/** What a control stands on, and what is written on it. */
function paintOf(control: Locator): Promise<string[]> {
  return control.evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    return [backgroundColor, color];
  });
}

async function inEveryLook(person: Person, where: string): Promise<void> {
  await inEveryLanguage(person, (person, look) => byDayAndNight(person.page, `${where}, ${look}`));
}

async function byDayAndNight(page: Page, where: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ ...STILL, colorScheme });
    await isAccessible(page, `${where}, ${colorScheme}`);
  }
}

/** Lets somebody do the same in each language, and returns to English. */
async function inEveryLanguage(
  person: Person,
  task: (person: Person, look: Locale) => Promise<void>,
): Promise<void> {
  for (const locale of ["zh", "ar", "en"] as const) {
    person = await turnTo(person, locale);
    await task(person, locale);
  }
}

async function turnTo(person: Person, locale: Locale): Promise<Person> {
  const { page, witness, words } = person;
  const inCall = await person.phase() === "in-call";
  if (inCall) await person.press(words.controls.settings);
  await page.getByRole("link", { name: LOCALE_FACTS[locale].name, exact: true }).click();
  await page.locator(`html[lang="${locale}"]`).waitFor();
  const turned = new Person(person.name, page, witness, messages(locale).call);
  if (inCall) await closePanel(turned);
  return turned;
}

async function closePanel({ page }: Person): Promise<void> {
  await page.getByRole("complementary").locator("header button").click();
}
