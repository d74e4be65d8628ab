/** People with a mesh each, a network between them and a relay that the test can close. */
import type { LinkState } from "../../../client/call_state.ts";
import { Mesh, type MeshEvent } from "../../../client/mesh.ts";
import type { PeerConnection } from "../../../client/ports.ts";
import { toBase64Url } from "../../../protocol/base64url.ts";
import type { PeerId, SessionId } from "../../../protocol/ids.ts";
import {
  decodeEnvelope,
  encodeEnvelope,
  type Envelope,
  type PeerMessage,
} from "../../../protocol/peer_messages.ts";
import { fakeStream } from "../../sim/fake_media.ts";
import { type FakePeerConnection, Network } from "../../sim/fake_peer_connection.ts";
import { World } from "../../sim/world.ts";
import { labelSeal } from "./label_seal.ts";

const RELAY_MS = 10;

function idOf(byte: number, length: number): string {
  return toBase64Url(new Uint8Array(length).fill(byte));
}

export class Gathering {
  readonly world = new World(1);
  readonly network = new Network(this.world);
  readonly people: readonly Person[];
  isRelayOpen = true;

  constructor(...names: string[]) {
    this.people = names.map((name, index) => new Person(this, name, index + 1));
  }

  /** Links everyone to everyone, and waits until they are through. */
  async connect(): Promise<void> {
    for (const person of this.people) {
      person.mesh.setRelay(true);
      for (const other of this.others(person)) person.mesh.open(other.id, other.session);
    }
    await this.world.run(3_000);
    this.forget();
  }

  others(person: Person): Person[] {
    return this.people.filter((other) => other !== person);
  }

  /** Lets nothing pass directly between two people for `ms`. */
  cut(one: Person, other: Person, ms: number): void {
    this.network.cut(one.name, other.name, ms);
    this.network.cut(other.name, one.name, ms);
  }

  closeRelay(): void {
    this.isRelayOpen = false;
    for (const { mesh } of this.people) mesh.setRelay(false);
  }

  /** What happened so far is of no interest. */
  forget(): void {
    for (const person of this.people) person.forget();
  }

  relay(from: Person, to: PeerId, payload: Uint8Array<ArrayBuffer>): void {
    if (!this.isRelayOpen) return;
    const addressee = this.people.find(({ id }) => id === to);
    this.world.after(RELAY_MS, () => addressee?.mesh.receive(from.id, payload));
  }
}

export class Person {
  readonly name: string;
  readonly id: PeerId;
  readonly session: SessionId;
  readonly mesh: Mesh;
  readonly connections: FakePeerConnection[] = [];
  /** Everything that it sealed for somebody. */
  readonly said: { to: PeerId; envelope: Envelope }[] = [];
  readonly events: MeshEvent[] = [];
  /** Timers that come due meanwhile wait until it wakes. */
  #isAsleep = false;
  readonly #overslept: (() => void)[] = [];
  readonly #gathering: Gathering;

  constructor(gathering: Gathering, name: string, number: number) {
    const { world, network } = gathering;
    this.#gathering = gathering;
    this.name = name;
    this.id = idOf(number, 16) as PeerId;
    this.session = idOf(number, 8) as SessionId;
    this.mesh = new Mesh({
      self: this.id,
      session: this.session,
      seal: labelSeal(this.id, ({ to, plaintext }) => {
        const envelope = decodeEnvelope(plaintext);
        if (envelope !== null && to !== "everyone") this.said.push({ to, envelope });
      }),
      createPeerConnection: () => {
        const connection = network.create(name, this.connections.length + 1);
        this.connections.push(connection);
        return connection as unknown as PeerConnection;
      },
      createStream: () => fakeStream(),
      now: () => world.now,
      setTimer: (task, ms) => world.after(ms, () => this.#run(task)),
      onEvent: (event) => {
        this.events.push(event);
        if (event.type === "frame") gathering.relay(this, event.peer, event.payload);
      },
    });
  }

  eventsOf<Type extends MeshEvent["type"]>(type: Type): Extract<MeshEvent, { type: Type }>[] {
    return this.events.filter((event) => event.type === type) as Extract<
      MeshEvent,
      { type: Type }
    >[];
  }

  /** The states that the link to `peer` went through. */
  statesOf({ id }: Person): LinkState[] {
    return this.eventsOf("link").filter(({ peer }) => peer === id).map(({ state }) => state);
  }

  /** The messages of a kind that it sealed for `to`, each as often as it did. */
  saidTo({ id }: Person, type: PeerMessage["type"]): Envelope[] {
    return this.said.filter(({ to, envelope }) => to === id && envelope.message?.type === type)
      .map(({ envelope }) => envelope);
  }

  forget(): void {
    this.said.length = 0;
    this.events.length = 0;
  }

  /** Gives `to` an envelope by the relay, as if it had been sealed by this person just now. */
  async slip(to: Person, change: Partial<Envelope>): Promise<void> {
    const envelope: Envelope = {
      from: this.session,
      to: to.session,
      epoch: 1,
      seq: 0,
      ack: 0,
      ...change,
    };
    // Far from the numbers that its own seal gives.
    const label = new TextEncoder().encode(`${this.id}>${to.id} slip ${crypto.randomUUID()}\n`);
    const plaintext = encodeEnvelope(envelope);
    const payload = new Uint8Array(label.length + plaintext.length);
    payload.set(label);
    payload.set(plaintext, label.length);
    to.mesh.receive(this.id, payload);
    await this.#gathering.world.run(1);
  }

  fallAsleep(): void {
    this.#isAsleep = true;
  }

  wake(): void {
    this.#isAsleep = false;
    for (const task of this.#overslept.splice(0)) task();
  }

  #run(task: () => void): void {
    if (this.#isAsleep) this.#overslept.push(task);
    else task();
  }
}
