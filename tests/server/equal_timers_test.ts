import assert from "node:assert/strict";
import fc from "fast-check";
import { EqualTimers } from "../../server/equal_timers.ts";
import { ManualClock } from "./support/manual_clock.ts";

Deno.test("each timer goes off once, at its time, as one of its own would", () => {
  const actions = fc.array(fc.oneof(
    fc.record({ type: fc.constant("set"), again: fc.boolean() }),
    fc.record({ type: fc.constant("cancel"), which: fc.nat(5) }),
    fc.record({ type: fc.constant("wait"), ms: fc.nat(15) }),
  ));
  fc.assert(fc.property(actions, (actions) => {
    const clock = new ManualClock();
    const equal = new EqualTimers(clock, 10);
    const went: string[] = [];
    const due: string[] = [];
    const cancels: (() => void)[] = [];
    const set = (number: number, again: boolean): void => {
      cancels.push(equal.set(() => {
        went.push(`${number} at ${clock.now()}`);
        if (again) set(number + 1000, false);
      }));
    };
    const single = (number: number, again: boolean): () => void =>
      clock.setTimer(() => {
        due.push(`${number} at ${clock.now()}`);
        if (again) singles.push(single(number + 1000, false));
      }, 10);
    const singles: (() => void)[] = [];
    for (const [number, action] of actions.entries()) {
      if (action.type === "set") {
        set(number, action.again);
        singles.push(single(number, action.again));
      } else if (action.type === "cancel") {
        cancels.at(-1 - action.which)?.();
        singles.at(-1 - action.which)?.();
      } else {
        clock.advance(action.ms);
      }
    }
    clock.advance(20);
    assert.deepEqual(went, due);
    assert.equal(clock.waiting, 0);
  }));
});

Deno.test("many timers take one of the clock's, and none when all are cancelled", () => {
  const clock = new ManualClock();
  using timers = new EqualTimers(clock, 10);
  const cancels = Array.from({ length: 100 }, () => timers.set(() => assert.fail()));
  assert.equal(clock.waiting, 1);
  for (const cancel of cancels) cancel();
  assert.equal(clock.waiting, 0);
});

Deno.test("disposal cancels whatever waits", () => {
  const clock = new ManualClock();
  const timers = new EqualTimers(clock, 10);
  timers.set(() => assert.fail());
  timers[Symbol.dispose]();
  clock.advance(20);
  assert.equal(clock.waiting, 0);
});
