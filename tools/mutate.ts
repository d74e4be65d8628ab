/**
 * Tries every mutation on a copy of the tree, and asks the unit tests named with it and then the
 * simulation whether they notice: `deno task mutate [--seeds N] [words of a mutation]`. Prints a
 * table, and ends with 1 if one survives.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import { parseArgs } from "node:util";
import { type Mutation, MUTATIONS } from "../tests/mutations/mutations.ts";

const ROOT = new URL("../", import.meta.url).pathname;
const COPIED = [
  "client",
  "protocol",
  "crypto",
  "server",
  "tests/client",
  "tests/server",
  "tests/sim",
];
const ALSO_COPIED = ["tests/support", "tests/mutations"];
const LINKED = ["node_modules", "packages"];
/** A mutation that never ends is noticed, too. */
const TEST_SECONDS = 60;
/** How long the simulation looks at one mutation. */
const SIMULATION_SECONDS = 12;
const JOBS = Math.min(4, navigator.hardwareConcurrency);

interface Finding {
  mutation: Mutation;
  /** The first unit test that failed, or `null`. */
  test: string | null;
  /** The first seed that went wrong, or `null`. */
  simulation: string | null;
}

/** A copy of the tree in which one thing at a time is broken. */
class Workshop implements Disposable {
  readonly #folder = Deno.makeTempDirSync({ prefix: "lagoon-mutate-" });

  constructor() {
    for (const folder of [...COPIED, ...ALSO_COPIED]) this.#copy(folder);
    for (const file of ["deno.json", "deno.lock"]) this.#copyFile(file);
    for (const name of LINKED) Deno.symlinkSync(`${ROOT}${name}`, `${this.#folder}/${name}`);
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.#folder, { recursive: true });
  }

  async withMutation<T>({ file, find, replace }: Mutation, task: () => Promise<T>): Promise<T> {
    const path = `${this.#folder}/${file}`;
    const whole = Deno.readTextFileSync(path);
    const [before, after, ...more] = whole.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`Cannot mutate ${file}: "${find}" does not occur exactly once`);
    }
    Deno.writeTextFileSync(path, before + replace + after);
    try {
      return await task();
    } finally {
      Deno.writeTextFileSync(path, whole);
    }
  }

  /** The name of the first test that fails, or `null` if all pass. */
  async failingTest(tests: readonly string[]): Promise<string | null> {
    const { code, output } = await this.#run(["test", ...FLAGS, ...tests], TEST_SECONDS);
    if (code === 0) return null;
    const [, name] = /^(.*?) \.\.\. .*FAILED/m.exec(output) ?? [];
    return name ?? (code === null ? "does not end" : "does not load");
  }

  /** The first seed that goes wrong, or `null` if all go well. */
  async failingSeed(seeds: number): Promise<string | null> {
    const script = "tests/mutations/first_violation.ts";
    const args = ["run", ...FLAGS, script, `${seeds}`, `${SIMULATION_SECONDS}`];
    const { code, output } = await this.#run(args, 2 * SIMULATION_SECONDS);
    if (code === 0) return null;
    const [seed] = /^seed \d+/m.exec(output) ?? [];
    return seed ?? (code === null ? "does not end" : "throws");
  }

  /** `code` is `null` if it took too long. */
  async #run(args: string[], seconds: number): Promise<{ code: number | null; output: string }> {
    const child = new Deno.Command(Deno.execPath(), {
      args,
      cwd: this.#folder,
      env: { NO_COLOR: "1" },
      stdout: "piped",
      stderr: "null",
    }).spawn();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, seconds * 1_000);
    const { code, stdout } = await child.output();
    clearTimeout(timer);
    return { code: late ? null : code, output: new TextDecoder().decode(stdout) };
  }

  #copy(folder: string): void {
    Deno.mkdirSync(`${this.#folder}/${folder}`, { recursive: true });
    for (const { name, isDirectory } of Deno.readDirSync(`${ROOT}${folder}`)) {
      if (isDirectory) this.#copy(`${folder}/${name}`);
      else this.#copyFile(`${folder}/${name}`);
    }
  }

  #copyFile(file: string): void {
    Deno.copyFileSync(`${ROOT}${file}`, `${this.#folder}/${file}`);
  }
}

const FLAGS = ["-A", "--no-check", "--cached-only"];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    options: { seeds: { type: "string", default: "400" } },
    allowPositionals: true,
  });
  const words = positionals.join(" ");
  const chosen = MUTATIONS.filter(({ why, file }) => `${file} ${why}`.includes(words));
  const seeds = Number(values.seeds);
  const healthy = await checkHealth(chosen, seeds);
  if (healthy !== null) {
    console.error(`Cannot tell what mutations do: without any, this fails already: ${healthy}`);
    return 1;
  }
  const findings = await tryAll(chosen, seeds);
  printTable(findings);
  const survivors = findings.filter(({ test, simulation }) => !test && !simulation);
  console.log(`\n${findings.length - survivors.length} of ${findings.length} were noticed.`);
  for (const { mutation } of survivors) console.log(`Survived: ${tell(mutation)}`);
  return survivors.length === 0 ? 0 : 1;
}

/** What fails in the tree as it is, or `null`. */
async function checkHealth(chosen: readonly Mutation[], seeds: number): Promise<string | null> {
  using workshop = new Workshop();
  const tests = new Set(chosen.flatMap(({ tests }) => tests));
  return await workshop.failingTest([...tests]) ?? await workshop.failingSeed(seeds);
}

async function tryAll(chosen: readonly Mutation[], seeds: number): Promise<Finding[]> {
  const findings = new Map<Mutation, Finding>();
  const waiting = [...chosen];
  const worker = async () => {
    using workshop = new Workshop();
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const { tests } = mutation;
      const finding = await workshop.withMutation(mutation, async () => ({
        test: await workshop.failingTest(tests),
        simulation: await workshop.failingSeed(seeds),
      }));
      findings.set(mutation, { mutation, ...finding });
      const verdict = finding.test ?? finding.simulation ?? "SURVIVES";
      console.error(`${findings.size}/${chosen.length} ${tell(mutation)}: ${verdict}`);
    }
  };
  await Promise.all(Array.from({ length: JOBS }, worker));
  return chosen.map((mutation) => findings.get(mutation)!);
}

/** As Markdown, for the record. */
function printTable(findings: readonly Finding[]): void {
  console.log("| mutation | in | unit test | simulation |");
  console.log("|---|---|---|---|");
  for (const { mutation, test, simulation } of findings) {
    const file = mutation.file.split("/").at(-1);
    const cells = [mutation.why, `\`${file}\``, test ?? "–", simulation ?? "–"];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

function tell({ file, why }: Mutation): string {
  return `${file}: ${why}`;
}

Deno.exit(await main());
