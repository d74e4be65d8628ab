/** What `docs/security.md` claims is shown by tests, and those it points at are there; so is every rule of the protocol. */
import assert from "node:assert/strict";

const ROOT = new URL("../", import.meta.url);
const RULE = /\[([A-Z]\d+)\]/g;

const page = Deno.readTextFileSync(new URL("docs/security.md", ROOT));
const protocol = Deno.readTextFileSync(new URL("docs/protocol.md", ROOT));
const tested = new Set([...testLines("tests/")].flatMap(rulesIn));

Deno.test("every rule that the page about security names is in the name of a test", () => {
  const named = rulesIn(page);
  assert.ok(named.length > 30, `only ${named.length} rules are named`);
  assert.deepEqual([...new Set(named)].filter((rule) => !tested.has(rule)), []);
});

Deno.test("every rule of the protocol is in the name of a test", () => {
  const rules = [...protocol.matchAll(/\*\*\[([A-Z]\d+)\]\*\*/g)].map(([, rule]) => rule!);
  assert.ok(rules.length > 100, `only ${rules.length} rules were found`);
  assert.deepEqual(rules.filter((rule) => !tested.has(rule)), []);
});

Deno.test("every row about what an attacker can do says which test shows it", () => {
  const rows = page.split("\n").filter((line) => /^\|.*\|.*\|.*\|$/.test(line))
    .filter((line) => !/^\|-|\| shown by \|$/.test(line));
  assert.ok(rows.length > 10, `only ${rows.length} rows were found`);
  for (const row of rows) {
    const shownBy = row.split("|").at(-2)!;
    assert.ok(rulesIn(shownBy).length > 0, `nothing shows this: ${row}`);
  }
});

Deno.test("every file that the page about security points at is there", () => {
  const paths = [...page.matchAll(/`((?:tests|server|client|docs)\/[^`]+)`|\]\(([a-z_]+\.md)/g)]
    .map(([, path, link]) => path ?? `docs/${link}`);
  assert.ok(paths.length > 5, `only ${paths.length} files are named`);
  for (const path of new Set(paths)) assert.ok(Deno.statSync(new URL(path, ROOT)), path);
});

/** Lines in which tests are named. */
function* testLines(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, ROOT))) {
    if (isDirectory) yield* testLines(`${folder}${name}/`);
    else if (/_test\.tsx?$|_contract\.ts$/.test(name)) {
      const source = Deno.readTextFileSync(new URL(`${folder}${name}`, ROOT));
      // A name stands after what it names, or alone where the line is too long.
      yield* source.split("\n").filter((line) =>
        /\b(test|scene|step|check|it|rule)\b|^\s*["`]\[/.test(line)
      );
    }
  }
}

/** The rules that a text names, with those between where it says “[D10] to [D19]”. */
function rulesIn(text: string): string[] {
  const whole = text.replaceAll(/\[([A-Z])(\d+)\] to \[\1(\d+)\]/g, (_range, letter, from, to) => {
    const count = Number(to) - Number(from) + 1;
    return Array.from({ length: count }, (_, n) => `[${letter}${Number(from) + n}]`).join(" ");
  });
  return [...whole.matchAll(RULE)].map(([, rule]) => rule!);
}
