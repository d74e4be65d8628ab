/** The command that serves several instances on one machine, as developers run it. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";

interface Run {
  process: Deno.ChildProcess;
  /** What it has printed so far. */
  said: () => string;
}

function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tools/cluster.ts", ...args],
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let text = "";
  void process.stdout.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({ write: (chunk) => void (text += chunk) }),
  );
  return { process, said: () => text };
}

function isAlive(pid: number): boolean {
  try {
    // Asks, and does nothing else.
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}

Deno.test("[B1] [B2] deno task cluster --check: two people meet whose sockets are at two instances", async () => {
  const { process, said } = run(["--check"]);
  assert.equal((await process.status).code, 0);
  const [, one, other] =
    /^One at (\S+), one at (\S+): they see and hear each other\.$/m.exec(said()) ??
      [];
  assert.ok(one !== undefined && one !== other, said());
});

Deno.test("deno task cluster serves instances behind one address, and leaves nothing behind", async () => {
  const { process, said } = run(["--instances", "3"], { PORT: "0" });
  try {
    await eventually("it says where it is", () => said().includes("Ctrl-C"));
    const host = /at http:\/\/(\S+),/.exec(said())![1];
    const page = await fetch(`http://${host}/`);
    assert.equal(page.status, 200);
    await page.body?.cancel();
    const processes = [...said().matchAll(/process (\d+)/g)].map(([, pid]) => Number(pid));
    assert.equal(processes.length, 4, "three instances and a Redis");
    assert.deepEqual(processes.filter(isAlive), processes);
    process.kill("SIGTERM");
    assert.equal((await process.status).code, 0);
    assert.deepEqual(processes.filter(isAlive), []);
  } finally {
    // Killed outright it would leave behind what it has started.
    if (isAlive(process.pid)) process.kill("SIGTERM");
    await process.status;
  }
});
