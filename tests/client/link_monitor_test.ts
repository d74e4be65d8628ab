import assert from "node:assert/strict";
import { LinkMonitor } from "../../client/link_monitor.ts";

const START = 1_000_000;

function newMonitor(options: { leads?: boolean; heardAt?: number } = {}): LinkMonitor {
  return new LinkMonitor({ now: START, leads: true, ...options });
}

Deno.test("[H3] a connection begins as heard when it was built, or when the one before it was", () => {
  assert.deepEqual(newMonitor().health(true), {
    builtAt: START,
    heardAt: START,
    connected: false,
    browser: "new",
    heardByPeer: true,
    channelHeardAt: null,
    restartedAt: null,
    leads: true,
    reachable: true,
  });
  const next = newMonitor({ leads: false, heardAt: START - 5_000 }).health(false);
  assert.equal(next.builtAt, START);
  assert.equal(next.heardAt, START - 5_000);
  assert.equal(next.leads, false);
  assert.equal(next.reachable, false);
});

Deno.test("[H1] only being connected is a sign of life; what the browser says besides is remembered", () => {
  const monitor = newMonitor();
  monitor.connectionChanged("connecting", START + 1);
  assert.equal(monitor.health(true).connected, false);
  assert.equal(monitor.heardAt, START);
  monitor.connectionChanged("connected", START + 2);
  monitor.connectionChanged("disconnected", START + 3);
  const { connected, browser, heardAt } = monitor.health(true);
  // It was through once: there is something to restart.
  assert.deepEqual({ connected, browser, heardAt }, {
    connected: true,
    browser: "disconnected",
    heardAt: START + 2,
  });
});

Deno.test("[H1] a count that grew is a sign of life; one that stands still or shrinks is none", () => {
  const monitor = newMonitor();
  const heardAfter = (arrivals: number, now: number) => {
    monitor.arrived(arrivals, START + now);
    return monitor.heardAt - START;
  };
  assert.equal(heardAfter(10, 1_000), 1_000);
  assert.equal(heardAfter(10, 2_000), 1_000);
  // A path was given up, and its count with it.
  assert.equal(heardAfter(4, 3_000), 1_000);
  assert.equal(heardAfter(4, 4_000), 1_000);
  assert.equal(heardAfter(5, 5_000), 5_000);
});

Deno.test("[H2] a beat is a sign of life, and says whether we are heard", () => {
  const monitor = newMonitor();
  monitor.beat(false, START + 1_000);
  assert.equal(monitor.health(true).heardByPeer, false);
  assert.equal(monitor.heardAt, START + 1_000);
  monitor.beat(true, START + 2_000);
  assert.equal(monitor.health(true).heardByPeer, true);
  assert.equal(monitor.heardAt, START + 2_000);
});

Deno.test("[H8] after a sleep the silence counts for no more than it is excused to", () => {
  const monitor = newMonitor();
  monitor.excuse(START + 60_000, 1_500);
  assert.equal(monitor.heardAt, START + 58_500);
  // An excuse makes nobody look worse than they are.
  monitor.channelHeard(START + 59_900);
  monitor.excuse(START + 60_000, 1_500);
  assert.equal(monitor.heardAt, START + 59_900);
  monitor.excuse(START + 90_000, 1_500);
  assert.equal(monitor.health(true).channelHeardAt, START + 88_500);
});

Deno.test("[H8] what a page was held up for is no silence, and makes nobody heard later than now", () => {
  const monitor = newMonitor();
  monitor.channelHeard(START + 1_000);
  monitor.heldUp(START + 5_000, 3_000);
  assert.equal(monitor.heardAt, START + 4_000);
  assert.equal(monitor.health(true).channelHeardAt, START + 4_000);
  monitor.heldUp(START + 6_000, 3_000);
  assert.equal(monitor.heardAt, START + 6_000);
  assert.equal(monitor.health(true).channelHeardAt, START + 6_000);
});

Deno.test("[K2] the data channel is trusted for 3 s after it opened or brought something", () => {
  const monitor = newMonitor();
  let arrivals = 0;
  /** Sound and pictures go on arriving, which says nothing of the data channel. */
  const trustsAt = (now: number) => {
    monitor.arrived(++arrivals, START + now);
    return monitor.trustsChannel(START + now);
  };
  assert.equal(trustsAt(0), false);
  monitor.channelOpened(START);
  assert.equal(trustsAt(2_999), true);
  assert.equal(trustsAt(3_000), false);
  monitor.channelHeard(START + 4_000);
  assert.equal(trustsAt(6_999), true);
  monitor.beat(true, START + 8_000);
  assert.equal(trustsAt(10_999), true);
  assert.equal(trustsAt(11_000), false);
});

Deno.test("[K2] in trouble the data channel is not trusted, whichever side does not hear", () => {
  const monitor = newMonitor();
  monitor.beat(true, START);
  assert.equal(monitor.trustsChannel(START + 1_499), true);
  assert.equal(monitor.trustsChannel(START + 1_500), false);
  monitor.beat(false, START + 2_000);
  assert.equal(monitor.trustsChannel(START + 2_000), false);
  monitor.beat(true, START + 3_000);
  assert.equal(monitor.trustsChannel(START + 3_000), true);
});

Deno.test("[H9] a path has come back when there is a sign of life after trouble, or when we are heard again", () => {
  const monitor = newMonitor();
  monitor.connectionChanged("connected", START + 1_000);
  assert.equal(monitor.takeReturn(), false);
  monitor.arrived(1, START + 2_499);
  assert.equal(monitor.takeReturn(), false);
  monitor.arrived(2, START + 3_999);
  assert.equal(monitor.takeReturn(), true);
  // Asked once, told once.
  assert.equal(monitor.takeReturn(), false);
  monitor.beat(false, START + 4_500);
  assert.equal(monitor.takeReturn(), false);
  monitor.beat(true, START + 5_000);
  assert.equal(monitor.takeReturn(), true);
  monitor.beat(true, START + 5_500);
  assert.equal(monitor.takeReturn(), false);
});

Deno.test("[H4] a restart is remembered until the next", () => {
  const monitor = newMonitor();
  monitor.restarted(START + 1);
  monitor.restarted(START + 2);
  assert.equal(monitor.health(true).restartedAt, START + 2);
});
