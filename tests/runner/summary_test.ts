import assert from "node:assert/strict";
import { addTallies, tallyOf, tellTally } from "./summary.ts";

Deno.test("a run counts what its last summary says, colours or not", () => {
  const output =
    "running 1 test\n\u001b[0m\u001b[32mok\u001b[0m | 12 passed (3 steps) | 0 failed | 1 ignored \u001b[0m(2s)\n\n";
  assert.deepEqual(tallyOf(output, 0), { passed: 12, failed: 0 });
  assert.deepEqual(
    tallyOf("FAILED | 4 passed | 2 failed (1s)\nerror: Test failed\n", 1),
    {
      passed: 4,
      failed: 2,
    },
  );
});

Deno.test("a run that prints a summary of its own on the way is told by the last one", () => {
  assert.deepEqual(
    tallyOf(
      "ok | 1 passed | 0 failed (1ms)\nok | 9 passed | 0 failed (1s)\n",
      0,
    ),
    {
      passed: 9,
      failed: 0,
    },
  );
});

Deno.test("a run that breaks off without a summary is one failure", () => {
  assert.deepEqual(tallyOf("error: Module not found\n", 1), {
    passed: 0,
    failed: 1,
  });
  assert.deepEqual(tallyOf("", 0), { passed: 0, failed: 1 });
});

Deno.test("a run that exits badly after a good summary is one failure", () => {
  assert.deepEqual(tallyOf("ok | 5 passed | 0 failed (1s)\n", 1), {
    passed: 5,
    failed: 1,
  });
});

Deno.test("several runs are told as one line", () => {
  const sum = addTallies({ passed: 3, failed: 1 }, { passed: 4, failed: 0 });
  assert.equal(tellTally(sum), "7 passed, 1 failed");
});
