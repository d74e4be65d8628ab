/** What a visitor gets at first sight of landing and lobby: when, whether it jumps, and whether it can be read and pressed. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { lowestContrast } from "../tests/browser/support/axe.ts";
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { eventually } from "../tests/browser/support/eventually.ts";
import { layoutShift } from "../tests/browser/support/layout_shift.ts";
import { Site } from "../tests/browser/support/site.ts";
import { targetsOn } from "../tests/browser/support/targets.ts";
import type { Report } from "./report.ts";
import { median } from "./statistics.ts";

const SCREENS = {
  "1280 × 800": { viewport: { width: 1280, height: 800 } },
  "390 × 844": { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

/** As WCAG AA asks of text, and of what is pressed with a finger AAA. */
const LEAST_CONTRAST = 4.5;
const LEAST_TARGET_PX = 44;
/** What browsers call a good largest contentful paint, in milliseconds. */
const GOOD_PAINT_MS = 2_500;

interface Look {
  /** When the largest thing on it was there, in milliseconds. */
  paint: number;
  shift: number;
  /** The lowest contrast of any text, by day or by night. */
  contrast: number;
  /** The smaller side of the smallest thing to press, in pixels. */
  target: number;
}

export async function runFirstLookBench(runs = 5): Promise<Report> {
  await using site = await Site.start();
  const browser = await launchChromium();
  const rows: [string, string, Look[]][] = [];
  try {
    for (const [name, path] of [["landing", "/"], ["lobby", newCallPath()]] as const) {
      for (const [screen, options] of Object.entries(SCREENS)) {
        const looks: Look[] = [];
        for (let run = 0; run < runs; run++) {
          looks.push(await look(browser, site.origin + path, options));
        }
        rows.push([name, screen, looks]);
      }
    }
    return report(browser.version(), runs, rows);
  } finally {
    await browser.close();
  }
}

async function look(browser: Browser, url: string, options: BrowserContextOptions): Promise<Look> {
  const context = await browser.newContext({
    ...options,
    locale: "en-US",
    reducedMotion: "reduce",
    permissions: ["camera", "microphone"],
  });
  const page = await context.newPage();
  try {
    await page.goto(url);
    await page.waitForLoadState("networkidle");
    if (url.includes("#")) {
      await eventually(
        "the preview plays",
        () =>
          page.locator("video").first().evaluate((video) =>
            (video as HTMLVideoElement).currentTime > 0.2
          ),
      );
    }
    const sizes = (await targetsOn(page)).map(({ width, height }) => Math.min(width, height));
    return {
      paint: await largestPaint(page),
      shift: await layoutShift(page),
      contrast: await lowestContrast(page),
      target: Math.min(...sizes),
    };
  } finally {
    await context.close();
  }
}

function largestPaint(page: Page): Promise<number> {
  return page.evaluate(() =>
    new Promise<number>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime))
        .observe({ type: "largest-contentful-paint", buffered: true });
    })
  );
}

function report(version: string, runs: number, rows: readonly [string, string, Look[]][]): Report {
  const all = rows.flatMap(([, , looks]) => looks);
  return {
    title: "Landing and lobby at first sight",
    about:
      `Chromium ${version}, headless, site and browser on one machine, fake camera; ${runs} runs of each. ` +
      "Contrast as axe-core measures it, the lower of day and night.",
    columns: [
      "page",
      "screen",
      "largest paint, median",
      "layout shift, worst",
      "lowest contrast of text",
      "smallest target",
    ],
    rows: rows.map(([name, screen, looks]) => [
      name,
      screen,
      `${Math.round(median(looks.map(({ paint }) => paint)))} ms`,
      String(Math.max(...looks.map(({ shift }) => shift))),
      `${Math.min(...looks.map(({ contrast }) => contrast)).toFixed(1)} : 1`,
      `${Math.round(Math.min(...looks.map(({ target }) => target)))} px`,
    ]),
    claims: [
      { text: "nothing jumps", holds: all.every(({ shift }) => shift === 0) },
      {
        text: `text has a contrast of at least ${LEAST_CONTRAST} : 1`,
        holds: all.every(({ contrast }) => contrast >= LEAST_CONTRAST),
      },
      {
        text: `on a phone everything to press is at least ${LEAST_TARGET_PX} px wide and high`,
        holds: rows.filter(([, screen]) => screen.startsWith("390"))
          .every(([, , looks]) => looks.every(({ target }) => target > LEAST_TARGET_PX - 0.5)),
      },
      {
        text: `the largest paint within ${GOOD_PAINT_MS / 1000} s`,
        holds: all.every(({ paint }) => paint <= GOOD_PAINT_MS),
      },
    ],
  };
}
