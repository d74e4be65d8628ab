/** Where pictures of the site are taken: the site, people with faces, and what they look at it with. */
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import type { CallMessages } from "../locales/en.ts";
import { type Locale, messages } from "../locales/mod.ts";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { eventually } from "../tests/browser/support/eventually.ts";
import { openPerson, type Person } from "../tests/browser/support/person.ts";
import { Site } from "../tests/browser/support/site.ts";
import type { Faults } from "../tests/browser/support/spy.ts";
import { filmPortrait, PORTRAITS } from "./portraits.ts";

/** Which of the portraits has a voice. */
const SPEAKER = 2;
/** The place of those who have neither face nor voice. */
export const NOBODY = PORTRAITS.length;

const TAGS: Readonly<Record<Locale, string>> = { en: "en-US", zh: "zh-CN", ar: "ar-EG" };

const SCREENS = {
  wide: { viewport: { width: 1280, height: 800 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
} satisfies Record<string, BrowserContextOptions>;

export interface Look {
  language: Locale;
  screen: keyof typeof SCREENS;
  colorScheme: "light" | "dark";
}

export interface Guest {
  /** Which of the portraits sits before the camera, or `NOBODY`. */
  portrait: number;
  /** @default the portrait's own */
  name?: string;
  faults?: Faults;
  /** Done to their browser profile before there is a page in it. */
  prepare?: (context: BrowserContext) => Promise<void>;
}

/** The site, and one Chromium for each portrait: a film is the camera of a whole browser. */
export class Studio implements AsyncDisposable {
  readonly site: Site;
  readonly #browsers: readonly Browser[];

  private constructor(site: Site, browsers: readonly Browser[]) {
    this.site = site;
    this.#browsers = browsers;
  }

  static async open(): Promise<Studio> {
    const films = await Deno.makeTempDir();
    const silence = `${films}/silence.wav`;
    await Deno.writeFile(silence, silentSecond());
    const browsers: Browser[] = [];
    for (const [i, portrait] of PORTRAITS.entries()) {
      const film = `${films}/${i}.mjpeg`;
      await using painter = closing(await launchChromium());
      await filmPortrait(painter.browser, portrait, film);
      const flags = [`--use-file-for-fake-video-capture=${film}`];
      // One of them speaks; without a file, Chromium's microphone beeps.
      if (i !== SPEAKER) flags.push(`--use-file-for-fake-audio-capture=${silence}`);
      browsers.push(await launchChromium({ flags }));
    }
    browsers.push(
      await launchChromium({
        flags: [`--use-file-for-fake-audio-capture=${silence}`],
        frameRate: 5,
      }),
    );
    return new Studio(await Site.start(), browsers);
  }

  /** Somebody who has opened `path`. */
  async visitor(path: string, look: Look, guest: Guest): Promise<Person> {
    const { language, screen, colorScheme } = look;
    const context = await this.#browsers[guest.portrait]!.newContext({
      ...SCREENS[screen],
      locale: TAGS[language],
      colorScheme,
    });
    await guest.prepare?.(context);
    const name = guest.name ?? PORTRAITS[guest.portrait]?.name ?? "Guest";
    const words: CallMessages = messages(language).call;
    const { origin } = this.site;
    const person = await openPerson(context, { name, origin, words, faults: guest.faults ?? {} });
    await person.page.addInitScript(nameDevices);
    await person.page.goto(origin + path);
    return person;
  }

  /** Somebody who sees themselves in the lobby. */
  async inLobby(path: string, look: Look, guest: Guest): Promise<Person> {
    const person = await this.visitor(path, look, guest);
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

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    await this.site.stop("SIGKILL");
  }
}

/** The page goes, and with it everything its profile kept. */
export async function goAway({ page }: Person): Promise<void> {
  await page.context().close();
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
  Object.defineProperty(MediaStreamTrack.prototype, "label", {
    get(this: MediaStreamTrack) {
      return names[`${this.kind}input`];
    },
  });
}

/** From now on, what this person shares is a page of text with a chart, drawn by hand. */
export async function hasSlides({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [1280, 720];
      const pen = canvas.getContext("2d")!;
      const draw = () => {
        pen.fillStyle = "#fbfaf7";
        pen.fillRect(0, 0, 1280, 720);
        pen.fillStyle = "#16323a";
        pen.font = "600 54px system-ui";
        pen.fillText("Water levels, spring", 90, 130);
        pen.font = "30px system-ui";
        pen.fillText("Six weeks, three gauges. The lagoon fills from the north.", 90, 190);
        const bars = [120, 180, 160, 260, 310, 360];
        for (const [week, height] of bars.entries()) {
          pen.fillStyle = week === 5 ? "#0b7a75" : "#8cc4bd";
          pen.fillRect(110 + week * 180, 640 - height, 110, height);
        }
      };
      draw();
      // A still picture would never arrive: there is nothing new in it to send.
      setInterval(draw, 200);
      return Promise.resolve(canvas.captureStream(5));
    };
  });
}
