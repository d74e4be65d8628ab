/**
 * The network between people, held in one hand: each of their UDP ports is known to the others by a port
 * of this proxy only, so that every packet passes here and the path between two of them can be cut,
 * slowed or made to lose.
 */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

/** What happens to packets on the way from one person to another. */
export interface PathFaults {
  cut?: boolean;
  /** Milliseconds by which each packet is late. */
  delay?: number;
  /** The share of packets that are lost, 0 to 1. */
  loss?: number;
}

/** A port of somebody's browser, and the port by which the others know it. */
interface Endpoint {
  owner: string;
  address: string;
  port: number;
  face: Socket;
}

const HERE = "127.0.0.1";

export class UdpProxy implements AsyncDisposable {
  readonly #endpoints = new Map<number, Endpoint>();
  /** Those who asked for a port before its owner had told of it. */
  readonly #askers = new Map<number, ((face: number) => void)[]>();
  readonly #faults = new Map<string, PathFaults>();
  readonly #carried = new Map<string, number>();
  readonly #random: () => number;
  #closed = false;

  /** @param seed Decides which packets are lost. */
  constructor(seed = 1) {
    this.#random = mulberry32(seed);
  }

  /** Somebody's browser has opened a port. */
  async admit(owner: string, address: string, port: number): Promise<void> {
    const known = this.#endpoints.get(port);
    if (known !== undefined) {
      // The system gives ports out again.
      known.owner = owner;
      known.address = address;
      return;
    }
    const face = createSocket("udp4");
    const endpoint = { owner, address, port, face };
    this.#endpoints.set(port, endpoint);
    face.on("message", (packet, { port: sender }) => this.#pass(sender, endpoint, packet));
    // Whoever has closed their port is told so; that is no failure of ours.
    face.on("error", () => {});
    face.bind(0, HERE);
    await once(face, "listening");
    for (const tell of this.#askers.get(port) ?? []) tell(face.address().port);
    this.#askers.delete(port);
  }

  /** By which port others must know the port of somebody's browser. Waits until its owner tells of it. */
  async faceOf(port: number): Promise<number> {
    const face = this.#endpoints.get(port)?.face;
    if (face !== undefined && isBound(face)) return face.address().port;
    return await new Promise((resolve) => {
      this.#askers.set(port, [...this.#askers.get(port) ?? [], resolve]);
    });
  }

  /** From now on, both ways. */
  impair(one: string, other: string, faults: PathFaults): void {
    this.impairOneWay(one, other, faults);
    this.impairOneWay(other, one, faults);
  }

  impairOneWay(from: string, to: string, faults: PathFaults): void {
    this.#faults.set(way(from, to), faults);
  }

  /** Everything arrives again, at once. */
  heal(one: string, other: string): void {
    this.impair(one, other, {});
  }

  /** How many packets have been brought from one to another. */
  carried(from: string, to: string): number {
    return this.#carried.get(way(from, to)) ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    const faces = [...this.#endpoints.values()].map(({ face }) => face);
    this.#endpoints.clear();
    await Promise.all(faces.map(async (face) => {
      const closed = once(face, "close");
      face.close();
      await closed;
    }));
  }

  #pass(sender: number, to: Endpoint, packet: Uint8Array): void {
    const from = this.#endpoints.get(sender);
    // A port that nobody has told of yet: browsers check a path more than once.
    if (from === undefined) return;
    const path = way(from.owner, to.owner);
    const { cut = false, loss = 0, delay = 0 } = this.#faults.get(path) ?? {};
    if (cut || (loss > 0 && this.#random() < loss)) return;
    const deliver = () => {
      if (this.#closed) return;
      this.#carried.set(path, (this.#carried.get(path) ?? 0) + 1);
      from.face.send(packet, to.port, to.address);
    };
    if (delay > 0) setTimeout(deliver, delay);
    else deliver();
  }
}

function way(from: string, to: string): string {
  return `${from} → ${to}`;
}

function isBound(socket: Socket): boolean {
  try {
    return socket.address().port > 0;
  } catch {
    return false;
  }
}

/** A small generator of numbers in [0, 1) that can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
