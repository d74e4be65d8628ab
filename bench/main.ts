/**
 * Compares side by side with what else there is, and holds the figures against what Lagoon claims:
 * `deno task bench [name…] [--write]`; the names are those of `BENCHES` below. With `--write`, it takes
 * its place in `docs/benchmarks.md` as well. Ends with an error if a claim does not hold.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import { runBackendsReport } from "./backends.ts";
import { runEnduranceReport } from "./endurance_report.ts";
import { runFirstFrameBench } from "./first_frame.ts";
import { runFirstLookBench } from "./first_look.ts";
import { runFloodReport } from "./flood_report.ts";
import { runJoiningBench } from "./joining.ts";
import { runPageWeightBench } from "./page_weight.ts";
import { runRelayedFrameBench } from "./relayed_frame.ts";
import { runRelayReport } from "./relay_report.ts";
import { describeMachine, renderReport, type Report, withSections } from "./report.ts";

const BENCHES: Readonly<Record<string, () => Promise<Report>>> = {
  "relay": runRelayReport,
  "endurance": runEnduranceReport,
  "backends": runBackendsReport,
  "flood": runFloodReport,
  "first-frame": runFirstFrameBench,
  "relayed-frame": runRelayedFrameBench,
  "joining": runJoiningBench,
  "first-look": runFirstLookBench,
  "page-weight": runPageWeightBench,
};

const DOCUMENT = "docs/benchmarks.md";

async function main(): Promise<number> {
  const wanted = Deno.args.filter((argument) => !argument.startsWith("--"));
  const unknown = wanted.find((name) => !(name in BENCHES));
  if (unknown !== undefined) {
    console.error(`There is no bench "${unknown}", only ${Object.keys(BENCHES).join(", ")}.`);
    return 2;
  }
  if (!(await build())) return 1;
  const reports: Report[] = [];
  for (const [name, run] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const report = await run();
    reports.push(report);
    console.log(renderReport(report));
  }
  if (Deno.args.includes("--write")) await write(reports);
  return reports.every(({ claims }) => claims.every(({ holds }) => holds)) ? 0 : 1;
}

/** What is measured is what is deployed. */
async function build(): Promise<boolean> {
  const build = new Deno.Command(Deno.execPath(), { args: ["run", "-A", "dev.ts", "build"] });
  return (await build.spawn().status).success;
}

/** What was not measured now stays as it was: each section says when it was, and on what. */
async function write(reports: readonly Report[]): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const measured = `*${date}, ${describeMachine()}*`;
  const sections = reports.map((report) => `${renderReport(report).trimEnd()}\n\n${measured}`);
  const document = await Deno.readTextFile(DOCUMENT);
  await Deno.writeTextFile(DOCUMENT, withSections(document, sections));
}

Deno.exit(await main());
