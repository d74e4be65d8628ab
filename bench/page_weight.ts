/** What each page loads before anybody presses anything, and what there is to load at all, in gzip bytes. */
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { type EveryScript, weighEveryScript } from "../tests/browser/support/every_script.ts";
import { Site } from "../tests/browser/support/site.ts";
import { weigh, type Weight } from "../tests/browser/support/weight.ts";
import type { Report } from "./report.ts";

interface Budget {
  page: string;
  path: string;
  /** A control that is there when the page is ready. */
  ready: string;
  /** At most, in kB. */
  script: number;
  style: number;
}

const BUDGETS: readonly Budget[] = [
  { page: "landing", path: "/", ready: "h1", script: 2, style: 12 },
  {
    page: "call, before joining",
    path: newCallPath(),
    ready: "[data-phase=lobby] video",
    script: 45,
    style: 12,
  },
];

export async function runPageWeightBench(): Promise<Report> {
  await using site = await Site.start();
  const browser = await launchChromium();
  try {
    const weights: [Budget, Weight][] = [];
    for (const budget of BUDGETS) {
      const page = await (await browser.newContext()).newPage();
      const weight = await weigh(
        page,
        site.origin + budget.path,
        (page) => page.locator(budget.ready).first().waitFor(),
      );
      weights.push([budget, weight]);
    }
    const every = await weighEveryScript(site.origin, newCallPath());
    return report(weights, every);
  } finally {
    await browser.close();
  }
}

/** Everything that one person can load in one language, whatever they open: at most, in kB. */
const EVERY_SCRIPT = 84;
/** The same as the server sends it. */
const EVERY_SCRIPT_SENT = 75;

function report(weights: readonly [Budget, Weight][], every: EveryScript): Report {
  return {
    title: "Page weight",
    about:
      "Scripts and styles as a browser loads them, inline ones included, each compressed with gzip. What the server sends is Brotli, made when the site is built.",
    columns: ["page", "script", "of at most", "style", "of at most"],
    rows: [
      ...weights.map(([{ page, script, style }, weight]) => [
        page,
        kB(weight.script),
        `${script} kB`,
        kB(weight.style),
        `${style} kB`,
      ]),
      ["call, with all that can be opened", kB(every.bytes), `${EVERY_SCRIPT} kB`, "", ""],
      ["the same as it is sent", kB(every.sent), `${EVERY_SCRIPT_SENT} kB`, "", ""],
    ],
    claims: [
      ...weights.map(([{ page, script, style }, weight]) => ({
        text: `${page}: within its budget`,
        holds: weight.script <= script * 1000 && weight.style <= style * 1000,
      })),
      {
        text: "call, with all that can be opened, in one language: within its budget",
        holds: every.bytes <= EVERY_SCRIPT * 1000 && every.sent <= EVERY_SCRIPT_SENT * 1000,
      },
    ],
  };
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
