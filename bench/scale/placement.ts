/**
 * Where sockets of rooms land on several instances, and what that costs: a simulation of hours of calls that come and
 * go, of rooms that people enter and leave all the time, and of instances that the host takes away.
 */
import { World } from "../../tests/sim/world.ts";

/** How a balancer chooses the instance of a new socket. */
export type Policy =
  /** One after the other: what balancers do that know nothing. */
  | "round-robin"
  /** The instance with the fewest sockets. */
  | "least-sockets"
  /** By the room in the address, each to the instance that ranks first for it among those that are there. */
  | "by-room";

export interface TownOptions {
  seed: number;
  policy: Policy;
  instances: number;
  /** Rooms that are open at the same time, on average. */
  rooms: number;
  hours: number;
  /** Share of rooms whose people come and go every {@link HOT_STAY_MINUTES} minutes. */
  hotShare: number;
  /** How often the host takes each instance away, in hours; it gives another at once. */
  evictionsEveryHours: number;
}

export interface Traffic {
  joins: number;
  /** Sockets that had to come back because their instance was taken away. */
  returns: number;
  /** Frames between two sockets of one instance, and of two. */
  local: number;
  across: number;
  /** Rooms that were on more than one instance at some time, of all. */
  split: number;
  rooms: number;
  /** The most sockets that one instance held, by the average of all at that time. */
  imbalance: number;
}

/** What two peers send through the server until their data channel is open, both ways together: see `docs/scale.md`. */
export const FRAMES_PER_LINK = 16;
const ROOM_MINUTES = 30;
const ARRIVAL_MINUTES = 2;
const HOT_STAY_MINUTES = 3;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How many rooms of ten have how many people: most calls are between two. */
const HEADCOUNTS = [2, 2, 2, 2, 2, 3, 3, 4, 5, 8] as const;

interface Instance {
  /** Its place among the others, which whoever replaces it takes over. */
  slot: number;
  sockets: Set<Person>;
}

interface Person {
  room: Room;
  instance: Instance;
}

interface Room {
  id: number;
  isHot: boolean;
  isOver: boolean;
  people: Set<Person>;
  wasSplit: boolean;
}

/** Simulates a town of calls. The same options give the same traffic. */
export async function simulateTown(options: TownOptions): Promise<Traffic> {
  const town = new Town(options);
  await town.run();
  return town.traffic;
}

class Town {
  readonly traffic: Traffic = {
    joins: 0,
    returns: 0,
    local: 0,
    across: 0,
    split: 0,
    rooms: 0,
    imbalance: 1,
  };
  readonly #options: TownOptions;
  readonly #world: World;
  readonly #end: number;
  #instances: Instance[];
  #turn = 0;

  constructor(options: TownOptions) {
    this.#options = options;
    this.#world = new World(options.seed);
    this.#end = this.#world.now + options.hours * HOUR;
    this.#instances = Array.from({ length: options.instances }, (_, slot) => newInstance(slot));
  }

  async run(): Promise<void> {
    const { rooms, hours } = this.#options;
    // As many begin as end: the town is in full swing from its first minute.
    for (let n = 0; n < rooms; n++) this.#openRoom();
    this.#every(ROOM_MINUTES * MINUTE / rooms, () => this.#openRoom());
    const evictions = this.#options.evictionsEveryHours * HOUR / this.#options.instances;
    this.#every(evictions, () => this.#evict());
    this.#every(MINUTE, () => this.#weigh());
    await this.#world.run(hours * HOUR);
  }

  #every(meanMs: number, task: () => void): void {
    this.#world.after(this.#luckyWait(meanMs), () => {
      if (this.#world.now >= this.#end) return;
      task();
      this.#every(meanMs, task);
    });
  }

  /** Waits between events that do not know of each other. */
  #luckyWait(meanMs: number): number {
    return -Math.log(1 - this.#world.random()) * meanMs;
  }

  #openRoom(): void {
    const world = this.#world;
    const room: Room = {
      id: ++this.traffic.rooms,
      isHot: world.random() < this.#options.hotShare,
      isOver: false,
      people: new Set(),
      wasSplit: false,
    };
    const headcount = HEADCOUNTS[world.pick(HEADCOUNTS.length)]!;
    for (let n = 0; n < headcount; n++) {
      world.after(world.random() * ARRIVAL_MINUTES * MINUTE, () => this.#enter(room));
    }
    world.after(this.#luckyWait(ROOM_MINUTES * MINUTE), () => {
      room.isOver = true;
      for (const person of room.people) person.instance.sockets.delete(person);
      room.people.clear();
    });
  }

  #enter(room: Room): void {
    if (room.isOver) return;
    const person: Person = { room, instance: this.#place(room) };
    this.traffic.joins++;
    for (const other of room.people) this.#count(person, other, FRAMES_PER_LINK + 1);
    room.people.add(person);
    person.instance.sockets.add(person);
    this.#noticeSplit(room);
    if (!room.isHot) return;
    this.#world.after(this.#luckyWait(HOT_STAY_MINUTES * MINUTE), () => {
      if (!room.people.delete(person)) return;
      person.instance.sockets.delete(person);
      for (const other of room.people) this.#count(person, other, 1);
      this.#enter(room);
    });
  }

  /** Calls go on without their instance: those who come back are told of, and need no introduction. */
  #evict(): void {
    const gone = this.#instances[this.#world.pick(this.#instances.length)]!;
    this.#instances = this.#instances.with(gone.slot, newInstance(gone.slot));
    for (const person of gone.sockets) {
      person.instance = this.#place(person.room);
      person.instance.sockets.add(person);
      this.traffic.returns++;
    }
    for (const person of gone.sockets) {
      for (const other of person.room.people) {
        if (other !== person) this.#count(person, other, 1);
      }
      this.#noticeSplit(person.room);
    }
  }

  #place(room: Room): Instance {
    const instances = this.#instances;
    switch (this.#options.policy) {
      case "round-robin":
        return instances[this.#turn++ % instances.length]!;
      case "least-sockets":
        return instances.reduce((a, b) => b.sockets.size < a.sockets.size ? b : a);
      case "by-room":
        return instances.reduce((a, b) => rank(room, b) > rank(room, a) ? b : a);
    }
  }

  #count(one: Person, other: Person, frames: number): void {
    if (one.instance === other.instance) this.traffic.local += frames;
    else this.traffic.across += frames;
  }

  #noticeSplit(room: Room): void {
    if (room.wasSplit || new Set([...room.people].map(({ instance }) => instance)).size < 2) return;
    room.wasSplit = true;
    this.traffic.split++;
  }

  #weigh(): void {
    const sizes = this.#instances.map(({ sockets }) => sockets.size);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    if (mean > 0) {
      this.traffic.imbalance = Math.max(this.traffic.imbalance, Math.max(...sizes) / mean);
    }
  }
}

function newInstance(slot: number): Instance {
  return { slot, sockets: new Set() };
}

/** Rendezvous hashing: when an instance goes for good only its own rooms move ({@link https://doi.org/10.1109/90.663936}). */
function rank(room: Room, instance: Instance): number {
  let mixed = Math.imul(room.id, 0x9e3779b1) ^ Math.imul(instance.slot + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
