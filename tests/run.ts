/**
 * Runs the tests and tells the sum in the last line: `deno run -A tests/run.ts all|unit|browser`.
 * Further arguments are files or folders to run instead of all, or a filter on the tests' names.
 *
 * The Deno that runs this is the Deno that tests.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import { ensureChromium, HOW_TO_GET_CHROMIUM } from "./runner/chromium.ts";
import { ensureCoturn, HOW_TO_GET_COTURN } from "./runner/coturn.ts";
import { ensureRedis, HOW_TO_GET_REDIS } from "./runner/redis.ts";
import { addTallies, type Tally, tallyOf, tellTally } from "./runner/summary.ts";

type Layer = "unit" | "browser";

interface Selection {
  layers: readonly Layer[];
  paths: readonly string[];
  filter: string | null;
}

/** Everything in `tests/` but the browser tests, and what the packages bring. */
function foldersOf(layer: Layer): string[] {
  if (layer === "browser") return ["tests/browser"];
  const folders = [...Deno.readDirSync("tests")]
    .filter(({ isDirectory, name }) => isDirectory ? name !== "browser" : isTest(name))
    .map(({ name }) => `tests/${name}`);
  return [...folders.sort(), "packages/fresh/tests"];
}

function isTest(name: string): boolean {
  return /_test\.tsx?$/.test(name);
}

async function main(): Promise<number> {
  const selection = readArguments(Deno.args);
  if (!selection) {
    console.error(
      "Usage: deno run -A tests/run.ts all|unit|browser [path… | filter]",
    );
    return 2;
  }
  let sum: Tally = { passed: 0, failed: 0 };
  for (const layer of selection.layers) {
    sum = addTallies(sum, await runLayer(layer, selection));
  }
  console.log(tellTally(sum));
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

function readArguments([what, ...rest]: readonly string[]): Selection | null {
  const layers = readLayers(what);
  if (!layers) return null;
  const paths = rest.filter(exists);
  const words = rest.filter((argument) => !exists(argument));
  return { layers, paths, filter: words.length > 0 ? words.join(" ") : null };
}

function readLayers(what: string | undefined): readonly Layer[] | null {
  if (what === "all") return ["unit", "browser"];
  return what === "unit" || what === "browser" ? [what] : null;
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

async function runLayer(
  layer: Layer,
  { paths, filter }: Selection,
): Promise<Tally> {
  const wanted = paths.length > 0
    ? paths.filter((path) => path.includes("tests/browser") === (layer === "browser"))
    : foldersOf(layer);
  if (wanted.length === 0) return { passed: 0, failed: 0 };
  // Types have a command of their own, `deno task check`.
  const args = [
    "test",
    "-A",
    "--no-check",
    ...(filter ? ["--filter", filter] : []),
  ];
  // Once for all: files that run side by side must not install it side by side. Those that need it say so.
  if (!await ensureRedis(console.log)) console.error(HOW_TO_GET_REDIS);
  if (layer === "unit") {
    return await test([
      ...args,
      "--parallel",
      ...wanted,
    ]);
  }
  const chromium = await prepareBrowserTests();
  if (!chromium) return { passed: 0, failed: 1 };
  return await test([...args, ...wanted], { CHROMIUM_PATH: chromium });
}

/** The Chromium to test in, once the site is built; `null` if either is missing. */
async function prepareBrowserTests(): Promise<string | null> {
  const chromium = await ensureChromium(console.log);
  if (!chromium) {
    console.error(HOW_TO_GET_CHROMIUM);
    return null;
  }
  // Only some of them need it, and those say so themselves.
  if (!await ensureCoturn(console.log)) console.error(HOW_TO_GET_COTURN);
  const { code } = await run(["run", "-A", "dev.ts", "build"], {});
  return code === 0 ? chromium : null;
}

async function test(
  args: string[],
  env: Record<string, string> = {},
): Promise<Tally> {
  const { output, code } = await run(args, env);
  return tallyOf(output, code);
}

/** Runs Deno, passing on what it prints while it prints it. */
async function run(
  args: string[],
  env: Record<string, string>,
): Promise<{ output: string; code: number }> {
  const colour = Deno.stdout.isTerminal() && !Deno.noColor ? { FORCE_COLOR: "1" } : {};
  const child = new Deno.Command(Deno.execPath(), {
    args,
    env: { ...colour, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const decoder = new TextDecoder();
  let output = "";
  for await (const chunk of child.stdout) {
    output += decoder.decode(chunk, { stream: true });
    await Deno.stdout.write(chunk);
  }
  return { output, code: (await child.status).code };
}

Deno.exit(await main());
