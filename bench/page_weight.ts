/** What each page loads before anybody presses anything, and what there is to load at all, in gzip bytes. */
import { newCallPath } from "../tests/browser/support/call_path.ts";
import { launchChromium } from "../tests/browser/support/chromium.ts";
import { weighEveryScript } from "../tests/browser/support/every_script.ts";
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
    return report(weights, every.bytes);
  } finally {
    await browser.close();
  }
}

/** Everything that one person can load in one language, whatever they open: at most, in kB. */
const EVERY_SCRIPT = 83;

function report(weights: readonly [Budget, Weight][], every: number): Report {
  return {
    title: "Page weight",
    about:
      "Scripts and styles as a browser loads them, inline ones included, each compressed with gzip.",
    columns: ["page", "script", "of at most", "style", "of at most"],
    rows: [
      ...weights.map(([{ page, script, style }, weight]) => [
        page,
        kB(weight.script),
        `${script} kB`,
        kB(weight.style),
        `${style} kB`,
      ]),
      ["call, with all that can be opened", kB(every), `${EVERY_SCRIPT} kB`, "", ""],
    ],
    claims: [
      ...weights.map(([{ page, script, style }, weight]) => ({
        text: `${page}: within its budget`,
        holds: weight.script <= script * 1000 && weight.style <= style * 1000,
      })),
      {
        text: "call, with all that can be opened, in one language: within its budget",
        holds: every <= EVERY_SCRIPT * 1000,
      },
    ],
  };
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
