/**
 * Takes pictures of every state of the site, to look at: `deno task screenshots [--docs]`. They go to
 * `artifacts/screenshots`; with `--docs` those of the README and of the landing page are made anew.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { eventually, watchFor } from "../tests/browser/support/eventually.ts";
import { openPerson, type Person } from "../tests/browser/support/person.ts";
import { Site } from "../tests/browser/support/site.ts";
import { FAULT, type Faults } from "../tests/browser/support/spy.ts";
import { en } from "../locales/en.ts";
import { zh } from "../locales/zh.ts";
import { filmPortrait, PORTRAITS } from "./portraits.ts";

const FOLDER = "artifacts/screenshots";
/** How long pictures take to become sharp: encoders begin with little. */
const SHARPENING_MS = 9_000;

/** Which of the portraits has a voice. */
const SPEAKER = 2;

const LANGUAGES = {
  en: { locale: "en-US", words: en.call },
  zh: { locale: "zh-CN", words: zh.call },
};
type Language = keyof typeof LANGUAGES;

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  wide: { viewport: { width: 1280, height: 800 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
};

interface Look {
  language: Language;
  screen: keyof typeof SCREENS;
  colorScheme: "light" | "dark";
}

/** The site, and one Chromium for each portrait: a film is the camera of a whole browser. */
interface Studio {
  site: Site;
  browsers: readonly Browser[];
}

async function main(): Promise<void> {
  await Deno.mkdir(FOLDER, { recursive: true });
  const films = await Deno.makeTempDir();
  const silence = `${films}/silence.wav`;
  await Deno.writeFile(silence, silentSecond());
  await using site = await Site.start({ ROOM_CAPACITY: "4" });
  const browsers = await Promise.all(PORTRAITS.map(async (portrait, i) => {
    const film = `${films}/${i}.mjpeg`;
    await using painter = closing(await launchChromium());
    await filmPortrait(painter.browser, portrait, film);
    const flags = [`--use-file-for-fake-video-capture=${film}`];
    // One of them speaks; without a file, Chromium's microphone beeps.
    if (i !== SPEAKER) flags.push(`--use-file-for-fake-audio-capture=${silence}`);
    return await launchChromium({ flags });
  }));
  const studio = { site, browsers };
  try {
    if (Deno.args.includes("--docs")) await takePicturesForDocs(studio);
    else await takeAllPictures(studio);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await Deno.remove(films, { recursive: true });
  }
}

/** A second of nothing: a WAV file of 16-bit samples, 48,000 a second, one channel. */
function silentSecond(): Uint8Array {
  const rate = 48_000;
  const bytes = new Uint8Array(44 + 2 * rate);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => bytes.set(new TextEncoder().encode(word), at);
  text(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * rate, true);
  return bytes;
}

function closing(browser: Browser) {
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}

async function takeAllPictures(studio: Studio): Promise<void> {
  for (const language of ["en", "zh"] as const) {
    for (const screen of ["wide", "phone"]) {
      for (const colorScheme of ["light", "dark"] as const) {
        const look = { language, screen, colorScheme };
        await takePages(studio, look);
        await takeCall(studio, look);
      }
    }
  }
}

async function takePages(studio: Studio, look: Look): Promise<void> {
  const pages: [string, string][] = [
    ["landing", "/"],
    ["incomplete", "/r/quiet-blue-heron"],
    ["not-found", "/no-such-page"],
  ];
  for (const [state, path] of pages) {
    const person = await enter(studio, 0, path, look);
    await person.page.locator("h1").first().waitFor();
    await take(person.page, state, look);
    await person.page.context().close();
  }
  const denied = await enter(studio, 0, newCallPath(), look, {
    camera: FAULT.cameraBusy,
    microphone: FAULT.deniedBySystem,
  });
  await denied.page.getByRole("alert").first().waitFor();
  await take(denied.page, "lobby-devices-failed", look);
  await denied.page.context().close();
}

async function takeCall(studio: Studio, look: Look): Promise<void> {
  const path = newCallPath();
  const people: Person[] = [];
  const self = await enterLobby(studio, 0, path, look);
  await take(self.page, "lobby", look);
  await self.join();
  await take(self.page, "alone", look);
  for (const i of [1, 2, 3]) {
    const other = await enterLobby(studio, i, path, { ...look, language: "en", screen: "wide" });
    people.push(other);
    await other.join();
  }
  const full = await enterLobby(studio, 3, path, look);
  await full.press(full.words.lobby.join);
  await full.reaches("ended");
  await take(full.page, "full", look);
  await full.page.context().close();

  await watchFor(SHARPENING_MS);
  await take(self.page, "call", look);
  for (const panel of ["people", "settings"] as const) {
    if (look.screen === "phone") await self.press(self.words.controls.more);
    await self.press(self.words.controls[panel]);
    await take(self.page, panel, look);
    await self.press(self.words.controls.close);
  }
  await self.leave();
  await take(self.page, "ended", look);
  for (const { page } of [self, ...people]) await page.context().close();
}

async function takePicturesForDocs(studio: Studio): Promise<void> {
  const look: Look = { language: "en", screen: "wide", colorScheme: "light" };
  await Deno.mkdir("docs/images", { recursive: true });

  const path = newCallPath();
  const people: Person[] = [];
  for (const i of [0, 1, 2, 3]) {
    people.push(await enterLobby(studio, i, path, { ...look, screen: i === 1 ? "phone" : "wide" }));
  }
  const [self, phone] = people as [Person, Person];
  await self.page.screenshot({ path: "docs/images/lobby.png" });
  for (const person of people) await person.join();
  await watchFor(2 * SHARPENING_MS);
  await somebodySpeaks(self.page);
  await self.page.screenshot({ path: "docs/images/call.png" });
  await phone.page.screenshot({ path: "docs/images/phone.png" });
  await self.page.setViewportSize({ width: 1200, height: 800 });
  await watchFor(SHARPENING_MS / 3);
  await somebodySpeaks(self.page);
  await Deno.writeFile("static/call.webp", await asWebp(self.page));
  for (const { page } of people) await page.context().close();
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

async function enter(
  { site, browsers }: Studio,
  index: number,
  path: string,
  { language, screen, colorScheme }: Look,
  faults: Faults = {},
): Promise<Person> {
  const { locale, words } = LANGUAGES[language];
  const context = await browsers[index]!.newContext({ ...SCREENS[screen], locale, colorScheme });
  const { name } = PORTRAITS[index]!;
  const person = await openPerson(context, { name, origin: site.origin, words, faults });
  await person.page.addInitScript(nameDevices);
  await person.page.goto(site.origin + path);
  return person;
}

/** Runs in the page: fake devices are called after the files they come from. */
function nameDevices(): void {
  const names: Record<string, string> = {
    audioinput: "Built-in microphone",
    audiooutput: "Built-in speakers",
    videoinput: "Built-in camera",
  };
  const { mediaDevices } = navigator;
  const enumerateDevices = mediaDevices.enumerateDevices.bind(mediaDevices);
  mediaDevices.enumerateDevices = async () => {
    const devices = await enumerateDevices();
    for (const device of devices) {
      Object.defineProperty(device, "label", { value: device.label && names[device.kind] });
    }
    return devices;
  };
}

async function enterLobby(
  studio: Studio,
  index: number,
  path: string,
  look: Look,
): Promise<Person> {
  const person = await enter(studio, index, path, look);
  await person.settles();
  await eventually(
    "the preview plays",
    () =>
      person.page.locator("video").first().evaluate((video) =>
        (video as HTMLVideoElement).currentTime > 0.3
      ),
  );
  return person;
}

async function take(page: Page, state: string, look: Look): Promise<void> {
  const path = `${FOLDER}/${state}-${look.language}-${look.screen}-${look.colorScheme}.png`;
  await page.screenshot({ path, fullPage: state === "landing" });
  console.log(path);
}

await main();
