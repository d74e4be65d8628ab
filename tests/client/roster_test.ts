import assert from "node:assert/strict";
import fc from "fast-check";
import type { LinkState } from "../../client/call_state.ts";
import {
  EMPTY_ROSTER,
  type Introduction,
  type Peer,
  type Roster,
  type RosterEffect,
  type RosterEvent,
  type RosterStep,
  stepRoster,
} from "../../client/roster.ts";
import type { PeerId, SessionId } from "../../protocol/ids.ts";
import {
  ANNA,
  BEN,
  CARL,
  FIRST_LIFE,
  introduction,
  SECOND_LIFE,
  THIRD_LIFE,
} from "./support/guests.ts";

/** What has become of the roster after `events`, and what the last of them had to be done about. */
function after(...events: RosterEvent[]): RosterStep {
  return from(EMPTY_ROSTER, ...events);
}

function from(roster: Roster, ...events: RosterEvent[]): RosterStep {
  let step: RosterStep = { roster, effects: [] };
  for (const event of events) step = stepRoster(step.roster, event);
  return step;
}

type Teller = "server" | "self" | "friend";

function introduced(introduction: Introduction, by: Teller = "server"): RosterEvent {
  return { type: "introduced", by, introduction };
}

function listed(...introductions: Introduction[]): RosterEvent {
  return { type: "listed", introductions };
}

function left(reason: "left" | "lost", peer: PeerId = ANNA): RosterEvent {
  return { type: "left", peer, reason };
}

function linked(state: LinkState, peer: PeerId = ANNA): RosterEvent {
  return { type: "link", peer, state };
}

function silent(serverAway: boolean, peer: PeerId = ANNA): RosterEvent {
  return { type: "silent", peer, serverAway };
}

const BYE: RosterEvent = { type: "bye", peer: ANNA };
const SEATED = introduced(introduction(ANNA));
const LINK_STATES = ["connecting", "live", "weak", "lost"] as const;
const CLOSED: RosterEffect[] = [{ type: "close-link", peer: ANNA }];

function anna({ roster }: RosterStep): Peer | undefined {
  return roster.peers.get(ANNA);
}

/** Asserts that Anna is no longer there, and that nothing was done but to close her link. */
function assertGone(step: RosterStep, message = "Anna is gone"): void {
  assert.equal(anna(step), undefined, message);
  assert.deepEqual(step.effects, CLOSED, message);
}

Deno.test("[P1] whom the server introduces has a seat, and gets a link", () => {
  const { profile, sealed } = introduction(ANNA);
  const expected = { profile, sealed, seat: "seated", link: "connecting" };
  for (const event of [SEATED, listed(introduction(ANNA))]) {
    const step = after(event);
    assert.deepEqual(anna(step), expected);
    assert.deepEqual(step.effects, [{ type: "open-link", peer: ANNA, session: FIRST_LIFE }]);
  }
});

Deno.test("[P1] whom the server names again has a seat again, and is told again what may have been lost", () => {
  const unseated = [SEATED, linked("live"), left("lost")];
  for (const event of [SEATED, listed(introduction(ANNA))]) {
    const step = after(...unseated, event);
    assert.equal(anna(step)?.seat, "seated");
    assert.equal(anna(step)?.link, "live");
    assert.deepEqual(step.effects, [{ type: "resend", peer: ANNA }]);
  }
});

Deno.test("[P2] a peer that comes back in a new life gets a new link, and its place in the order", () => {
  const both = listed(introduction(ANNA), introduction(BEN));
  const again = introduction(ANNA, { session: SECOND_LIFE });
  const step = after(both, linked("live"), introduced(again));
  assert.deepEqual([...step.roster.peers.keys()], [ANNA, BEN]);
  assert.deepEqual(anna(step), {
    profile: again.profile,
    sealed: again.sealed,
    seat: "seated",
    link: "connecting",
  });
  assert.deepEqual(step.effects, [{ type: "open-link", peer: ANNA, session: SECOND_LIFE }]);
});

Deno.test("[P2] that a peer has another life is nobody's to say but the server's", () => {
  const before = after(SEATED, linked("live"));
  for (const by of ["self", "friend"] as const) {
    const other = introduction(ANNA, { session: SECOND_LIFE, revision: 9 });
    assert.deepEqual(stepRoster(before.roster, introduced(other, by)), { ...before, effects: [] });
  }
});

Deno.test("[P3] news of a life that we know change the profile, and only if they are newer", () => {
  const tell = (revision: number, name: string, by: Teller) =>
    introduced(introduction(ANNA, { revision, name }), by);
  for (const by of ["server", "self", "friend"] as const) {
    const before = after(tell(2, "Anna", "server"), linked("live"));
    const renamed = stepRoster(before.roster, tell(3, "Anna Lee", by));
    assert.equal(anna(renamed)?.profile.name, "Anna Lee");
    // What is passed on to others is the news, too.
    assert.equal(anna(renamed)?.sealed, introduction(ANNA, { revision: 3 }).sealed);
    assert.equal(anna(renamed)?.link, "live");
    for (const revision of [1, 2]) {
      const stale = stepRoster(before.roster, tell(revision, "Ana", by));
      assert.deepEqual(anna(stale), anna(before), `revision ${revision} by ${by}`);
    }
    assert.ok(renamed.effects.every(({ type }) => type === "resend"));
  }
});

Deno.test("[P4] whom a friend introduces gets a link and no seat", () => {
  for (const by of ["self", "friend"] as const) {
    const step = after(introduced(introduction(ANNA), by));
    assert.equal(anna(step)?.seat, "gone");
    assert.equal(anna(step)?.link, "connecting");
    assert.deepEqual(step.effects, [{ type: "open-link", peer: ANNA, session: FIRST_LIFE }]);
  }
});

Deno.test("[P4] a friend can make a known profile newer and change nothing else", () => {
  const news = introduction(ANNA, { revision: 2 });
  for (
    const before of [after(SEATED, linked("weak")), after(SEATED, linked("live"), left("lost"))]
  ) {
    const step = stepRoster(before.roster, introduced(news, "friend"));
    const { profile, sealed } = news;
    assert.deepEqual(anna(step), { ...anna(before), profile, sealed });
    assert.deepEqual(step.effects, []);
  }
});

Deno.test("[P5] a peer that says it goes is gone at once, seat and link or not", () => {
  for (const state of LINK_STATES) assertGone(after(SEATED, linked(state), BYE), state);
  assertGone(after(introduced(introduction(ANNA), "friend"), BYE));
});

Deno.test("[P2] a profile of an earlier life changes nothing, not even by the server's word", () => {
  const now = after(introduced(introduction(ANNA, { session: SECOND_LIFE })), linked("live"));
  const old = introduced(introduction(ANNA, { session: FIRST_LIFE, revision: 9 }));
  assert.deepEqual(stepRoster(now.roster, old), { roster: now.roster, effects: [] });
});

Deno.test("[P5] that somebody left the server says of nobody whose link is live", () => {
  for (const state of ["connecting", "weak", "lost"] as const) {
    assertGone(after(SEATED, linked(state), left("left")), state);
  }
  const there = after(SEATED, linked("live"), left("left"));
  assert.equal(anna(there)?.seat, "gone");
  assert.deepEqual(there.effects, []);
  // Who really went is silent from then on.
  assertGone(from(there.roster, linked("lost")));
});

Deno.test("[P5] a session that said goodbye never returns, whoever tells of it; another one may", () => {
  for (const goodbye of [BYE, left("left")]) {
    const { roster } = after(SEATED, linked("weak"), goodbye);
    for (const by of ["server", "self", "friend"] as const) {
      const late = introduction(ANNA, { revision: 7 });
      assert.deepEqual(stepRoster(roster, introduced(late, by)), { roster, effects: [] });
    }
    assert.deepEqual(stepRoster(roster, listed(introduction(ANNA))), { roster, effects: [] });
    const again = introduced(introduction(ANNA, { session: SECOND_LIFE }));
    assert.ok(stepRoster(roster, again).roster.peers.has(ANNA));
  }
});

Deno.test("[P6] a peer whose socket is lost stays without a seat if its link is live, and else is gone", () => {
  const there = after(SEATED, linked("live"), left("lost"));
  assert.equal(anna(there)?.seat, "gone");
  assert.equal(anna(there)?.link, "live");
  assert.deepEqual(there.effects, []);
  for (const state of ["connecting", "weak", "lost"] as const) {
    assertGone(after(SEATED, linked(state), left("lost")), state);
  }
});

Deno.test("[P6] who was lost did not say goodbye: the same session may come back", () => {
  const { roster } = after(SEATED, linked("lost"), left("lost"), SEATED);
  assert.equal(roster.peers.get(ANNA)?.seat, "seated");
});

Deno.test("[P7] a list that no longer names a peer takes its seat, and removes it unless its link can be live again", () => {
  const ben = introduction(BEN);
  for (const state of ["live", "weak"] as const) {
    const step = after(SEATED, introduced(ben), linked(state), listed(ben));
    assert.deepEqual([...step.roster.peers.keys()], [ANNA, BEN]);
    assert.equal(anna(step)?.seat, "gone", state);
    assert.equal(anna(step)?.link, state);
    assert.deepEqual(step.effects, [{ type: "resend", peer: BEN }]);
  }
  for (const state of ["connecting", "lost"] as const) {
    assertGone(after(SEATED, linked(state), listed()), state);
  }
});

Deno.test("[P7] a server that comes back with nothing takes nobody who is in touch", () => {
  const two = listed(introduction(ANNA), introduction(BEN));
  const { roster, effects } = after(two, linked("live"), linked("live", BEN), listed());
  assert.deepEqual([...roster.peers.values()].map(({ seat, link }) => [seat, link]), [
    ["gone", "live"],
    ["gone", "live"],
  ]);
  assert.deepEqual(effects, []);
});

Deno.test("[P8] a peer that has neither seat nor link is gone", () => {
  const unseated = [SEATED, linked("live"), left("lost")];
  for (const state of ["connecting", "live", "weak"] as const) {
    const step = after(...unseated, linked(state));
    assert.equal(anna(step)?.link, state);
    assert.deepEqual(step.effects, []);
  }
  assertGone(after(...unseated, linked("lost")));
  assertGone(after(introduced(introduction(ANNA), "friend"), linked("lost")));
});

Deno.test("[P8] a lost link alone removes nobody who has a seat", () => {
  const step = after(SEATED, linked("live"), linked("lost"));
  assert.equal(anna(step)?.link, "lost");
  assert.equal(anna(step)?.seat, "seated");
  assert.deepEqual(step.effects, []);
});

Deno.test("[P9] a peer that was silent too long is gone unless the server is there and keeps its seat", () => {
  for (const state of LINK_STATES) {
    const seated = after(SEATED, linked(state));
    const stays = stepRoster(seated.roster, silent(false));
    assert.deepEqual(stays, { roster: seated.roster, effects: [] });
    assertGone(stepRoster(seated.roster, silent(true)), state);
  }
  for (const serverAway of [false, true]) {
    assertGone(after(SEATED, linked("live"), left("lost"), silent(serverAway)));
  }
});

Deno.test("[P9] who was given up did not say goodbye: the same session may come back", () => {
  assert.ok(after(SEATED, silent(true), SEATED).roster.peers.has(ANNA));
});

Deno.test("what is said of nobody changes nothing", () => {
  const { roster } = after(introduced(introduction(BEN)));
  const events = [left("left"), left("lost"), BYE, linked("live"), silent(true), silent(false)];
  for (const event of events) {
    assert.deepEqual(stepRoster(roster, event), { roster, effects: [] }, event.type);
  }
});

// What no rule names must at least do no harm: any events in any order.

const peer = fc.constantFrom(ANNA, BEN, CARL);
const session = fc.constantFrom(FIRST_LIFE, SECOND_LIFE, THIRD_LIFE);
const anyIntroduction: fc.Arbitrary<Introduction> = fc
  .record({ peer, session, revision: fc.nat(5) })
  .map(({ peer, session, revision }) => introduction(peer, { session, revision }));

const introductions = fc.uniqueArray(anyIntroduction, {
  maxLength: 3,
  selector: ({ peer }) => peer,
});
const by = fc.constantFrom("server", "self", "friend");

const anyEvent: fc.Arbitrary<RosterEvent> = fc.oneof(
  fc.record({ type: fc.constant("listed"), introductions }),
  fc.record({ type: fc.constant("introduced"), by, introduction: anyIntroduction }),
  fc.record({ type: fc.constant("left"), peer, reason: fc.constantFrom("left", "lost") }),
  fc.record({ type: fc.constant("bye"), peer }),
  fc.record({ type: fc.constant("link"), peer, state: fc.constantFrom(...LINK_STATES) }),
  fc.record({ type: fc.constant("silent"), peer, serverAway: fc.boolean() }),
);

/** The links that there would be if all that is decided were done. */
class Shell {
  readonly links = new Map<PeerId, SessionId>();

  carryOut(effect: RosterEffect): void {
    switch (effect.type) {
      case "open-link":
        // A link to a new life takes the place of the one to the old.
        assert.notEqual(this.links.get(effect.peer), effect.session, "a second link");
        this.links.set(effect.peer, effect.session);
        break;
      case "close-link":
        assert.ok(this.links.delete(effect.peer), "no link to close");
        break;
      case "resend":
        assert.ok(this.links.has(effect.peer), "no link to say it over");
        break;
    }
  }

  assertFits({ peers, departed }: Roster): void {
    const sessions = [...peers].map(([peer, { profile }]) => [peer, profile.session] as const);
    assert.deepEqual(new Map(this.links), new Map(sessions));
    for (const { seat, link } of peers.values()) {
      assert.ok(seat === "seated" || link !== "lost", "a ghost");
    }
    assert.ok(departed.size <= 3);
  }
}

Deno.test("[P8] whatever happens in whatever order, links are those of the peers, and nobody is a ghost", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      const shell = new Shell();
      let roster = EMPTY_ROSTER;
      for (const event of events) {
        const before = structuredClone(roster);
        const step = stepRoster(roster, event);
        assert.deepEqual(roster, before, "the state that came in was changed");
        for (const effect of step.effects) shell.carryOut(effect);
        shell.assertFits(step.roster);
        for (const [peer, { profile }] of step.roster.peers) {
          const known = roster.peers.get(peer)?.profile;
          if (known?.session === profile.session) assert.ok(profile.revision >= known.revision);
          else assert.ok(!roster.departed.has(profile.session), "back from the departed");
        }
        roster = step.roster;
      }
    }),
    { numRuns: 1_000 },
  );
});
