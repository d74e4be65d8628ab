/**
 * Who comes into the call. Those inside hold a charter, told by whoever hosts; nobody gets a link whom it keeps
 * out, whatever the server says. This stands before the roster, which hears only of those who may come in.
 * The rules are [D10] to [D19] of `docs/protocol.md`.
 */
import type { Charter } from "../protocol/charter.ts";
import type { PeerId } from "../protocol/ids.ts";
import { MAX_DOOR_LIST } from "../protocol/limits.ts";
import type { RoomDoors } from "../protocol/signaling.ts";
import { foundCharter, isOlderCall, isSameCall, letsIn } from "./charter_rules.ts";
import { hostOf, presentIn } from "./door_view.ts";
import type { Introduction, Roster, RosterEffect, RosterEvent } from "./roster.ts";
import { stepRoster } from "./roster.ts";

/** Somebody at the door. */
export interface Waiting {
  introduction: Introduction;
  /** `door`: the server lets them wait. `seat`: it seated them, and we do not. */
  at: "door" | "seat";
}

export interface Doors {
  self: PeerId;
  /** `null` until somebody inside has told us. */
  charter: Charter | null;
  /** Of which call the others say that they are. */
  told: ReadonlyMap<PeerId, Charter>;
  /** Who is gone, perhaps only to reload: they host as long as we wait for them. */
  awaited: ReadonlySet<PeerId>;
  waiting: ReadonlyMap<PeerId, Waiting>;
  /** What the server says. */
  server: RoomDoors | null;
  /** What the server was asked for last, as text: asked for once. */
  asked: string;
}

/** A call from inside: who is in it, and who may be. */
export interface Inside {
  roster: Roster;
  doors: Doors;
}

/** What the person who hosts may want. From anybody else it changes nothing. */
export type HostVerb =
  | { type: "lock"; locked: boolean }
  | { type: "admit" | "decline" | "remove" | "make-host"; peer: PeerId }
  | { type: "replace-link"; key: string };

export type DoorEvent =
  | HostVerb
  /** The server has taken us in, and lists everybody who has a seat. */
  | { type: "welcomed"; introductions: readonly Introduction[]; now: number }
  | { type: "server-doors"; doors: RoomDoors }
  | { type: "knocks"; introductions: readonly Introduction[] }
  | { type: "knock"; introduction: Introduction }
  | { type: "knock-ended"; peer: PeerId }
  /** A peer told us over its link. */
  | { type: "charter"; from: PeerId; charter: Charter; now: number }
  | { type: "new-link"; from: PeerId; key: string }
  /** Nobody has told us for as long as we wait for that. */
  | { type: "charter-late"; now: number }
  /** Somebody who went has not come back. */
  | { type: "given-up"; peer: PeerId };

export type DoorEffect =
  | { type: "tell-charter"; charter: Charter; to: PeerId | null }
  /** They may not stay: tell them why, and close their link. */
  | { type: "show-out"; peer: PeerId; charter: Charter }
  /** Asks for `charter-late`. */
  | { type: "await-charter" }
  /** Asks for `given-up`. */
  | { type: "await-return"; peer: PeerId }
  /** For the server. */
  | { type: "want-doors"; wanted: WantedDoors }
  | { type: "decline"; peer: PeerId }
  /** We go to another link; `leads` if it was our wish, and the others are to be told. */
  | { type: "move"; key: string; leads: boolean };

export interface WantedDoors {
  host: PeerId;
  locked: boolean;
  members: PeerId[];
  removed: PeerId[];
}

export interface InsideStep extends Inside {
  effects: readonly (RosterEffect | DoorEffect)[];
  /** We may not stay ourselves. */
  putOut: "removed" | "locked" | null;
}

/** How many at the door we remember: more than an honest server lets wait. */
const MAX_WAITING = 16;

export function newDoors(self: PeerId, charter: Charter | null): Doors {
  return {
    self,
    charter,
    told: new Map(),
    awaited: new Set(),
    waiting: new Map(),
    server: null,
    asked: "",
  };
}

/** What may happen inside. Whom the server lists goes past the door first. */
export type InsideEvent = Exclude<RosterEvent, { type: "listed" | "shut-out" }> | DoorEvent;

/** What follows from what happened, at the door and in the roster. */
export function stepInside(inside: Inside, event: InsideEvent): InsideStep {
  const hall = new Hall(inside);
  hall.take(event);
  hall.settle(inside);
  return hall.step();
}

/** One step: what is inside as it changes, and what has to be done about it. */
class Hall {
  #roster: Roster;
  #doors: Doors;
  readonly #effects: (RosterEffect | DoorEffect)[] = [];
  #putOut: InsideStep["putOut"] = null;

  constructor({ roster, doors }: Inside) {
    this.#roster = roster;
    this.#doors = doors;
  }

  step(): InsideStep {
    return {
      roster: this.#roster,
      doors: this.#doors,
      effects: this.#effects,
      putOut: this.#putOut,
    };
  }

  take(event: InsideEvent): void {
    switch (event.type) {
      case "welcomed":
        return this.#welcomed(event);
      case "introduced":
        return this.#introduced(event);
      case "left":
      case "bye":
        this.#noLongerWaits(event.peer, "seat");
        return this.#tellRoster(event);
      case "link":
        return this.#linked(event);
      case "silent":
        return this.#tellRoster(event);
      case "server-doors":
        return this.#set({ server: event.doors });
      case "knocks":
        for (const [peer, { at }] of this.#doors.waiting) {
          if (at === "door") this.#noLongerWaits(peer, "door");
        }
        for (const introduction of event.introductions) this.#waits(introduction, "door");
        return;
      case "knock":
        return this.#waits(event.introduction, "door");
      case "knock-ended":
        return this.#noLongerWaits(event.peer, "door");
      case "charter":
        return this.#heardCharter(event.from, event.charter);
      case "new-link":
        if (hostOf(this.#now) === event.from) {
          this.#effects.push({ type: "move", key: event.key, leads: false });
        }
        return;
      case "charter-late":
        if (this.#doors.charter === null) {
          this.#adopt(foundCharter(this.#doors.self, event.now), null);
        }
        return;
      case "given-up": {
        const awaited = new Set(this.#doors.awaited);
        awaited.delete(event.peer);
        return this.#set({ awaited });
      }
      case "lock":
      case "admit":
      case "decline":
      case "remove":
      case "make-host":
      case "replace-link":
        if (hostOf(this.#now) === this.#doors.self) this.#obey(event);
        return;
      default:
        event satisfies never;
    }
  }

  /** What must hold after every step, whatever it was. */
  settle(before: Inside): void {
    this.#awaitThoseWhoWent(before);
    this.#showOut();
    this.#letIn();
    this.#lineUp();
    this.#askServer();
  }

  get #now(): Inside {
    return { roster: this.#roster, doors: this.#doors };
  }

  #set(change: Partial<Doors>): void {
    this.#doors = { ...this.#doors, ...change };
  }

  #tellRoster(event: RosterEvent): void {
    const { roster, effects } = stepRoster(this.#roster, event);
    this.#roster = roster;
    this.#effects.push(...effects);
  }

  #isWelcome(peer: PeerId): boolean {
    const { charter } = this.#doors;
    return charter === null || letsIn(charter, peer);
  }

  // The door.

  /** [D10] Whom the charter keeps out is not in the call, whoever tells of them. */
  #welcomed({ introductions, now }: Extract<DoorEvent, { type: "welcomed" }>): void {
    for (const [peer, { at }] of this.#doors.waiting) {
      if (at === "seat") this.#noLongerWaits(peer, "seat");
    }
    const welcome = introductions.filter(({ peer }) => this.#isWelcome(peer));
    this.#tellRoster({ type: "listed", introductions: welcome });
    for (const introduction of introductions) {
      if (!welcome.includes(introduction)) this.#waits(introduction, "seat");
    }
    // What the server was asked for it may have forgotten.
    this.#set({ asked: "" });
    if (this.#doors.charter !== null) return;
    // [D12] Whoever comes into an empty room begins a call; others wait to be told of theirs.
    if (introductions.length > 0) this.#effects.push({ type: "await-charter" });
    else this.#adopt(foundCharter(this.#doors.self, now), null);
  }

  #introduced(event: Extract<RosterEvent, { type: "introduced" }>): void {
    const { introduction } = event;
    if (!this.#isWelcome(introduction.peer)) {
      // Friends tell of those they are linked to; a stranger they cannot make welcome.
      return event.by === "server" ? this.#waits(introduction, "seat") : undefined;
    }
    this.#noLongerWaits(introduction.peer, "door");
    this.#noLongerWaits(introduction.peer, "seat");
    this.#tellRoster(event);
  }

  #waits(introduction: Introduction, at: Waiting["at"]): void {
    const { peer } = introduction;
    const { charter, waiting } = this.#doors;
    if (charter?.removed.includes(peer)) return;
    if (!waiting.has(peer) && waiting.size >= MAX_WAITING) return;
    this.#set({ waiting: new Map(waiting).set(peer, { introduction, at }) });
  }

  #noLongerWaits(peer: PeerId, at: Waiting["at"]): void {
    if (this.#doors.waiting.get(peer)?.at !== at) return;
    const waiting = new Map(this.#doors.waiting);
    waiting.delete(peer);
    this.#set({ waiting });
  }

  /** [D13] A link that comes through begins with what we know of the doors. */
  #linked(event: Extract<RosterEvent, { type: "link" }>): void {
    const before = this.#roster.peers.get(event.peer)?.link;
    this.#tellRoster(event);
    const { charter } = this.#doors;
    if (event.state !== "live" || before === "live" || before === undefined) return;
    if (charter !== null) this.#effects.push({ type: "tell-charter", charter, to: event.peer });
  }

  // The charter.

  #heardCharter(from: PeerId, theirs: Charter): void {
    if (!this.#roster.peers.has(from)) return;
    const isBelieved = this.#believes(from, theirs);
    this.#set({ told: new Map(this.#doors.told).set(from, theirs) });
    if (isBelieved) this.#adopt(theirs, from);
  }

  /** [D14], [D15] */
  #believes(from: PeerId, theirs: Charter): boolean {
    const { charter, told } = this.#doors;
    if (charter === null) return true;
    if (isSameCall(charter, theirs)) return hostOf(this.#now) === from;
    const others = [...told].filter(([peer]) => peer !== from && this.#roster.peers.has(peer));
    // Company is not left for somebody who says that their call is older.
    if (others.some(([, other]) => isSameCall(other, charter))) return false;
    return isOlderCall(theirs, charter) || others.some(([, other]) => isSameCall(other, theirs));
  }

  #adopt(charter: Charter, from: PeerId | null): void {
    const before = this.#doors.charter;
    this.#set({ charter });
    const { self } = this.#doors;
    if (charter.removed.includes(self)) this.#putOut = "removed";
    else if (!letsIn(charter, self)) this.#putOut = "locked";
    // Whoever changes sides says so, that nobody takes them for company of the other.
    const changesCalls = before !== null && !isSameCall(before, charter);
    if (from === null || changesCalls) return this.#tellEverybody();
    if (before !== null) return;
    // [D13] Those whose links came through before there was anything to tell do not know yet that we are company.
    for (const [to, { link }] of this.#roster.peers) {
      if (link === "live") this.#effects.push({ type: "tell-charter", charter, to });
    }
  }

  #tellEverybody(): void {
    const charter = this.#doors.charter!;
    if (this.#roster.peers.size === 0) return;
    this.#effects.push({ type: "tell-charter", charter, to: null });
  }

  // What the host wants.

  #obey(verb: HostVerb): void {
    const { charter, self, waiting } = this.#doors;
    if (charter === null) return;
    const { line, removed } = charter;
    // Between the press and now they may have gone.
    if ("peer" in verb && !this.#roster.peers.has(verb.peer) && !waiting.has(verb.peer)) return;
    switch (verb.type) {
      case "lock":
        return this.#adopt({ ...charter, locked: verb.locked, line: this.#everyoneInLine() }, null);
      case "admit":
        return this.#adopt({
          ...charter,
          line: withPeer(line, verb.peer),
          removed: without(removed, verb.peer),
        }, null);
      case "decline":
        // Whom the server seated it must be asked to unseat: it has no door for them.
        if (waiting.get(verb.peer)?.at === "seat") this.#set({ asked: "" });
        this.#noLongerWaits(verb.peer, waiting.get(verb.peer)?.at ?? "door");
        this.#effects.push({ type: "decline", peer: verb.peer });
        return;
      case "remove":
        if (verb.peer === self) return;
        return this.#adopt({
          ...charter,
          line: without(line, verb.peer),
          removed: withPeer(removed, verb.peer),
        }, null);
      case "make-host": {
        const others = without(line, verb.peer);
        const place = Math.max(0, others.indexOf(self));
        return this.#adopt({ ...charter, line: others.toSpliced(place, 0, verb.peer) }, null);
      }
      case "replace-link":
        this.#effects.push({ type: "move", key: verb.key, leads: true });
        return;
      default:
        verb satisfies never;
    }
  }

  /**
   * Whoever is here when the door is locked is inside. So is whoever would host before us: if only a path between
   * us is cut, their word counts again when it is whole.
   */
  #everyoneInLine(): PeerId[] {
    const { charter, self } = this.#doors;
    const here = presentIn(this.#now);
    const known = charter?.line ?? [];
    const ours = known.indexOf(self);
    const line = known.filter((peer, at) => here.has(peer) || at < ours);
    return [...line, ...[...here].filter((peer) => !line.includes(peer))];
  }

  // What follows.

  #awaitThoseWhoWent(before: Inside): void {
    const { charter } = this.#doors;
    const isBack = (peer: PeerId) => this.#roster.peers.has(peer);
    const awaited = new Set([...this.#doors.awaited].filter((peer) => !isBack(peer)));
    const told = new Map([...this.#doors.told].filter(([peer]) => isBack(peer)));
    for (const peer of before.roster.peers.keys()) {
      if (isBack(peer) || !charter?.line.includes(peer) || awaited.has(peer)) continue;
      awaited.add(peer);
      this.#effects.push({ type: "await-return", peer });
    }
    if (awaited.size !== this.#doors.awaited.size) this.#set({ awaited });
    if (told.size !== this.#doors.told.size) this.#set({ told });
  }

  /** [D16] */
  #showOut(): void {
    const { charter } = this.#doors;
    if (charter === null) return;
    for (const [peer, { profile, sealed, seat }] of this.#roster.peers) {
      if (letsIn(charter, peer)) continue;
      this.#effects.push({ type: "show-out", peer, charter });
      this.#roster = stepRoster(this.#roster, { type: "shut-out", peer }).roster;
      if (seat === "seated") this.#waits({ peer, profile, sealed }, "seat");
    }
  }

  #letIn(): void {
    for (const [peer, { introduction, at }] of this.#doors.waiting) {
      if (at !== "seat" || !this.#isWelcome(peer)) continue;
      this.#noLongerWaits(peer, "seat");
      this.#tellRoster({ type: "introduced", by: "server", introduction });
    }
  }

  /** [D11] The host keeps the line: whoever came through is in it from then on. */
  #lineUp(): void {
    const { charter, self } = this.#doors;
    if (charter === null || hostOf(this.#now) !== self) return;
    const here = presentIn(this.#now);
    const came = [...this.#roster.peers]
      .filter(([peer, { link }]) => link === "live" && !charter.line.includes(peer))
      .map(([peer]) => peer);
    if (!charter.line.includes(self)) came.unshift(self);
    if (came.length === 0) return;
    const line = [...charter.line, ...came];
    // Of a call that goes on for days, those who left long ago are forgotten.
    const kept = line.length <= MAX_DOOR_LIST ? line : line.filter((peer) => here.has(peer));
    this.#adopt({ ...charter, line: kept.slice(0, MAX_DOOR_LIST) }, null);
  }

  /** [D17] The server hears from whom it takes for the host; if that is not the host, it hears who is. */
  #askServer(): void {
    const { charter, self, server, asked } = this.#doors;
    if (charter === null || server?.host !== self) return;
    const host = hostOf(this.#now) ?? self;
    const isSeated = host === self || this.#roster.peers.get(host)?.seat === "seated";
    const { locked, removed, line } = charter;
    const wanted: WantedDoors = {
      host: isSeated ? host : self,
      locked,
      members: locked ? [...line] : [],
      removed: [...removed],
    };
    const text = JSON.stringify(wanted);
    const isSo = asked === "" && wanted.host === self && server.locked === locked &&
      !locked && removed.length === 0 && this.#seatedStrangers() === 0;
    if (text === asked || isSo) return;
    this.#set({ asked: text });
    this.#effects.push({ type: "want-doors", wanted });
  }

  #seatedStrangers(): number {
    return [...this.#doors.waiting.values()].filter(({ at }) => at === "seat").length;
  }
}

function withPeer(list: readonly PeerId[], peer: PeerId): PeerId[] {
  return list.includes(peer) ? [...list] : [...list.slice(-(MAX_DOOR_LIST - 1)), peer];
}

function without(list: readonly PeerId[], peer: PeerId): PeerId[] {
  return list.filter((other) => other !== peer);
}
