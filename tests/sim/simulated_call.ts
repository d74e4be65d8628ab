/**
 * One simulated call from a seed. People come, share, mute, raise hands, reload, crash and go; paths
 * between them are cut, sockets die, the server dies and returns with nothing. Then it is quiet, and
 * everyone who is there must see exactly everyone else, and nothing may be left over.
 */
import type { MeshOptions } from "../../client/mesh.ts";
import type { Source } from "../../client/media_state.ts";
import type { Participant } from "../../client/call_state.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId, SeatSecret } from "../../protocol/ids.ts";
import { RESUME_GRACE_MS } from "../../protocol/limits.ts";
import { Conversation } from "./conversation.ts";
import { type FakePeerConnection, type FakeSender, Network } from "./fake_peer_connection.ts";
import { FakeServer, type RelayFaults } from "./fake_server.ts";
import { createSimClient, newTab, participants, type SimClient } from "./sim_client.ts";
import { sealOfCall } from "./simulated_seal.ts";
import { randomFrom, World } from "./world.ts";

export interface Outcome {
  seed: number;
  /** What is not as it should be, in words. Empty if all is well. */
  violations: readonly string[];
  trace: readonly string[];
}

export interface SimulationOptions {
  /** @default {judgeOffer} */
  judge?: NonNullable<MeshOptions["judge"]>;
  /**
   * Whether people write to each other and the relay loses, repeats and reorders, as it did not when some of the seeds
   * failed that are named in tests.
   * @default {true}
   */
  rough?: boolean;
  /**
   * One call in so many may have up to eight people, the others have up to four.
   * @default {16}
   */
  largeOneIn?: number;
}

const NAMES = ["Ada", "Bo", "Cy", "Di", "Eve", "Flo", "Gus", "Hal"] as const;
const CAPACITY = NAMES.length;
/** Small calls are many; large ones cost more than they teach. */
const LARGE_ONE_IN = 16;
/** How much is written in a call, at most. */
const MAX_WORDS = 4;
/** How often somebody looks at something else, at most, and how high things are drawn then. */
const MAX_LOOKS = 6;
const HEIGHTS = [0, 0, 100, 400, 900];
/** How often somebody says what the others do not know, at most. */
const MAX_OF_TOMORROW = 3;
/** In how many calls the relay loses frames. */
const FRAMES_LOST = 1 / 3;
/** During this long things happen, in milliseconds. */
const BUSY_MS = 8_000;
/** After this long without anything happening all must be well, in milliseconds. */
const QUIET_MS = 45_000;
/** All is well when it was well for this long, in milliseconds. */
const STEADY_MS = 5_000;
/** By then nothing of a call that is over may be left, in milliseconds. */
const AFTERMATH_MS = 60_000;
/** How long a path may be cut, in milliseconds. */
const CUTS_MS = [300, 3_000, 10_000];
/** How long a call stays locked, in milliseconds. */
const LOCKED_MS = 2_000;
/** What was said must have arrived after this long, server or no server, in milliseconds. */
const NEWS_MS = 500;

export async function simulateCall(
  seed: number,
  options: SimulationOptions = {},
): Promise<Outcome> {
  const call = new SimulatedCall(seed, options);
  await call.run();
  return { seed, violations: call.violations, trace: call.world.trace };
}

class SimulatedCall {
  readonly world: World;
  readonly violations: string[] = [];
  readonly #seed: number;
  readonly #network: Network;
  readonly #server: FakeServer;
  readonly #peers = new Map<SeatSecret, PeerId>();
  readonly #members = new Map<string, SimClient>();
  readonly #options: SimulationOptions;
  readonly #conversation = new Conversation();
  /** The luck of what came later into the simulation: it leaves the stories of the seeds as they are. */
  readonly #luck: () => number;
  readonly #everyConnection = new Set<FakePeerConnection>();
  /** From when to when everyone was there; somebody who reloads lives twice. */
  readonly #lives: Life[] = [];
  #pathsWereCut = false;
  #framesAreLost = false;
  #somebodyCrashed = false;
  /** Whether the server died when somebody had yet to be linked. */
  #introductionsWereCut = false;
  /** How much of what was planned has yet to happen or to end. */
  #underWay = 0;

  constructor(seed: number, options: SimulationOptions) {
    this.world = new World(seed);
    this.#seed = seed;
    this.#options = options;
    this.#network = new Network(this.world);
    this.#luck = randomFrom(~seed);
    this.#server = new FakeServer(this.world, {
      capacity: CAPACITY,
      peerOfSeat: (seat) => this.#peers.get(seat)!,
      ...(this.#isRough ? { faults: this.#roughRelay() } : {}),
    });
  }

  async run(): Promise<void> {
    const { world } = this;
    const names = NAMES.slice(0, this.#headcount());
    for (const name of names) this.#at(1_500, `${name} joins`, () => this.#join(name));
    const deeds = world.pick(4 * names.length);
    for (let deed = 0; deed < deeds; deed++) this.#plan(names);
    if (world.pick(3) === 0) this.#planOutage();
    if (this.#isRough) {
      this.#planWords(names);
      this.#planLooks(names);
      this.#planTomorrow(names);
    }
    await world.run(BUSY_MS);
    while (this.#underWay > 0) await world.run(1_000);
    await this.#settle();
    await this.#checkAftermath();
  }

  /** Waits until all is well and stays so, or until there has been time enough for it. */
  async #settle(): Promise<void> {
    const deadline = this.world.now + QUIET_MS;
    let steady = 0;
    while (steady < STEADY_MS && this.world.now < deadline) {
      // Whoever hosted when it was locked may have gone since, and hosting passes on only after a while.
      this.#unlock();
      // A stay that began since has seen nothing yet.
      for (const { session, tiles } of this.#members.values()) {
        if (tiles !== null) session.see("page", tiles, 1);
      }
      await this.world.run(1_000);
      steady = this.#check().length === 0 ? steady + 1_000 : 0;
    }
    this.violations.push(...this.#check());
  }

  #roughRelay(): RelayFaults {
    const luck = this.#luck;
    this.#framesAreLost = luck() < FRAMES_LOST;
    const losesOneIn = this.#framesAreLost ? 10 : Infinity;
    return { luck, losesOneIn, repeatsOneIn: 8, holdsUpOneIn: 4 };
  }

  get #isRough(): boolean {
    return this.#options.rough ?? true;
  }

  #headcount(): number {
    const { world } = this;
    const { largeOneIn = LARGE_ONE_IN } = this.#options;
    return world.pick(largeOneIn) === 0 ? 2 + world.pick(NAMES.length - 1) : 2 + world.pick(3);
  }

  #at(within: number, what: string, task: () => void): void {
    this.#later(this.world.random() * within, () => {
      this.world.log(what);
      task();
    });
  }

  #later(ms: number, task: () => void): void {
    this.#underWay += 1;
    this.world.after(ms, () => {
      this.#underWay -= 1;
      task();
    });
  }

  #plan(names: readonly string[]): void {
    const { world } = this;
    const name = names[world.pick(names.length)]!;
    const other = names[world.pick(names.length)]!;
    const session = () => this.#members.get(name)?.session;
    switch (world.pick(13)) {
      case 0:
        return this.#at(BUSY_MS, `${name} shares or stops`, () => this.#toggleShare(name));
      case 1:
      case 2:
        // What makes offers cross.
        return this.#at(BUSY_MS, `${name} and ${other} share or stop at once`, () => {
          this.#toggleShare(name);
          if (other !== name) this.#toggleShare(other);
        });
      case 3:
        return this.#at(BUSY_MS, `${name} toggles mute`, () => {
          session()?.setMuted(!session()!.media.peek().muted);
        });
      case 4:
        return this.#at(BUSY_MS, `${name} toggles camera`, () => {
          session()?.setCamera(session()!.media.peek().camera.state === "off");
        });
      case 5:
        return this.#at(BUSY_MS, `${name} raises a hand`, () => session()?.raiseHand(true));
      case 6:
        return this.#at(BUSY_MS, `${name} is renamed`, () => session()?.rename(`${name} II`));
      case 7:
        return this.#at(BUSY_MS, `${name} reloads`, () => this.#reload(name, true));
      case 8:
        return this.#at(BUSY_MS, `${name} crashes and returns`, () => this.#reload(name, false));
      case 9:
        return this.#at(BUSY_MS, `${name} leaves`, () => this.#leave(name));
      case 10:
        return this.#at(BUSY_MS, "every socket is cut", () => this.#server.cutSockets());
      case 11:
        return this.#at(BUSY_MS, `${name} locks the call, if it is theirs to`, () => {
          session()?.lock(true);
          this.#later(LOCKED_MS, () => this.#unlock());
        });
      default:
        if (other !== name) this.#planCut(name, other);
    }
  }

  /** Whoever hosts by now opens the door; whom it had shut out asks again. */
  #unlock(): void {
    for (const { session } of this.#members.values()) session.lock(false);
    for (const [name, { session }] of this.#members) {
      const call = session.call.peek();
      if (call.phase !== "ended" || call.reason !== "locked") continue;
      // They may have been let in by the server before it heard of the lock, and have begun to connect.
      this.#endLife(name);
      this.#beginLife(name);
      session.join();
    }
  }

  #planWords(names: readonly string[]): void {
    const pick = (below: number) => Math.floor(this.#luck() * below);
    for (let word = pick(MAX_WORDS + 1); word > 0; word--) {
      const name = names[pick(names.length)]!;
      const other = pick(3) === 0 ? names[pick(names.length)]! : name;
      const to = other === name ? "everyone" : other;
      this.#later(this.#luck() * BUSY_MS, () => {
        this.world.log(`${name} writes to ${to}`);
        const from = this.#members.get(name);
        const whom = to === "everyone" ? to : this.#members.get(to);
        if (from && whom) this.#conversation.say(from, whom);
      });
    }
  }

  /** People turn pages and pull at windows. */
  #planLooks(names: readonly string[]): void {
    const pick = (below: number) => Math.floor(this.#luck() * below);
    for (let look = pick(MAX_LOOKS + 1); look > 0; look--) {
      const name = names[pick(names.length)]!;
      const heights = Array.from(
        { length: 2 * names.length },
        () => HEIGHTS[pick(HEIGHTS.length)]!,
      );
      this.#later(this.#luck() * BUSY_MS, () => {
        this.world.log(`${name} sees ${heights.join()}`);
        const client = this.#members.get(name);
        if (client === undefined) return;
        const keys = [...this.#members.values()].flatMap((
          { self },
        ) => [`${self} camera`, `${self} screen`]);
        client.tiles = new Map(keys.map((key, index) => [key, { height: heights[index]! }]));
        client.session.see("page", client.tiles, 1);
      });
    }
  }

  /** [V2] Somebody's page is of a later version, and says what the others do not know. */
  #planTomorrow(names: readonly string[]): void {
    const pick = (below: number) => Math.floor(this.#luck() * below);
    const name = names[pick(names.length)]!;
    for (let word = pick(MAX_OF_TOMORROW + 1); word > 0; word--) {
      this.#later(this.#luck() * BUSY_MS, () => {
        this.world.log(`${name} says what the others do not know`);
        const speaker = this.#members.get(name);
        for (const { self } of this.#members.values()) speaker?.sayOfTomorrow(self);
      });
    }
  }

  #toggleShare(name: string): void {
    const session = this.#members.get(name)?.session;
    session?.shareScreen(session.screen.peek() === null);
  }

  #planCut(name: string, other: string): void {
    const { world } = this;
    const ms = CUTS_MS[world.pick(CUTS_MS.length)]!;
    const oneWay = world.pick(3) === 0;
    this.#pathsWereCut = true;
    const what = `the path from ${name} to ${other} is cut for ${ms} ms`;
    this.#at(BUSY_MS, oneWay ? `${what}, one way` : what, () => {
      this.#network.cut(name, other, ms);
      if (!oneWay) this.#network.cut(other, name, ms);
      this.#later(ms, () => this.world.log(`the path from ${name} to ${other} is whole`));
    });
  }

  #planOutage(): void {
    this.#at(BUSY_MS, "the server dies", () => {
      const bonds = this.#bonds();
      const { size } = this.#members;
      this.#introductionsWereCut = bonds.size < size * (size - 1);
      this.#server.crash();
      this.#tellNews(bonds);
      this.#at(BUSY_MS, "the server is back, empty", () => {
        if (!this.#pathsWereCut) this.#checkBonds(bonds);
        this.#server.restart();
      });
    });
  }

  #join(name: string, tab = newTab(name, this.#newSeat())): void {
    const self = this.#peers.get(tab.seat)!;
    const randomBytes = (length: number) => Uint8Array.from({ length }, () => this.world.pick(256));
    const client = createSimClient({
      name,
      tab,
      self,
      seal: sealOfCall(this.#seed, self, randomBytes),
      network: this.#network,
      server: this.#server,
      onConnection: (connection) => this.#everyConnection.add(connection),
      ...(this.#options.judge === undefined ? {} : { judge: this.#options.judge }),
    });
    this.#members.set(name, client);
    this.#beginLife(name);
  }

  #newSeat(): SeatSecret {
    const bytes = (length: number) => Uint8Array.from({ length }, () => this.world.pick(256));
    const seat = toBase64Url(bytes(32)) as SeatSecret;
    this.#peers.set(seat, toBase64Url(bytes(16)) as PeerId);
    return seat;
  }

  #leave(name: string): void {
    this.#members.get(name)?.session.leave();
    this.#forget(name);
  }

  #forget(name: string): void {
    this.#members.delete(name);
    // Whoever leaves without a socket leaves a seat behind, and whoever comes then looks for them.
    this.#endLife(name, RESUME_GRACE_MS);
  }

  #beginLife(name: string): void {
    this.#lives.push({ name, from: this.world.now, to: Infinity });
  }

  #endLife(name: string, afterMs = 0): void {
    const life = this.#lives.findLast((life) => life.name === name);
    if (life?.to === Infinity) life.to = this.world.now + afterMs;
  }

  /** The page goes and comes back with what the tab remembers. */
  #reload(name: string, goodbye: boolean): void {
    const client = this.#members.get(name);
    if (client === undefined) return;
    client.vanish(goodbye);
    this.#somebodyCrashed ||= !goodbye;
    this.#forget(name);
    this.#later(this.world.random() * 6_000, () => this.#join(name, client.tab));
  }

  // While the server is dead.

  /** Who sees whom, live, as "Ada>Bo". */
  #bonds(): Map<string, [SimClient, SimClient]> {
    const bonds = new Map<string, [SimClient, SimClient]>();
    for (const one of this.#members.values()) {
      for (const other of this.#members.values()) {
        const seen = participants(one).find(({ peer }) => peer === other.self);
        // Of whoever is just reloading one may still see the page that has gone.
        const isInside = participants(other).length > 0;
        if (one !== other && isInside && seen?.link === "live") {
          bonds.set(`${one.name}>${other.name}`, [one, other]);
        }
      }
    }
    return bonds;
  }

  /** Whoever saw somebody before still does, unless one of the two has gone since. */
  #checkBonds(bonds: Map<string, [SimClient, SimClient]>): void {
    for (const [one, other] of bonds.values()) {
      const here = [one, other].every((client) => this.#members.get(client.name) === client);
      if (!here || participants(one).some(({ peer }) => peer === other.self)) continue;
      this.violations.push(`${one.name} lost ${other.name} with the server`);
    }
  }

  /** Somebody raises a hand: whoever is linked to them knows it soon, server or no server. */
  #tellNews(bonds: Map<string, [SimClient, SimClient]>): void {
    const [, [watcher, teller] = []] = [...bonds][0] ?? [];
    if (!watcher || !teller || this.#pathsWereCut || !bonds.has(`${teller.name}>${watcher.name}`)) {
      return;
    }
    teller.session.raiseHand(false);
    teller.session.raiseHand(true);
    this.#later(NEWS_MS, () => {
      const isHere = (client: SimClient) => this.#members.get(client.name) === client;
      if (!isHere(watcher) || !isHere(teller)) return;
      const seen = participants(watcher).find(({ peer }) => peer === teller.self);
      if (seen?.hand === participants(teller)[0]?.hand) return;
      this.violations.push(`${watcher.name} does not see the hand of ${teller.name}`);
    });
  }

  // After quiet.

  /** What is not as it should be in a call where nothing happens any more. */
  #check(): string[] {
    const found = [...this.#everyConnection].flatMap(({ errors }) => errors);
    const members = [...this.#members.values()];
    for (const member of members) {
      found.push(...this.#checkRoster(member, members));
      for (const other of members) {
        if (other === member) continue;
        found.push(...this.#checkView(member, other), ...this.#checkThriftOf(other, member));
      }
    }
    const expected = members.length * (members.length - 1);
    const { size } = this.#network.connections;
    if (size !== expected) found.push(`${size} connections are open instead of ${expected}`);
    found.push(...this.#checkThrift());
    found.push(...this.#conversation.check(members));
    return found;
  }

  /** Whoever can reach each other needs one connection for as long as both live, whatever the server does. */
  #checkThrift(): string[] {
    if (
      this.#pathsWereCut || this.#framesAreLost || this.#somebodyCrashed ||
      this.#introductionsWereCut
    ) return [];
    const needed = this.#lives.flatMap((one) =>
      this.#lives.filter((other) =>
        one.name !== other.name && one.from <= other.to && other.from <= one.to
      )
    );
    const { size } = this.#everyConnection;
    if (size <= needed.length) return [];
    return [`${size} connections were made where ${needed.length} were enough`];
  }

  #checkRoster(client: SimClient, members: readonly SimClient[]): string[] {
    const { phase } = client.session.call.peek();
    if (phase !== "in-call") return [`${client.name} is in ${phase}`];
    const seen = participants(client).map(describe).sort();
    const there = members.map((member) => describe(participants(member)[0])).sort();
    if (seen.join() === there.join()) return [];
    return [`${client.name} sees [${seen}] instead of [${there}]`];
  }

  /** What `client` gets from `other` is what `other` sends, neither more nor less. */
  #checkView(client: SimClient, other: SimClient): string[] {
    const tracks = client.session.tracks.peek().get(other.self) ?? {};
    return sentBy(other).flatMap(([source, sent]) => {
      const receiver = tracks[source];
      const arriving = receiver === undefined ? null : this.#arriving(receiver);
      if (arriving === sent) return [];
      return [`${client.name} gets ${arriving?.label ?? "nothing"} as ${source} of ${other.name}`];
    });
  }

  /** What `sender` encodes for `viewer` is what `viewer` draws of it. */
  #checkThriftOf(sender: SimClient, viewer: SimClient): string[] {
    const { tiles } = viewer;
    if (tiles === null) return [];
    const tracks = viewer.session.tracks.peek().get(sender.self) ?? {};
    return (["camera", "screen"] as const).flatMap((source) => {
      const receiver = tracks[source];
      const sending = receiver === undefined ? null : this.#senderTo(receiver);
      if (sending === null || sending.track === null) return [];
      const height = tiles.get(`${sender.self} ${source}`)?.height ?? 0;
      const { active, scaleResolutionDownBy = 1 } = sending.encoding;
      // Of a shared screen nobody knows here how many lines it has.
      const isSmall = source === "camera" && height === 100;
      const isRight = active === height > 0 && (!isSmall || scaleResolutionDownBy > 1);
      if (isRight) return [];
      return [`${sender.name} encodes ${source} for ${viewer.name}, who draws ${height} of it`];
    });
  }

  #arriving(receiver: MediaStreamTrack): MediaStreamTrack | null {
    return this.#senderTo(receiver)?.track ?? null;
  }

  #senderTo(receiver: MediaStreamTrack): FakeSender | null {
    for (const connection of this.#network.connections) {
      const sender = connection.senderTo(receiver);
      if (sender !== null) return sender;
    }
    return null;
  }

  /** When everyone has gone nothing goes on: no seat, no connection, no timer. */
  async #checkAftermath(): Promise<void> {
    for (const { session } of this.#members.values()) session[Symbol.dispose]();
    await this.world.run(AFTERMATH_MS);
    const left = {
      seats: this.#server.seats.length,
      connections: this.#network.connections.size,
      tasks: this.world.waiting,
    };
    for (const [what, count] of Object.entries(left)) {
      if (count > 0) this.violations.push(`${count} ${what} are left when everyone has gone`);
    }
  }
}

interface Life {
  name: string;
  from: number;
  to: number;
}

function describe(participant: Participant | undefined): string {
  if (participant === undefined) return "nobody";
  const { name, microphone, camera, screen, hand, link } = participant;
  return [name, link, microphone, camera, screen, hand === null ? "" : "hand"].join(" ");
}

function sentBy({ session }: SimClient): [Source, MediaStreamTrack | null][] {
  const { camera, microphone, muted } = session.media.peek();
  return [
    ["camera", camera.state === "on" ? camera.track : null],
    ["microphone", microphone.state === "on" && !muted ? microphone.track : null],
    ["screen", session.screen.peek()?.video ?? null],
  ];
}
