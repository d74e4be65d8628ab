import assert from "node:assert/strict";
import fc from "fast-check";
import type { LinkState } from "../../client/call_state.ts";
import {
  BEATLESS_MS,
  CONNECT_MS,
  FOLLOWER_MS,
  judgeLink,
  type Judgement,
  type LinkHealth,
  LOST_MS,
  REBUILD_MS,
  RESTART_EVERY_MS,
  SILENT_MS,
  TROUBLE_MS,
} from "../../client/healing_policy.ts";

const NOW = 1_000_000;

/** A link that is well, in use for a long time, and ours to heal. */
const WELL: LinkHealth = {
  builtAt: NOW - 600_000,
  heardAt: NOW,
  connected: true,
  browser: "connected",
  heardByPeer: true,
  channelHeardAt: NOW,
  restartedAt: null,
  leads: true,
  reachable: true,
};

function judge(change: Partial<LinkHealth>): Judgement {
  return judgeLink({ ...WELL, ...change }, NOW);
}

type Row = [what: string, health: Partial<LinkHealth>, LinkState, Judgement["action"]];

function assertRows(rows: Row[]): void {
  for (const [what, health, state, action] of rows) {
    const judgement = judge(health);
    assert.deepEqual([judgement.state, judgement.action], [state, action], what);
  }
}

function silentFor(ms: number): Partial<LinkHealth> {
  return { heardAt: NOW - ms };
}

Deno.test("[H1] a link is weak after 1.5 s without a sign of life, and lost after 4.5 s", () => {
  const restarted = { restartedAt: NOW };
  assertRows([
    ["heard just now", {}, "live", "none"],
    ["before trouble", silentFor(TROUBLE_MS - 1), "live", "none"],
    ["in trouble", { ...silentFor(TROUBLE_MS), ...restarted }, "weak", "none"],
    ["before it is lost", { ...silentFor(LOST_MS - 1), ...restarted }, "weak", "none"],
    ["lost", { ...silentFor(LOST_MS), ...restarted }, "lost", "none"],
  ]);
  assert.deepEqual([TROUBLE_MS, LOST_MS], [1_500, 4_500]);
});

Deno.test("[H1] what was heard counts for more than what the browser says, unless it gave up", () => {
  assertRows([
    ["disconnected, but heard", { browser: "disconnected" }, "live", "none"],
    ["connecting again, but heard", { browser: "connecting" }, "live", "none"],
    ["failed, though just heard", { browser: "failed" }, "lost", "restart-ice"],
  ]);
});

Deno.test("[H2] a link that the peer does not hear is weak, however well we hear it", () => {
  const halfOpen = { heardByPeer: false };
  assertRows([
    ["one that leads heals it", halfOpen, "weak", "restart-ice"],
    // It hears nothing itself, so the trouble is in sight of the other.
    ["one that follows leaves it to the other", { ...halfOpen, leads: false }, "weak", "none"],
    ["restarted a moment ago", { ...halfOpen, restartedAt: NOW - 1 }, "weak", "none"],
    ["lost is lost", { ...halfOpen, ...silentFor(LOST_MS), restartedAt: NOW }, "lost", "none"],
  ]);
});

Deno.test("[H2] a link whose data channel brings nothing for 3 s is weak, though sound and pictures arrive", () => {
  assertRows([
    ["not for long", { channelHeardAt: NOW - BEATLESS_MS + 1 }, "live", "none"],
    // Whoever does not hear us is in trouble and heals it.
    ["for too long", { channelHeardAt: NOW - BEATLESS_MS }, "weak", "none"],
    ["a channel that has yet to open", { channelHeardAt: null }, "live", "none"],
  ]);
});

Deno.test("[H3] a first connection may take 8 s; one that takes another's place has 4.5 s since that was heard", () => {
  const first = (ms: number) => ({
    connected: false,
    browser: "connecting" as const,
    builtAt: NOW - ms,
    heardAt: NOW - ms,
  });
  const next = (ms: number) => ({ ...first(ms), builtAt: NOW - ms + 1 });
  assertRows([
    ["just made", first(0), "connecting", "none"],
    ["almost too long", first(CONNECT_MS - 1), "connecting", "none"],
    ["too long", first(CONNECT_MS), "lost", "none"],
    ["rebuilt, and waited for", next(LOST_MS - 1), "connecting", "none"],
    ["rebuilt, and not there", next(LOST_MS), "lost", "none"],
    ["never through, and failed", { ...first(0), browser: "failed" }, "connecting", "none"],
  ]);
});

Deno.test("[H4] in trouble ICE is restarted every 6 s; who follows waits a second more each time", () => {
  const restarted = (ms: number, silence: number, leads: boolean) => ({
    ...silentFor(silence),
    restartedAt: NOW - ms,
    leads,
  });
  const follows = { leads: false };
  const late = TROUBLE_MS + FOLLOWER_MS;
  const follower = RESTART_EVERY_MS + FOLLOWER_MS;
  assertRows([
    ["the first", silentFor(TROUBLE_MS), "weak", "restart-ice"],
    ["too soon for another", restarted(RESTART_EVERY_MS - 1, 4_000, true), "weak", "none"],
    ["another", restarted(RESTART_EVERY_MS, 4_000, true), "weak", "restart-ice"],
    ["who follows waits", { ...silentFor(late - 1), ...follows }, "weak", "none"],
    ["who follows acts", { ...silentFor(late), ...follows }, "weak", "restart-ice"],
    ["too soon for who follows", restarted(follower - 1, 4_400, false), "weak", "none"],
    ["another of who follows", restarted(follower, 4_400, false), "weak", "restart-ice"],
    ["failed, for who follows", { browser: "failed", ...follows }, "lost", "restart-ice"],
    ["a lost link, too", silentFor(LOST_MS), "lost", "restart-ice"],
  ]);
});

Deno.test("[H5] what restarts did not heal in 12 s is built anew, and what is new gets 12 s of its own", () => {
  const silence = (ms: number) => ({ ...silentFor(ms), restartedAt: NOW - 1 });
  const follows = { leads: false };
  const fresh = (age: number) => ({ ...silence(60_000), builtAt: NOW - age });
  const never = (age: number) => ({ ...fresh(age), connected: false, heardAt: NOW - age });
  assertRows([
    ["restarts are still tried", silence(REBUILD_MS - 1), "lost", "none"],
    ["no more", silence(REBUILD_MS), "lost", "rebuild"],
    ["one restart before it", { ...silentFor(REBUILD_MS - 1) }, "lost", "restart-ice"],
    ["who follows waits", { ...silence(REBUILD_MS + FOLLOWER_MS - 1), ...follows }, "lost", "none"],
    ["who follows acts", { ...silence(REBUILD_MS + FOLLOWER_MS), ...follows }, "lost", "rebuild"],
    ["a new connection has its time", fresh(REBUILD_MS - 1), "lost", "none"],
    ["and no more than that", fresh(REBUILD_MS), "lost", "rebuild"],
    ["never through has its time", never(REBUILD_MS - 1), "lost", "none"],
    ["and no more than that", never(REBUILD_MS), "lost", "rebuild"],
    ["an old one that is heard stays", { heardByPeer: false, restartedAt: NOW }, "weak", "none"],
  ]);
});

Deno.test("[H6] where there is no way to tell the peer nothing is done, and the state is told all the same", () => {
  const reachable = false;
  assertRows([
    ["weak", { ...silentFor(TROUBLE_MS), reachable }, "weak", "none"],
    ["failed", { browser: "failed", reachable }, "lost", "none"],
    ["unheard", { heardByPeer: false, reachable }, "weak", "none"],
    ["far too long", { ...silentFor(REBUILD_MS * 2), reachable }, "lost", "none"],
  ]);
});

Deno.test("[H7] a peer that was not heard for 30 s is silent, whatever else", () => {
  for (const change of [{}, { connected: false }, { reachable: false }, { leads: false }]) {
    assert.equal(judge({ ...silentFor(SILENT_MS - 1), ...change }).silent, false);
    assert.equal(judge({ ...silentFor(SILENT_MS), ...change }).silent, true);
  }
  assert.equal(SILENT_MS, 30_000);
});

const time = fc.integer({ min: NOW - 60_000, max: NOW });
const anyHealth: fc.Arbitrary<LinkHealth> = fc.record({
  builtAt: time,
  heardAt: time,
  connected: fc.boolean(),
  browser: fc.constantFrom("new", "connecting", "connected", "disconnected", "failed"),
  heardByPeer: fc.boolean(),
  channelHeardAt: fc.option(time),
  restartedAt: fc.option(time),
  leads: fc.boolean(),
  reachable: fc.boolean(),
});

Deno.test("[H6] a live link is left alone, and so is one that nobody can be told about", () => {
  fc.assert(
    fc.property(anyHealth, (health) => {
      const { state, action } = judgeLink(health, NOW);
      if (state === "live" || !health.reachable) assert.equal(action, "none");
      // Nothing is restarted that was never through.
      if (!health.connected) assert.notEqual(action, "restart-ice");
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("[H4] of two sides in the same trouble the one that leads never acts later", () => {
  fc.assert(
    fc.property(anyHealth, (health) => {
      const follower = judgeLink({ ...health, leads: false }, NOW).action;
      if (follower === "none") return;
      assert.notEqual(judgeLink({ ...health, leads: true }, NOW).action, "none");
    }),
    { numRuns: 1_000 },
  );
});
