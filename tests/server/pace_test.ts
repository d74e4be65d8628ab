import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import { Households } from "../../server/households.ts";
import { Pace } from "../../server/pace.ts";
import {
  HOUSEHOLD_LIMITS,
  MAX_NOISE_FRAMES,
  OVERDRAWN_NOISE,
  PACE_MS,
} from "../../server/server_limits.ts";
import type { RateLimit } from "../../server/rate_limiter.ts";
import { frameTo, helloOf, HubBench } from "./support/hub_bench.ts";
import { FakeSocket } from "./support/fake_socket.ts";
import { peerOf, roomOf } from "./support/ids.ts";
import { ManualClock } from "./support/manual_clock.ts";

/** Two at once, and two more with every look. */
const LIMIT = { perSecond: 2 * 1000 / PACE_MS, burst: 2 };

Deno.test("[E11] what is within the pace is done at once; what is not waits, and keeps its order", () => {
  const { clock, pace, done, ask } = pacing();
  for (let n = 1; n <= 7; n++) ask(n);
  assert.deepEqual(done, [1, 2]);
  clock.advance(PACE_MS);
  assert.deepEqual(done, [1, 2, 3, 4]);
  clock.advance(PACE_MS / 2);
  // There would be room for one, but not before those who wait.
  ask(8);
  clock.advance(2 * PACE_MS);
  assert.deepEqual(done, [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.equal(pace.waiting, 0);
  assert.equal(clock.waiting, 0);
});

Deno.test("[E11] what is larger than all that may be done at once is done alone, and not never", () => {
  const { clock, done, ask } = pacing();
  ask(1);
  ask(2, 50);
  ask(3);
  clock.advance(PACE_MS);
  assert.deepEqual(done, [1, 2]);
  clock.advance(PACE_MS);
  assert.deepEqual(done, [1, 2, 3]);
});

Deno.test("[E11] what comes afterwards comes after all that waits, and at once if nothing does", () => {
  const { clock, pace, done, ask } = pacing();
  pace.afterwards(clock, () => done.push(0));
  for (let n = 1; n <= 4; n++) ask(n);
  pace.afterwards(clock, () => done.push(5));
  assert.deepEqual(done, [0, 1, 2]);
  clock.advance(PACE_MS);
  assert.deepEqual(done, [0, 1, 2, 3, 4, 5]);
});

Deno.test("[E11] [E7] of one address that floods a few frames are taken in at a time, of others all", () => {
  const { clock, flooders, well } = flooding();
  const [loud, deaf] = flooders;
  for (let n = 0; n < 500; n++) loud!.hear(frameTo(peerOf(2), `flood ${n}`));
  const first = deaf!.take().length;
  assert.ok(first > 0 && first <= 20, `${first} were taken in at once`);
  well[0]!.hear(frameTo(peerOf(12), "good day"));
  assert.equal(well[1]!.take().length, 1);
  for (let looks = 1; looks <= 3; looks++) {
    clock.advance(PACE_MS);
    const more = deaf!.take().length;
    assert.ok(more > 0 && more <= 20, `${more} were taken in at look ${looks}`);
  }
  clock.advance(100 * PACE_MS);
  // Nothing is lost that was not too much.
  assert.equal(first + 3 * 20 + deaf!.take().length, 500);
});

Deno.test("[E8] [E9] whose address may send nothing more is closed the sooner for going on", () => {
  const [loud] = flooding({ perSecond: 10, burst: 100 }).flooders;
  const ping = () => loud!.hear({ type: "ping" });
  let frames = 0;
  for (; !loud!.take().some(isRefusal); frames++) ping();
  assert.ok(frames <= 100, `${frames} were taken`);
  for (let more = 1; more < MAX_NOISE_FRAMES / OVERDRAWN_NOISE; more++) ping();
  assert.equal(loud!.closeCode(), null);
  ping();
  assert.equal(loud!.closeCode(), CloseCode.rateLimited);
});

Deno.test("[E11] [S15] who says goodbye behind a crowd of frames is heard, though the socket is gone by then", () => {
  const { clock, flooders, hub } = flooding();
  const [loud, other] = flooders;
  for (let n = 0; n < 200; n++) loud!.hear({ type: "ping" });
  loud!.hear({ type: "leave" });
  loud!.vanish();
  clock.advance(20 * PACE_MS);
  const [told] = other!.take();
  assert.deepEqual(told, { type: "participant-left", peer: peerOf(1), reason: "left" });
  assert.equal(hub.counts.sockets, 3);
});

function isRefusal(one: ReturnType<FakeSocket["take"]>[number]): boolean {
  return "type" in one && one.type === "error" && one.code === "rate-limited";
}

function pacing() {
  const clock = new ManualClock();
  const pace = new Pace(LIMIT, clock.now());
  const done: number[] = [];
  const ask = (n: number, cost = 1) => {
    if (pace.isFree(cost, clock.now())) done.push(n);
    else pace.later(cost, clock, () => done.push(n));
  };
  return { clock, pace, done, ask };
}

/** Two who share an address and a room, and two elsewhere. */
function flooding(frames: RateLimit = HOUSEHOLD_LIMITS.frames) {
  const { hub, clock } = new HubBench();
  const households = new Households({ ...HOUSEHOLD_LIMITS, frames });
  const seat = (address: string, number: number, room: number) => {
    const answer = households.take(address, roomOf(room), clock.now());
    assert.ok(answer.ok);
    const socket = new FakeSocket();
    hub.accept(socket, roomOf(room), answer.share);
    socket.hear(helloOf(number));
    return socket;
  };
  const flooders = [seat("flood", 1, 1), seat("flood", 2, 1)];
  const well = [seat("home", 11, 2), seat("home", 12, 2)];
  clock.advance(PACE_MS);
  for (const socket of [...flooders, ...well]) socket.take();
  return { hub, clock, flooders, well };
}
