import assert from "node:assert/strict";
import { TaskQueue } from "../../client/task_queue.ts";

Deno.test("tasks run one after another in the order in which they came, however long each takes", async () => {
  const queue = new TaskQueue();
  const told: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = queue.run(async () => {
    told.push("first begins");
    await gate.promise;
    told.push("first ends");
    return 1;
  });
  const second = queue.run(() => {
    told.push("second");
    return 2;
  });
  await Promise.resolve();
  assert.deepEqual(told, ["first begins"]);
  gate.resolve();
  assert.deepEqual(await Promise.all([first, second]), [1, 2]);
  assert.deepEqual(told, ["first begins", "first ends", "second"]);
});

Deno.test("a task that fails fails for whoever asked for it, and holds up nobody", async () => {
  const queue = new TaskQueue();
  const failed = queue.run(() => Promise.reject(new Error("no")));
  const thrown = queue.run(() => {
    throw new Error("neither");
  });
  const next = queue.run(() => "yes");
  await assert.rejects(failed, /no/);
  await assert.rejects(thrown, /neither/);
  assert.equal(await next, "yes");
});

Deno.test("a task added by a running task waits for its turn", async () => {
  const queue = new TaskQueue();
  const told: string[] = [];
  let inner: Promise<void> | undefined;
  const outer = queue.run(() => {
    inner = queue.run(() => void told.push("inner"));
    told.push("outer");
  });
  await outer;
  await inner;
  assert.deepEqual(told, ["outer", "inner"]);
});
