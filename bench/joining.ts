/**
 * What joining a call asks of the thread that draws the page: tasks so long that a press would have to wait for
 * them ({@link https://w3c.github.io/longtasks/ Long Tasks}), with and without the browser's own media set-up.
 */
import type { Browser, Page } from "playwright-core";
import { messages } from "../locales/mod.ts";
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { eventually } from "../tests/browser/support/eventually.ts";
import { openPerson, type Person } from "../tests/browser/support/person.ts";
import { Site } from "../tests/browser/support/site.ts";
import type { Report } from "./report.ts";
import { median } from "./statistics.ts";

/** How many are in the call already. */
const OTHERS = [1, 3, 7];
/** What is fetched when the first pictures are there has come by then, in milliseconds. */
const AFTERWARDS_MS = 5_000;
/** Nobody should have to wait for longer than this, in milliseconds. */
const MOST_MS = 200;

/** What one joining took, in milliseconds. */
interface Joining {
  /** The longest task there was. */
  longest: number;
  /** The same without the browser's own media set-up in it. */
  longestOfOurs: number;
  /** What the task that worked longest had of a processor, media set-up and all: waiting for others does not count. */
  work: number;
  /** All that long tasks took besides media set-up, beyond the 50 ms that are free for each. */
  blocked: number;
}

export async function runJoiningBench(runs = 3): Promise<Report> {
  await using site = await Site.start();
  // The others share one process, as far as Chromium lets them: it is the newcomer's that is measured.
  const others = await launchChromium({ devices: "modest", flags: ["--renderer-process-limit=1"] });
  const newcomer = await launchChromium({ devices: "modest" });
  try {
    const rows: [number, Joining[]][] = [];
    for (const count of OTHERS) {
      const path = newCallPath();
      const inside: Person[] = [];
      for (let i = 1; i <= count; i++) inside.push(await comesIn(others, site, path, i));
      const joinings: Joining[] = [];
      for (let run = 0; run < runs; run++) {
        joinings.push(await join(newcomer, site, path, count));
      }
      rows.push([count, joinings]);
      for (const { page } of inside) await page.context().close();
    }
    return report(newcomer.version(), runs, rows);
  } finally {
    await Promise.all([others.close(), newcomer.close()]);
  }
}

async function open(browser: Browser, site: Site, path: string, name: string): Promise<Person> {
  const context = await browser.newContext({ locale: "en-US" });
  const words = messages("en").call;
  const person = await openPerson(context, { name, origin: site.origin, words, faults: {} });
  await person.page.addInitScript(watchTheThread);
  await person.page.goto(site.origin + path);
  await person.settles();
  return person;
}

/** All are muted; one of them films. */
async function comesIn(browser: Browser, site: Site, path: string, i: number): Promise<Person> {
  const person = await open(browser, site, path, `Guest ${i}`);
  await person.press("Mute");
  if (i > 1) await person.press("Turn off camera");
  await person.join();
  await linked(person.page, i);
  return person;
}

async function join(browser: Browser, site: Site, path: string, others: number): Promise<Joining> {
  const person = await open(browser, site, path, "Newcomer");
  const { page } = person;
  await eventually(
    "the preview plays",
    () =>
      page.locator("video").first().evaluate((video) =>
        (video as HTMLVideoElement).currentTime > 0.3
      ),
  );
  await page.evaluate(() => globalThis.lagoonThread.begin());
  await browser.startTracing(page, { categories: ["__metadata", "toplevel"] });
  await person.join();
  await linked(page, others + 1);
  await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS));
  const joining = await page.evaluate(() => globalThis.lagoonThread.end());
  const work = longestWork(await browser.stopTracing());
  await person.leave();
  await page.context().close();
  return { ...joining, work };
}

/** What Chromium's trace events say, in their JSON form: times in microseconds, `tdur` that of the thread alone. */
interface TraceEvent {
  ph: string;
  pid: number;
  tid: number;
  name: string;
  tdur?: number;
  args: { name?: string };
}

/** The most processor time that one task of a thread that draws pages took, in milliseconds. */
function longestWork(trace: Uint8Array): number {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    traceEvents: TraceEvent[];
  };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const drawing = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(threadOf),
  );
  const tasks = traceEvents.filter((event) => event.ph === "X" && drawing.has(threadOf(event)));
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}

async function linked(page: Page, count: number): Promise<void> {
  await eventually(
    `${count} are linked`,
    async () => await page.locator("figure[data-link=live]").count() === count,
    { within: 60_000 },
  );
}

declare global {
  var lagoonThread: { begin: () => void; end: () => Omit<Joining, "work"> };
}

/** Runs in the page: notes long tasks, and when calls into the browser's media were under way. */
function watchTheThread(): void {
  const media: [number, number][] = [];
  const noting = (holder: object, name: string) => {
    const call = Reflect.get(holder, name) as (...args: unknown[]) => unknown;
    Reflect.set(holder, name, function (this: unknown, ...args: unknown[]) {
      const from = performance.now();
      try {
        return Reflect.apply(call, this, args);
      } finally {
        media.push([from, performance.now()]);
      }
    });
  };
  const connection = RTCPeerConnection.prototype;
  for (
    const name of [
      "addTransceiver",
      "createDataChannel",
      "setLocalDescription",
      "setRemoteDescription",
      "addIceCandidate",
      "getStats",
      "getTransceivers",
    ]
  ) noting(connection, name);
  for (const name of ["replaceTrack", "getParameters", "setParameters"]) {
    noting(RTCRtpSender.prototype, name);
  }
  noting(MediaStreamTrack.prototype, "clone");
  noting(HTMLMediaElement.prototype, "play");
  noting(navigator.mediaDevices, "getUserMedia");
  noting(AudioContext.prototype, "createMediaStreamSource");
  for (const name of ["RTCPeerConnection", "AudioContext"] as const) {
    const Made = globalThis[name] as unknown as new (...args: unknown[]) => object;
    Reflect.set(
      globalThis,
      name,
      new Proxy(Made, {
        construct(target, args, newTarget) {
          const from = performance.now();
          try {
            return Reflect.construct(target, args, newTarget);
          } finally {
            media.push([from, performance.now()]);
          }
        },
      }),
    );
  }

  let tasks: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  globalThis.lagoonThread = {
    begin: () => {
      observer.takeRecords();
      tasks = [];
      media.length = 0;
    },
    end: () => {
      tasks.push(...observer.takeRecords());
      const inMedia = (from: number, to: number) =>
        media.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0);
      const ours = tasks.map(({ startTime, duration }) =>
        duration - inMedia(startTime, startTime + duration)
      );
      return {
        longest: Math.max(0, ...tasks.map(({ duration }) => duration)),
        longestOfOurs: Math.max(0, ...ours),
        blocked: ours.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
      };
    },
  };
}

function report(version: string, runs: number, rows: readonly [number, Joining[]][]): Report {
  const ms = (values: readonly number[], of: (values: readonly number[]) => number) =>
    `${Math.round(of(values))} ms`;
  const worst = (values: readonly number[]) => Math.max(...values);
  const all = rows.flatMap(([, joinings]) => joinings);
  return {
    title: "The page while somebody joins",
    about:
      `Chromium ${version}, headless; a camera of 160 × 90 pixels at 5 frames a second; the others muted, all but one ` +
      `without pictures, in one process of their own. ${runs} runs of each, from the click on Join until all are linked and ` +
      `${
        AFTERWARDS_MS / 1000
      } s more. Media set-up is what calls into WebRTC, devices, sound and video take before they return. ` +
      "Up to eight pages share the processors here, which a task waits for; its work is the time that its thread had of one.",
    columns: [
      "others in the call",
      "longest task",
      "without media set-up",
      "worst",
      "blocked",
      "work of one task",
      "at most",
    ],
    rows: rows.map(([others, joinings]) => [
      String(others),
      ms(joinings.map(({ longest }) => longest), median),
      ms(joinings.map(({ longestOfOurs }) => longestOfOurs), median),
      ms(joinings.map(({ longestOfOurs }) => longestOfOurs), worst),
      ms(joinings.map(({ blocked }) => blocked), median),
      ms(joinings.map(({ work }) => work), median),
      ms(joinings.map(({ work }) => work), worst),
    ]),
    claims: [{
      text: `no task over ${MOST_MS} ms besides the browser's own media set-up`,
      holds: all.every(({ longestOfOurs }) => longestOfOurs <= MOST_MS),
    }, {
      text: `no task works for over ${MOST_MS} ms, not even with the browser's own media set-up`,
      holds: all.every(({ work }) => work <= MOST_MS),
    }],
  };
}
