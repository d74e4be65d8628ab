/**
 * Takes pictures of every state of the site, to look at: `deno task screenshots [--docs]`. They go to
 * `artifacts/screenshots`; with `--docs` those of the README and of the landing page are made anew.
 * Words after the task's name choose languages, screens and states: `… ar phone call`.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import type { Page } from "playwright-core";
import { format } from "../locales/format.ts";
import { type Locale, LOCALES } from "../locales/locale.ts";
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { leadThrough } from "../tests/browser/chaos/proxied.ts";
import { UdpProxy } from "../tests/browser/chaos/udp_proxy.ts";
import { offerFile, openChat, reads, write } from "../tests/browser/support/chatting.ts";
import { watchFor } from "../tests/browser/support/eventually.ts";
import type { Person } from "../tests/browser/support/person.ts";
import { FAULT } from "../tests/browser/support/spy.ts";
import { goAway, type Guest, hasSlides, type Look, NOBODY, Studio } from "./studio.ts";

const FOLDER = "artifacts/screenshots";
/** How long pictures take to become sharp: encoders begin with little. */
const SHARPENING_MS = 9_000;

const SCREENS = ["wide", "phone"] as const;

/** What was asked for on the command line: everything, unless something was named. */
const asked = new Set(Deno.args.filter((argument) => !argument.startsWith("--")));

function wants<Word extends string>(words: readonly Word[]): readonly Word[] {
  const named = words.filter((word) => asked.has(word));
  return named.length > 0 ? named : words;
}

async function main(): Promise<void> {
  await Deno.mkdir(FOLDER, { recursive: true });
  await using studio = await Studio.open();
  if (Deno.args.includes("--docs")) return await takePicturesForDocs(studio);
  const parts = wants(["pages", "call", "talk", "doors"]);
  if (parts.includes("pages")) {
    for (const look of looks(["light", "dark"])) await takePages(studio, look);
  }
  // A call is dark whatever the system likes.
  if (parts.includes("call")) await takeCall(studio, looks(["dark"]));
  if (parts.includes("talk")) await takeTalk(studio, looks(["dark"]));
  if (parts.includes("doors")) {
    for (const look of looks(["dark"])) await takeDoors(studio, look);
  }
}

function looks(schemes: readonly Look["colorScheme"][]): Look[] {
  return wants(LOCALES).flatMap((language) =>
    wants(SCREENS).flatMap((screen) =>
      schemes.map((colorScheme) => ({ language, screen, colorScheme }))
    )
  );
}

async function takePages(studio: Studio, look: Look): Promise<void> {
  const pages: [string, string][] = [
    ["landing", "/"],
    ["incomplete", "/r/quiet-blue-heron"],
    ["not-found", "/no-such-page"],
  ];
  for (const [state, path] of pages) {
    const person = await studio.visitor(path, look, { portrait: 0 });
    await person.page.locator("h1").first().waitFor();
    await take(person.page, state, look);
    await goAway(person);
  }
  const denied = await studio.visitor(newCallPath(), look, {
    portrait: 0,
    faults: { camera: FAULT.cameraBusy, microphone: FAULT.deniedBySystem },
  });
  await denied.page.getByRole("alert").first().waitFor();
  await take(denied.page, "lobby-devices-failed", look);
  await goAway(denied);

  const self = await studio.inLobby(newCallPath(), look, { portrait: 0 });
  await take(self.page, "lobby", look);
  await self.join();
  await self.leave();
  await take(self.page, "ended", look);
  await goAway(self);
}

/** One call that others come to, one after the other; whoever looks at it comes and goes, in every look. */
async function takeCall(studio: Studio, looks: readonly Look[]): Promise<void> {
  const path = newCallPath();
  const host: Look = { language: "en", screen: "wide", colorScheme: "dark" };
  const others: Person[] = [];
  const come = async (guest: Guest) => {
    const other = await studio.inLobby(path, host, guest);
    if (guest.portrait === NOBODY) await other.press(other.words.controls.cameraOff);
    await other.join();
    others.push(other);
  };
  const each = async (see: (self: Person, look: Look) => Promise<void>, ms = SHARPENING_MS) => {
    for (const look of looks) {
      const self = await studio.inLobby(path, look, { portrait: 0 });
      await self.join();
      await watchFor(ms);
      await see(self, look);
      await goAway(self);
    }
  };

  await each((self, look) => take(self.page, "call-1", look), 1_000);
  await come({ portrait: 1 });
  await each((self, look) => take(self.page, "call-2", look));
  await come({ portrait: 2 });
  await each(async (self, look) => {
    await take(self.page, "call-3", look);
    await takePanels(self, look);
  });
  const [first] = others as [Person];
  await hasSlides(first);
  await first.press(first.words.controls.share);
  await each((self, look) => take(self.page, "share", look));
  await first.press(first.words.controls.stopSharing);
  await come({ portrait: 3 });
  await come({ portrait: NOBODY, name: "Amélie de la Fontaine-Beauregard" });
  await each((self, look) => take(self.page, "call-5", look));
  for (const name of ["李小龙", "يوسف الهاشمي", "Bo"]) await come({ portrait: NOBODY, name });
  await each((self, look) => take(self.page, "call-8", look));
  for (const other of others) await goAway(other);
}

/** A call of two who have written to each other before whoever looks at it comes, in every look. */
async function takeTalk(studio: Studio, looks: readonly Look[]): Promise<void> {
  const path = newCallPath();
  const english: Look = { language: "en", screen: "wide", colorScheme: "dark" };
  const others: Person[] = [];
  for (const portrait of [1, 2]) {
    const other = await studio.inLobby(path, english, { portrait });
    await other.join();
    others.push(other);
  }
  const [first, second] = others as [Person, Person];
  await talk(first, second);
  await using folder = await temporaryFolder();
  for (const look of looks) {
    const self = await studio.inLobby(path, look, { portrait: 0 });
    await self.join();
    await watchFor(SHARPENING_MS / 3);
    await takeChat(self, look, first, folder.path);
    await goAway(self);
  }
  for (const other of others) await goAway(other);
}

async function talk(first: Person, second: Person): Promise<void> {
  for (const person of [first, second]) await openChat(person);
  await write(first, "Shall we start with the water levels?");
  await write(second, "Yes. The figures of the last six weeks: https://example.org/gauges");
  await reads(first, "Yes.");
  await write(first, "Thank you, I have them.\nThe northern gauge looks odd.");
}

async function takeChat(self: Person, look: Look, first: Person, folder: string): Promise<void> {
  const { page, words } = self;
  await openChat(self);
  await page.getByText("The northern gauge").waitFor();
  await write(self, SAID[look.language]);
  await take(page, "chat", look);

  const path = async (name: string, bytes: number) => {
    await Deno.writeFile(`${folder}/${name}`, new Uint8Array(bytes));
    return `${folder}/${name}`;
  };
  await offerFile(first, await path("gauges-north-2026.csv", 48_000), self.name);
  await self.press(`${words.files.accept}: gauges-north-2026.csv`);
  await page.getByRole("link", { name: /gauges-north/ }).waitFor();
  await offerFile(first, await path("the-lagoon-in-spring.mp4", 9_400_000), self.name);
  await self.button(`${words.files.accept}: the-lagoon-in-spring.mp4`).waitFor();
  await page.locator("input[type=file]").setInputFiles(await path("notes.pdf", 120_000));
  await watchFor(400);
  await take(page, "files", look);
}

const SAID: Readonly<Record<Locale, string>> = {
  en: "I saw that, too.",
  zh: "我也注意到了。",
  ar: "لاحظتُ ذلك أيضًا.",
};

/** A call of two whose host locks it, at whose door somebody waits, and whose link becomes weak. */
async function takeDoors(studio: Studio, look: Look): Promise<void> {
  const path = newCallPath();
  const english: Look = { ...look, language: "en" };
  await using paths = new UdpProxy();
  const self = await studio.inLobby(path, look, {
    portrait: 0,
    prepare: (context) => leadThrough(paths, context, "self"),
  });
  await self.join();
  const other = await studio.inLobby(path, english, {
    portrait: 1,
    prepare: (context) => leadThrough(paths, context, "other"),
  });
  await other.join();
  await self.page.locator("figure[data-link=live]:not([data-self])").waitFor();
  await watchFor(SHARPENING_MS / 2);

  await openPanel(self, "people", look);
  await self.page.getByRole("checkbox", { name: self.words.doors.lock }).check();
  await self.press(format(self.words.doors.options, { name: other.name }));
  await self.page.getByText(/^\d{5}( \d{5}){3}$/).waitFor();
  await watchFor(400);
  await take(self.page, "locked", look);
  await self.close(self.words.controls.people);

  const guest = await studio.visitor(path, look, { portrait: 3 });
  await guest.button(guest.words.lobby.ask).waitFor();
  await guest.page.getByRole("textbox", { name: guest.words.lobby.name }).fill(guest.name);
  await guest.press(guest.words.lobby.ask);
  await self.page.getByRole("region", { name: self.words.doors.waiting }).waitFor();
  await watchFor(400);
  await take(guest.page, "lobby-knocking", look);
  await take(self.page, "knock", look);
  await self.button(self.words.doors.decline).first().click();
  await guest.reaches("ended");
  await take(guest.page, "ended-declined", look);
  await goAway(guest);

  paths.impair("self", "other", { cut: true });
  await self.page.locator("figure[data-link=weak]").waitFor();
  await take(self.page, "weak", look);
  await self.page.getByRole("region", { name: new RegExp(other.name) }).waitFor();
  await watchFor(400);
  await take(self.page, "lost", look);
  await goAway(other);
  await goAway(self);
}

async function openPanel(
  self: Person,
  panel: "people" | "layout" | "settings",
  look: Look,
): Promise<void> {
  if (look.screen === "phone") await self.press(self.words.controls.more);
  await self.press(self.words.controls[panel]);
  await self.page.getByRole("complementary").waitFor();
}

async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

async function takePanels(self: Person, look: Look): Promise<void> {
  const { controls } = self.words;
  const { page } = self;
  for (const panel of ["people", "layout", "settings"] as const) {
    if (look.screen === "phone" && panel === "people") {
      await self.press(controls.more);
      await take(page, "more", look);
      await page.keyboard.press("Escape");
    }
    await openPanel(self, panel, look);
    await watchFor(400);
    await take(page, panel, look);
    if (panel === "layout") {
      await page.getByRole("radio").last().check();
      await watchFor(400);
      await take(page, "speaker", look);
      await page.getByRole("radio").first().check();
    }
    await self.close(controls[panel]);
  }
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await take(page, "shortcuts", look);
  await page.keyboard.press("Escape");
}

async function takePicturesForDocs(studio: Studio): Promise<void> {
  const look: Look = { language: "en", screen: "wide", colorScheme: "light" };
  await Deno.mkdir("docs/images", { recursive: true });

  const path = newCallPath();
  const people: Person[] = [];
  for (const i of [0, 1, 2, 3]) {
    const screen = i === 1 ? "phone" : "wide";
    const person = await studio.inLobby(path, { ...look, screen }, { portrait: i });
    // At once: who sits there in silence for a while is told that nothing is heard of them.
    if (i === 0) await person.page.screenshot({ path: "docs/images/lobby.png" });
    people.push(person);
  }
  const [self, phone] = people as [Person, Person];
  for (const person of people) await person.join();
  await watchFor(2 * SHARPENING_MS);
  await somebodySpeaks(self.page);
  await self.page.screenshot({ path: "docs/images/call.png" });
  await phone.page.screenshot({ path: "docs/images/phone.png" });
  await self.page.setViewportSize({ width: 1200, height: 800 });
  await watchFor(SHARPENING_MS / 3);
  await somebodySpeaks(self.page);
  await Deno.writeFile("static/call.webp", await asWebp(self.page));
  for (const person of people) await goAway(person);
}

function somebodySpeaks(page: Page): Promise<void> {
  return page.locator("figure[data-speaking]:not([data-self])").first().waitFor();
}

/** The page as it looks now, small enough for a landing page. */
async function asWebp(page: Page): Promise<Uint8Array> {
  const png = (await page.screenshot()).toString("base64");
  const painter = await page.context().browser()!.newPage();
  const webp = await painter.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d")!.drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.86).split(",")[1]!;
  }, png);
  await painter.close();
  return Uint8Array.from(atob(webp), (character) => character.charCodeAt(0));
}

async function take(page: Page, state: string, look: Look): Promise<void> {
  const path = `${FOLDER}/${state}-${look.language}-${look.screen}-${look.colorScheme}.png`;
  await page.screenshot({ path, fullPage: state === "landing" });
  console.log(path);
}

await main();
