import assert from "node:assert/strict";
import { type HouseholdLimits, Households, type ShareAnswer } from "../../server/households.ts";
import { roomOf } from "./support/ids.ts";

const LIMITS: HouseholdLimits = {
  sockets: 3,
  rooms: 2,
  connects: { perSecond: 1, burst: 6 },
  frames: { perSecond: 10, burst: 20 },
};

Deno.test("[E9] a household opens so many sockets, in so many rooms, and gets each back when it closes", () => {
  const households = new Households(LIMITS);
  const take = (room: number) => households.take("a", roomOf(room), 0);
  const [first, second] = [take(1), take(2)];
  assert.equal(reason(take(3)), "too-many-rooms");
  assert.ok(take(1).ok);
  assert.equal(reason(take(1)), "too-many-sockets");
  assert.ok(second?.ok);
  second.share[Symbol.dispose]();
  // Giving back twice gives nothing.
  second.share[Symbol.dispose]();
  assert.ok(take(3).ok);
  assert.ok(first?.ok);
});

Deno.test("[E9] sockets are opened only so often, and after a pause again", () => {
  const households = new Households(LIMITS);
  const open = (now: number) => {
    const answer = households.take("a", roomOf(1), now);
    if (answer.ok) answer.share[Symbol.dispose]();
    return answer;
  };
  for (let i = 0; i < 6; i++) assert.ok(open(0).ok);
  const refused = open(0);
  assert.equal(reason(refused), "too-often");
  assert.ok(!refused.ok && refused.retryAfter === 1);
  assert.ok(open(1000).ok);
});

Deno.test("[E9] what its sockets send counts together, and nobody else's counts", () => {
  const households = new Households(LIMITS);
  const shareOf = (name: string) => {
    const answer = households.take(name, roomOf(1), 0);
    assert.ok(answer.ok);
    return answer.share;
  };
  const [one, two, other] = [shareOf("a"), shareOf("a"), shareOf("b")];
  assert.ok(one!.takeFrames(15, 0));
  assert.ok(!two!.takeFrames(6, 0));
  assert.ok(two!.takeFrames(5, 0));
  assert.ok(other!.takeFrames(20, 0));
});

Deno.test("[E9] whose sockets sent too much may open none for a while, and is told for how long", () => {
  const households = new Households(LIMITS);
  const answer = households.take("a", roomOf(1), 0);
  assert.ok(answer.ok);
  assert.ok(answer.share.takeFrames(20, 0));
  assert.equal(households.refusal("a", roomOf(1), 0), null);
  assert.ok(!answer.share.takeFrames(1, 0));
  const refused = households.take("a", roomOf(1), 1_500);
  assert.deepEqual(refused, { ok: false, reason: "overdrawn", retryAfter: 9 });
  assert.ok(households.take("b", roomOf(1), 1_500).ok);
  assert.ok(households.take("a", roomOf(1), 10_000).ok);
});

Deno.test("[E9] asking whether there is room takes none", () => {
  const households = new Households(LIMITS);
  for (let i = 0; i < 20; i++) assert.equal(households.refusal("a", roomOf(1), 0), null);
  assert.equal(households.size, 0);
  for (let i = 0; i < 3; i++) households.take("a", roomOf(1), 0);
  assert.equal(households.refusal("a", roomOf(1), 0)?.reason, "too-many-sockets");
});

Deno.test("[E9] fifty thousand households that came once are not remembered", () => {
  const households = new Households(LIMITS);
  for (let i = 0; i < 50_000; i++) {
    const answer = households.take(`guest ${i}`, roomOf(1), i * 10);
    if (answer.ok) answer.share[Symbol.dispose]();
  }
  assert.ok(households.size <= 20_000, `${households.size} are remembered`);
});

function reason(answer: ShareAnswer): string | null {
  return answer.ok ? null : answer.reason;
}
