/** One simulated call from a seed: people come, share, mute, lose their sockets and go. */
import type { MeshOptions } from "../../client/mesh.ts";
import type { Source } from "../../client/media_state.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId, SeatSecret } from "../../protocol/ids.ts";
import { fakeTrack } from "./fake_media.ts";
import { type FakePeerConnection, Network } from "./fake_peer_connection.ts";
import { FakeServer } from "./fake_server.ts";
import { createSimClient, type SimClient } from "./sim_client.ts";
import { World } from "./world.ts";

export interface Outcome {
  seed: number;
  /** What is not as it should be, in words. Empty if all is well. */
  violations: readonly string[];
  trace: readonly string[];
}

export interface SimulationOptions {
  /** @default {judgeOffer} */
  judge?: NonNullable<MeshOptions["judge"]>;
}

const CAPACITY = 8;
/** During this long things happen, in milliseconds. */
const BUSY_MS = 6_000;
/** After this long without anything happening everybody must see everybody, in milliseconds. */
const QUIET_MS = 20_000;

interface Member {
  client: SimClient;
  /** What this person sends, by source. */
  sends: Map<Source, MediaStreamTrack | null>;
}

export async function simulateMesh(
  seed: number,
  options: SimulationOptions = {},
): Promise<Outcome> {
  const call = new SimulatedCall(seed, options);
  await call.run();
  const violations = call.violations();
  call.end();
  return { seed, violations, trace: call.world.trace };
}

class SimulatedCall {
  readonly world: World;
  readonly #network: Network;
  readonly #server: FakeServer;
  readonly #peers = new Map<SeatSecret, PeerId>();
  readonly #members = new Map<string, Member>();
  readonly #options: SimulationOptions;
  readonly #everyConnection = new Set<FakePeerConnection>();

  constructor(seed: number, options: SimulationOptions) {
    this.world = new World(seed);
    this.#options = options;
    this.#network = new Network(this.world);
    this.#server = new FakeServer(this.world, CAPACITY, (seat) => this.#peers.get(seat)!);
  }

  async run(): Promise<void> {
    const { world } = this;
    const names = ["Ada", "Bo", "Cy", "Di", "Eve"].slice(0, 2 + world.pick(4));
    for (const name of names) this.#at(1_500, `${name} joins`, () => this.#join(name));
    const deeds = world.pick(4 * names.length);
    for (let deed = 0; deed < deeds; deed++) this.#plan(names[world.pick(names.length)]!);
    if (world.pick(3) === 0) {
      const leaver = names[world.pick(names.length)]!;
      this.#at(BUSY_MS, `${leaver} leaves`, () => this.#leave(leaver));
    }
    if (world.pick(4) === 0) {
      this.#at(BUSY_MS, "every socket is cut", () => this.#server.cutSockets());
    }
    await world.run(BUSY_MS + QUIET_MS);
  }

  #at(within: number, what: string, task: () => void): void {
    this.world.after(this.world.random() * within, () => {
      this.world.log(what);
      task();
    });
  }

  #plan(name: string): void {
    const { world } = this;
    const deed = world.pick(6);
    if (deed < 3) return this.#at(BUSY_MS, `${name} shares or stops`, () => this.#share(name));
    if (deed === 3) return this.#at(BUSY_MS, `${name} toggles mute`, () => this.#toggleMute(name));
    if (deed === 4) {
      return this.#at(BUSY_MS, `${name} toggles camera`, () => this.#toggleCamera(name));
    }
    this.#at(BUSY_MS, `${name} reloads`, () => this.#reload(name));
  }

  #join(name: string, seat = this.#newSeat()): void {
    const client = createSimClient({
      name,
      seat,
      self: this.#peers.get(seat)!,
      network: this.#network,
      server: this.#server,
      onConnection: (connection) => this.#everyConnection.add(connection),
      ...this.#options,
    });
    this.#members.set(name, { client, sends: new Map() });
    client.session.join();
  }

  #newSeat(): SeatSecret {
    const bytes = (length: number) => Uint8Array.from({ length }, () => this.world.pick(256));
    const seat = toBase64Url(bytes(32)) as SeatSecret;
    this.#peers.set(seat, toBase64Url(bytes(16)) as PeerId);
    return seat;
  }

  #leave(name: string): void {
    this.#members.get(name)?.client.session.leave();
    this.#members.delete(name);
  }

  /** The page goes and comes back with what the tab remembers: the seat. */
  #reload(name: string): void {
    const member = this.#members.get(name);
    if (member === undefined) return;
    const { client } = member;
    client.vanish();
    this.#members.delete(name);
    this.world.after(this.world.random() * 400, () => this.#join(name, client.seat));
  }

  #share(name: string): void {
    const member = this.#members.get(name);
    if (member?.client.session.call.peek().phase !== "in-call") return;
    const track = member.sends.get("screen") ? null : fakeTrack("video", `${name} screen`);
    member.sends.set("screen", track);
    member.client.session.share("screen", track);
  }

  #toggleMute(name: string): void {
    const session = this.#members.get(name)?.client.session;
    session?.setMuted(!session.media.peek().muted);
  }

  #toggleCamera(name: string): void {
    const session = this.#members.get(name)?.client.session;
    session?.setCamera(session.media.peek().camera.state === "off");
  }

  violations(): string[] {
    const found: string[] = [];
    for (const { errors } of this.#everyConnection) found.push(...errors);
    const members = [...this.#members.values()];
    for (const member of members) {
      this.#checkRoster(member, members, found);
      for (const other of members) {
        if (other !== member) this.#checkView(member, other, found);
      }
    }
    const expected = members.length * (members.length - 1);
    const { size } = this.#network.connections;
    if (size !== expected) found.push(`${size} connections are open instead of ${expected}`);
    return found;
  }

  #checkRoster({ client }: Member, members: readonly Member[], found: string[]): void {
    const call = client.session.call.peek();
    if (call.phase !== "in-call") {
      found.push(`${client.name} is in ${call.phase}`);
      return;
    }
    const seen = call.participants.map(({ name, link }) => `${name} ${link}`).sort();
    const there = members.map((member) => `${member.client.name} live`).sort();
    if (seen.join() !== there.join()) {
      found.push(`${client.name} sees [${seen}] instead of [${there}]`);
    }
  }

  /** What `member` sees of `other` is what `other` sends, neither more nor less. */
  #checkView(member: Member, other: Member, found: string[]): void {
    const tracks = member.client.session.tracks.peek().get(other.client.self) ?? {};
    for (const [source, sent] of sentBy(other)) {
      const receiver = tracks[source];
      const arriving = receiver === undefined ? null : this.#arriving(receiver);
      if (arriving === sent) continue;
      const name = `${source} of ${other.client.name}`;
      found.push(`${member.client.name} gets ${arriving?.label ?? "nothing"} as ${name}`);
    }
  }

  #arriving(receiver: MediaStreamTrack): MediaStreamTrack | null {
    for (const connection of this.#network.connections) {
      const track = connection.arriving(receiver);
      if (track !== null) return track;
    }
    return null;
  }

  end(): void {
    for (const { client } of this.#members.values()) client.session[Symbol.dispose]();
  }
}

function sentBy({ client, sends }: Member): [Source, MediaStreamTrack | null][] {
  const { camera, microphone, muted } = client.session.media.peek();
  return [
    ["camera", camera.state === "on" ? camera.track : null],
    ["microphone", microphone.state === "on" && !muted ? microphone.track : null],
    ["screen", sends.get("screen") ?? null],
  ];
}
