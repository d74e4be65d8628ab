/** Reads what `deno test` says at its end, so that several runs can be told as one. */

export interface Tally {
  passed: number;
  failed: number;
}

// deno-lint-ignore no-control-regex -- colours are control characters
const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g;
const SUMMARY = /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))? \| (\d+) failed/;

/**
 * What a run counted. A run that broke off before its summary, or that failed without naming a
 * failed test, counts as one failure: silence is never success.
 */
export function tallyOf(output: string, exitCode: number): Tally {
  const tally = output.replaceAll(ANSI, "").split("\n").map(readSummary)
    .findLast((found) => found !== null);
  if (!tally) return { passed: 0, failed: 1 };
  if (exitCode !== 0 && tally.failed === 0) return { ...tally, failed: 1 };
  return tally;
}

function readSummary(line: string): Tally | null {
  const match = SUMMARY.exec(line.trim());
  return match && { passed: Number(match[1]), failed: Number(match[2]) };
}

export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

export function tellTally({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
