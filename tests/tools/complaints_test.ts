/** A page that names tests is worth nothing once one of them is gone. */
import assert from "node:assert/strict";

interface Citation {
  file: string;
  name: string;
}

/** What the page cites: after the path of a file, the names of tests in it, each in quotes. */
function citationsIn(page: string): Citation[] {
  return [...page.matchAll(/`(tests\/[^`]+_test\.tsx?)`((?:\s*“[^”]+”)+)/g)].flatMap(
    ([, file, names]) =>
      [...names!.matchAll(/“([^”]+)”/g)].map(([, name]) => ({ file: file!, name: name! })),
  );
}

/** What is not where the page says it is. A name may be the beginning of one that goes on with a variable. */
async function missing(citations: readonly Citation[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { file, name } of citations) {
    const source = await Deno.readTextFile(file).catch(() => "");
    const found = ['"', "`"].some((quote) => source.includes(quote + name));
    if (!found) lost.push(`${file} “${name}”`);
  }
  return lost;
}

Deno.test("every test that answers a complaint exists", async () => {
  const page = await Deno.readTextFile("docs/complaints.md");
  const citations = citationsIn(page);
  assert.deepEqual(await missing(citations), []);
  // A row whose tests cannot be read would pass as one that has them all.
  const rows = page.split("\n").filter((line) =>
    line.startsWith("| ") && !/ tests? \|$/.test(line)
  );
  const bare = rows.filter((row) => citationsIn(row).length === 0);
  assert.deepEqual(bare, []);
  assert.ok(rows.length >= 37, `${rows.length} rows`);
});

Deno.test("a test that is not there is found missing", async () => {
  const file = "tests/tools/complaints_test.ts";
  const page =
    `\`${file}\` “every test that answers a complaint exists” “gone” \`none_test.ts\` “x”`;
  assert.deepEqual(await missing(citationsIn(page)), [`${file} “gone”`]);
});
