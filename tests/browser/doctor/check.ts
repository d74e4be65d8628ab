/** Asking the connection doctor as a person does, and timing it by the page's own clock. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { FindingCode } from "../../../client/doctor/findings.ts";
import { eventually } from "../support/eventually.ts";
import { hasFetched } from "../support/fetched.ts";
import { watchHoldUps } from "../support/hold_ups.ts";
import type { Person } from "../support/person.ts";

/** What the product promises, in milliseconds. */
export const PROMISED_MS = 5_000;

declare global {
  /** How long it took from the press to the sentence, in milliseconds. */
  var lagoonDiagnosed: Promise<number>;
}

export interface Report {
  findings: { code: FindingCode; [detail: string]: unknown }[];
  took: number;
  browser: string;
}

/** Unfolds what the lobby says about the connection. */
export async function openConnection(person: Person): Promise<void> {
  const { page, words } = person;
  const summary = page.locator("summary").filter({ hasText: words.doctor.title });
  await summary.click();
  await page.getByRole("button", { name: words.doctor.check }).waitFor();
  // The doctor itself is fetched now; whoever has not got it yet has a finding of its own.
  await hasFetched(person, "examine");
}

/** Presses the button, reads what is found, and holds the doctor to its promise. */
export async function check(person: Person): Promise<Report> {
  const { page, words } = person;
  const heldUp = await watchHoldUps(page);
  await page.evaluate(startWatch, words.doctor.copyReport);
  const { check, checkAgain } = words.doctor;
  const button = page.getByRole("button", { name: check });
  await button.or(page.getByRole("button", { name: checkAgain })).click();
  const took = await page.evaluate(() => globalThis.lagoonDiagnosed);
  const excused = await heldUp();
  assert.ok(took - excused <= PROMISED_MS, `the diagnosis took ${Math.round(took)} ms`);
  const report = await readReport(page, words.doctor.report);
  assert.ok(report.took - excused <= PROMISED_MS, `it says that it took ${report.took} ms`);
  return report;
}

/** What whoever copies the report would hand on. */
export async function readReport(page: Page, name: string): Promise<Report> {
  const region = page.getByRole("region", { name, includeHidden: true });
  const text = await eventually("there is a report", () => region.textContent());
  return JSON.parse(text.slice(text.indexOf("\n"))) as Report;
}

/** The sentence that a person reads first. */
export async function reads(person: Person, sentence: string): Promise<void> {
  await eventually(
    `${person.name} reads “${sentence}”`,
    () => person.page.getByText(sentence).first().isVisible(),
  );
}

/** Runs in the page: from the next press until there is a report to copy. */
function startWatch(copyReport: string): void {
  const shown = () =>
    document.querySelector("[aria-busy=true]") === null &&
    [...document.querySelectorAll("button")].some(({ textContent }) =>
      textContent?.includes(copyReport)
    );
  globalThis.lagoonDiagnosed = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("There is no diagnosis")), 20_000);
    addEventListener("click", () => {
      const pressed = performance.now();
      const observer = new MutationObserver(() => {
        if (!shown()) return;
        observer.disconnect();
        resolve(performance.now() - pressed);
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    }, { once: true, capture: true });
  });
}
