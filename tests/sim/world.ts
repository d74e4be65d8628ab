/** Time and luck of a simulation: one seed decides what takes how long, and so what overtakes what. */

/** A small generator of random numbers with a seed (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Task {
  at: number;
  order: number;
  run: () => void;
}

/** Runs tasks in the order of their simulated times. Nothing here waits for a real clock. */
export class World {
  readonly seed: number;
  readonly random: () => number;
  readonly trace: string[] = [];
  readonly #tasks: Task[] = [];
  #now = 1_000_000;
  #order = 0;

  constructor(seed: number) {
    this.seed = seed;
    this.random = randomFrom(seed);
  }

  get now(): number {
    return this.#now;
  }

  /** How many tasks wait for their time. */
  get waiting(): number {
    return this.#tasks.length;
  }

  /** Runs `run` after exactly `ms`. Returns what cancels it. */
  after(ms: number, run: () => void): () => void {
    const task = { at: this.#now + ms, order: this.#order++, run };
    push(this.#tasks, task);
    return () => task.run = nothing;
  }

  /** Resolves after a while that luck decides, up to `ms`. */
  delay(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(this.random() * ms, resolve));
  }

  /** A whole number from 0 up to, not including, `below`. */
  pick(below: number): number {
    return Math.floor(this.random() * below);
  }

  log(line: string): void {
    this.trace.push(`${(this.#now - 1_000_000).toFixed(0).padStart(6)}  ${line}`);
  }

  /** Lets `ms` of simulated time pass. */
  async run(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle(ALL_TURNS);
    for (let next = this.#tasks[0]; next && next.at <= end; next = this.#tasks[0]) {
      pop(this.#tasks);
      // What was cancelled leaves nothing to wait for.
      if (next.run === nothing) continue;
      this.#now = next.at;
      next.run();
      await settle(TURNS);
    }
    await settle(ALL_TURNS);
    this.#now = end;
  }
}

function nothing(): void {}

/** How far promises get before the next thing happens: most end sooner, what takes longer is overtaken, as in a browser. */
const TURNS = 8;
/** Longer than any chain of promises that waits for nothing outside it. */
const ALL_TURNS = 64;

/** Lets promises that can go on go on. Counted turns rather than a timer: the same on every machine. */
async function settle(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await null;
}

// A binary heap: simulations of thousands of tasks should not sort.

function isBefore(a: Task, b: Task): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Task[], task: Task): void {
  let at = heap.push(task) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(task, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = task;
}

function pop(heap: Task[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
