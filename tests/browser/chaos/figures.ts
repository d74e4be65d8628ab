/**
 * What breaking calls has shown, in figures. The tests of this folder run in a short form with every
 * other test; `deno task chaos` runs them in the long form and writes down what they measured.
 */

/** Whether this is the long form. */
export const LONG = Deno.env.get("CHAOS") === "long";

const FILE = "artifacts/chaos.md";

/** How often to repeat: a figure needs more than a test that must not take long. */
export function times(counts: { short: number; long: number }): number {
  return LONG ? counts.long : counts.short;
}

/** Writes down one row: median, 95th percentile and maximum of `values`, in milliseconds. */
export async function note(what: string, values: readonly number[]): Promise<void> {
  const sorted = values.toSorted((a, b) => a - b);
  const shares = [0.5, 0.95, 1].map((share) => `${Math.round(quantile(sorted, share))} ms`);
  await write(`| ${[what, sorted.length, ...shares].join(" | ")} |\n`);
}

/** When and where the rows below were measured. */
export async function noteMachine(): Promise<void> {
  if (!LONG) return;
  const date = new Date().toISOString().slice(0, 16).replace("T", " ");
  const memory = Math.round(Deno.systemMemoryInfo().total / 2 ** 30);
  const load = Deno.loadavg()[0]!.toFixed(1);
  await write(
    `\n${date} UTC, ${Deno.build.os} ${Deno.build.arch}, ${navigator.hardwareConcurrency} cores, ` +
      `${memory} GiB, load average ${load}, Deno ${Deno.version.deno}\n\n` +
      "| what | n | median | p95 | max |\n| --- | --- | --- | --- | --- |\n",
  );
}

/** The smallest of the sorted values that at least this share of them does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

async function write(text: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(text));
  if (!LONG) return;
  await Deno.mkdir("artifacts", { recursive: true });
  await Deno.writeTextFile(FILE, text, { append: true });
}
