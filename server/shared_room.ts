/**
 * A room that lives in a store, seen from one instance. Inputs are taken one after the other; each is decided by
 * `stepRoom` on what the store has, and counts only if nobody else changed that meanwhile. Sockets of this instance hear
 * what follows in the order in which the room changed, whichever instance changed it.
 *
 * While the store is away, who sits here notices nothing: what could not be told is left, and {@link reconcile} makes up
 * for it when the store is back.
 */
import { CloseCode } from "../protocol/codes.ts";
import type { PeerId, RoomId } from "../protocol/ids.ts";
import { BackendUnavailable, type CarriedOutput, instanceOf } from "./backend.ts";
import type { Clock } from "./clock.ts";
import { encodeMail, type Mail } from "./mail.ts";
import {
  emptyRoom,
  isEmptyRoom,
  isOverdue,
  type RoomInput,
  type RoomOutput,
  type RoomState,
  type SocketId,
  socketsOf,
  stepRoom,
} from "./room.ts";
import { type Kept, RECORD_TTL_MS, type RoomRecord, type RoomStore } from "./room_store.ts";
import { sortOutputs } from "./sorted_outputs.ts";

export interface SharedRoomOptions {
  id: RoomId;
  instance: string;
  /** Seats of the room. */
  capacity: number;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  store: Pick<RoomStore, "read" | "commit" | "send">;
  /** When an instance that is gone was last known to live; `null` for one that lives, or may. */
  goneSince: (instance: string) => number | null;
  /** All name sockets of this instance. */
  carryOut: (outputs: readonly CarriedOutput[]) => void;
  /** A frame for somebody who may sit here. */
  relayed: (to: PeerId, frame: ArrayBuffer) => void;
  /** Nothing of the room needs to be remembered any more. */
  onIdle: () => void;
}

type Ghost = ReturnType<typeof socketsOf>[number] & { since: number };

/** How often a change is tried anew when others are faster. */
const MAX_TRIES = 12;
/** How long news of an earlier change may take to arrive, in milliseconds. */
const CATCH_UP_MS = 1_000;
/** How old a record may grow before it is written again, in milliseconds. */
const REFRESH_MS = RECORD_TTL_MS / 3;
/** How many changes a lost history is taken to be ahead at most. */
const FORK_GAP = 100_000;

export class SharedRoom {
  readonly #options: SharedRoomOptions;
  /** What the store had when we last looked. */
  #kept: Kept | null = null;
  /** Whether we looked, and have no reason to look again. */
  #isKnown = false;
  #keptAt = 0;
  /** The highest revision that we know to exist. */
  #newest = 0;
  /** The last revision whose news reached us. */
  #heard = 0;
  #onHeard = () => {};
  /** Whether news came that did not follow those before. */
  #hasMissed = false;
  /** Sockets of ours that spoke up and are not gone. */
  readonly #here = new Set<SocketId>();
  /** Those of them that the room knows: they sit there, wait at its door or look in. */
  readonly #known = new Set<SocketId>();
  /** Those of them that the store could not be told about. */
  readonly #untold = new Set<SocketId>();
  #doubts = false;
  /** Sockets that said they leave while the store was away. */
  readonly #left = new Set<SocketId>();
  /** Sockets whose end is yet to be told. */
  readonly #ending = new Set<SocketId>();
  readonly #timers = new Set<() => void>();
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isRefreshing = false;
  /** While we change the room: what comes of this revision, or later, waits for our change. */
  #holdFrom: number | null = null;
  #held: Mail[] = [];

  constructor(options: SharedRoomOptions) {
    this.#options = options;
  }

  /** Nothing of it needs to be remembered here. */
  get isIdle(): boolean {
    return this.#waiting === 0 && this.#here.size === 0 && this.#timers.size === 0 &&
      !this.#doubts;
  }

  /** Whether the store may believe something of us that is not so. */
  get isDoubtful(): boolean {
    return this.#doubts;
  }

  /** Resolves when all that was asked so far is done. */
  get settled(): Promise<unknown> {
    return this.#tail;
  }

  /**
   * Whether somebody has a seat, as far as we know, who should not: at an instance that is gone, or away for longer than
   * whoever should have looked, and is perhaps gone as well.
   */
  get isHaunted(): boolean {
    const state = this.#kept?.record.state;
    if (state === undefined) return false;
    return this.#ghosts(state).length > 0 ||
      isOverdue(state, this.#options.clock.now() - CATCH_UP_MS);
  }

  /** Rejects if the store is away and somebody asks who has no seat yet. */
  step(input: RoomInput): Promise<void> {
    const socket = "socket" in input ? input.socket : null;
    const isEnd = input.type === "dropped" || input.type === "look-away";
    const isLast = isEnd || input.type === "leave";
    if (socket !== null && !isLast) this.#here.add(socket);
    if (socket !== null && isEnd) this.#ending.add(socket);
    return this.#inOrder(async () => {
      if (socket !== null) {
        if (isLast) this.#forget(socket);
        // Gone meanwhile: it must not take the seat from the socket that has followed it, perhaps elsewhere.
        else if (this.#ending.has(socket) && !this.#known.has(socket)) return;
        if (isEnd) this.#ending.delete(socket);
      }
      try {
        await this.#change((state) => this.#withOverdue(state, input));
        if (socket !== null && this.#here.has(socket)) this.#known.add(socket);
      } catch (error) {
        this.#doubts = true;
        const isGuest = socket !== null && this.#here.has(socket) &&
          (input.type === "hello" || !this.#known.has(socket));
        if (isGuest) this.#forget(socket);
        if (isGuest || !(error instanceof BackendUnavailable)) throw error;
        this.#leaveUntold(input, socket);
      }
    });
  }

  /** Sends a frame to the instance where the addressee sits. */
  relay(to: PeerId, frame: ArrayBuffer): Promise<boolean> {
    // What was asked for before, a look at who sits where for one, comes first: frames keep their order.
    if (this.#waiting === 0 && this.#isCurrent) return this.#send(to, frame);
    return this.#inOrder(async () => {
      try {
        if (!this.#isCurrent) await this.#read();
        return await this.#send(to, frame);
      } catch (error) {
        if (error instanceof BackendUnavailable) return false;
        throw error;
      }
    });
  }

  receive(mail: Mail): void {
    if (mail.type === "news") {
      this.#newest = Math.max(this.#newest, mail.revision);
      this.#refresh();
    }
    const waits = this.#holdFrom !== null &&
      (mail.type === "frame" || mail.revision >= this.#holdFrom);
    if (waits) this.#held.push(mail);
    else this.#take(mail);
  }

  /**
   * Makes true again what may not be: restores a room that the store has lost, gives up seats of ours whose sockets are
   * gone and those of instances that are, and sends sockets that missed something round, to say hello again.
   */
  reconcile(): Promise<void> {
    return this.#inOrder(async () => {
      // What raises doubts from here on may have come too late for this look.
      this.#doubts = false;
      try {
        await this.#read();
        await this.#catchUp(this.#told);
        if (this.#hasMissed || this.#isElsewhere) this.#sendRound([...this.#known]);
        const isOld = this.#options.clock.now() - this.#keptAt > REFRESH_MS;
        await this.#change((state) => this.#departed(state), { isFresh: true, always: isOld });
        this.#left.clear();
        this.#sendRound(this.#unknownTo(this.#kept?.record.state));
      } catch (error) {
        this.#doubts = true;
        if (!(error instanceof BackendUnavailable)) throw error;
      }
    });
  }

  /** Nothing happens here any more. */
  close(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#onHeard();
  }

  /** Whether what we know is the newest that we know of. */
  get #isCurrent(): boolean {
    return this.#isKnown && this.#newest <= (this.#kept?.record.revision ?? 0);
  }

  /** The revision that last had news for us. */
  get #told(): number {
    return this.#kept?.record.told[this.#options.instance] ?? 0;
  }

  /** Whether we heard of a change that the room never saw: it was lost, and the room went another way since. */
  get #isElsewhere(): boolean {
    return this.#told < this.#heard && (this.#kept?.record.revision ?? 0) >= this.#heard;
  }

  /** Looks at what others changed: frames need it, and so does a store that loses what it had. */
  #refresh(): void {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    this.#inOrder(async () => {
      this.#isRefreshing = false;
      if (!this.#isCurrent) await this.#read();
    }).catch(() => {});
  }

  #inOrder<T>(task: () => Promise<T>): Promise<T> {
    this.#waiting++;
    const done = this.#tail.then(task).finally(() => {
      this.#waiting--;
      if (this.isIdle) this.#options.onIdle();
    });
    this.#tail = done.catch(() => {});
    return done;
  }

  /** Decides what follows from inputs, and makes it so. */
  async #change(
    inputsFor: (state: RoomState) => readonly RoomInput[],
    { isFresh = false, always = false } = {},
  ): Promise<void> {
    const { id, capacity, instance, store } = this.#options;
    try {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        if (!this.#isKnown) {
          await this.#read();
          isFresh = true;
        }
        const before = this.#kept?.record ?? null;
        const from = before?.state ?? emptyRoom(capacity);
        const { state, outputs } = stepAll(from, inputsFor(from));
        const { own, abroad, schedules } = sortOutputs(outputs, instance);
        if (state === from && abroad.size === 0 && !(always && before !== null)) {
          // What we know may be old: that there is nothing to do is believed only of what was just read.
          if (isFresh) return this.#carryOut(own);
          this.#isKnown = false;
          continue;
        }
        const revision = (before?.revision ?? this.#anew()) + 1;
        // We hear of it as well: should the answer be lost, the record tells that there was news for us.
        const hearers = new Set(abroad.keys());
        if (own.length > 0) hearers.add(instance);
        const record = nextRecord(before, { revision, state, hearers });
        const news = new Map(abroad);
        // One that we took for dead, and lives, is asked to look for its sockets.
        for (const { socket } of this.#ghosts(from)) {
          if (instanceOf(socket) !== instance) news.set(instanceOf(socket), []);
        }
        const letters = [...news].map(([to, outputs]) => ({
          to,
          mail: encodeMail({
            type: "news",
            room: id,
            revision,
            after: before?.told[to] ?? 0,
            outputs,
          }),
        }));
        this.#holdFrom = revision;
        const version = this.#kept?.version ?? null;
        const ttlMs = lifetimeOf(state, this.#options.clock.now());
        const result = await store.commit({ room: id, from: version, record, letters, ttlMs });
        if (!result.ok) {
          await this.#accept(result.now);
          this.#release();
          isFresh = true;
          await this.#pause(tries);
          continue;
        }
        this.#learn(record && { record, version: result.version });
        await this.#catchUp(before?.told[instance] ?? 0);
        this.#carryOut(own);
        if (own.length > 0) this.#heardOf(revision);
        for (const at of schedules) this.#schedule(at);
        return;
      }
      throw new BackendUnavailable("Others were faster, again and again");
    } finally {
      this.#release();
    }
  }

  /** A room that begins again goes on counting, or old news could pass for new. */
  #anew(): number {
    return Math.max(this.#newest, this.#options.clock.now());
  }

  /** Somebody who asks for a seat, or looks in, finds free those that should be. */
  #withOverdue(state: RoomState, input: RoomInput): readonly RoomInput[] {
    if (input.type !== "hello" && input.type !== "look") return [input];
    return [...this.#departed(state), input];
  }

  /** What the room must hear of sockets that are no more. */
  #departed(state: RoomState): RoomInput[] {
    const now = this.#options.clock.now();
    const ended = this.#ghosts(state).map(({ since, ...ghost }) =>
      this.#left.has(ghost.socket)
        ? ({ type: "leave", ...ghost }) as const
        : ({ type: "dropped", ...ghost, now: since }) as const
    );
    const lookedAway = state.onlookers.filter(({ socket }) => this.#goneSince(socket) !== null)
      .map(({ socket }) => ({ type: "look-away", socket }) as const);
    return [...ended, ...lookedAway, { type: "expire", now }];
  }

  /** Sockets that are no more, and since when. */
  #ghosts(state: RoomState): Ghost[] {
    return socketsOf(state).flatMap((seat) => {
      const since = this.#goneSince(seat.socket);
      return since === null ? [] : [{ ...seat, since }];
    });
  }

  /** When a socket that is no more was last there, as far as that is known; `null` for one that is. */
  #goneSince(socket: SocketId): number | null {
    const { clock, instance, goneSince } = this.#options;
    const theirs = instanceOf(socket);
    if (theirs !== instance) return goneSince(theirs);
    return this.#here.has(socket) ? null : clock.now();
  }

  /** Sockets of ours that should be known and of which the store knows nothing, or not enough. */
  #unknownTo(state: RoomState | undefined): SocketId[] {
    const known = new Set(state && everySocket(state));
    return [...this.#known].filter((socket) => !known.has(socket) || this.#untold.has(socket));
  }

  /** They connect again, say hello, and are told how things are; their calls go on meanwhile. */
  #sendRound(sockets: readonly SocketId[]): void {
    if (sockets.length === 0) return;
    this.#carryOut(sockets.map((socket) => ({ type: "close", socket, code: CloseCode.draining })));
    this.#doubts = true;
  }

  #leaveUntold(input: RoomInput, socket: SocketId | null): void {
    if (socket === null) return;
    if (input.type === "leave") {
      this.#left.add(socket);
      return this.#carryOut([{ type: "close", socket, code: CloseCode.left }]);
    }
    if (this.#known.has(socket)) this.#untold.add(socket);
  }

  #forget(socket: SocketId): void {
    this.#here.delete(socket);
    this.#known.delete(socket);
    this.#untold.delete(socket);
  }

  async #read(): Promise<void> {
    await this.#accept(await this.#options.store.read(this.#options.id));
  }

  /**
   * Takes note of what the store has. If it has lost what we know, it gets that back, and every instance that has
   * sockets in it looks whether they are still there.
   */
  async #accept(present: Kept | null): Promise<void> {
    const { id, instance, random, store } = this.#options;
    const known = this.#kept;
    // Only what is the newest that we know of may be given back as if it were what was lost.
    const isLost = known !== null && this.#known.size > 0 &&
      this.#newest <= known.record.revision &&
      (present?.record.revision ?? 0) < known.record.revision;
    if (!isLost) return this.#learn(present);
    // What was lost may have gone further. Its numbers are left to it, or they would be taken for ours.
    const revision = known.record.revision + 1 + Math.floor(random() * FORK_GAP);
    const record = { ...known.record, revision };
    // Those of the room that began meanwhile, if one did, are to look as well.
    const sockets = [record, present?.record].flatMap((each) =>
      each ? everySocket(each.state) : []
    );
    const others = new Set(sockets.map(instanceOf));
    others.delete(instance);
    const mail = encodeMail({ type: "news", room: id, revision, after: 0, outputs: [] });
    const letters = [...others].map((to) => ({ to, mail }));
    const from = present?.version ?? null;
    const ttlMs = lifetimeOf(record.state, this.#options.clock.now());
    const result = await store.commit({ room: id, from, record, letters, ttlMs });
    this.#learn(result.ok ? { record, version: result.version } : result.now);
  }

  #learn(kept: Kept | null): void {
    const isNew = kept?.version !== this.#kept?.version;
    this.#kept = kept;
    this.#isKnown = true;
    if (isNew) this.#keptAt = this.#options.clock.now();
    if (this.#unknownTo(kept?.record.state).length > 0) this.#doubts = true;
    if (kept === null) return;
    this.#newest = Math.max(this.#newest, kept.record.revision);
    // Before somebody sits here there is nothing to miss.
    if (this.#known.size > 0) return;
    this.#heard = this.#told;
    this.#hasMissed = false;
  }

  /** Waits until the news of that revision have been heard; who does not get them is sent round. */
  async #catchUp(revision: number): Promise<void> {
    if (revision <= this.#heard || this.#known.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onHeard = () => this.#heard >= revision && resolve();
    const cancel = this.#options.clock.setTimer(resolve, CATCH_UP_MS);
    this.#timers.add(cancel);
    await promise;
    this.#timers.delete(cancel);
    cancel();
    this.#onHeard = () => {};
    if (this.#heard >= revision) return;
    this.#heardOf(revision);
    this.#sendRound([...this.#known]);
  }

  #heardOf(revision: number): void {
    this.#heard = Math.max(this.#heard, revision);
    this.#onHeard();
  }

  #take(mail: Mail): void {
    if (mail.type === "frame") return this.#options.relayed(mail.to, mail.frame);
    if (mail.outputs.length === 0) {
      // Somebody asks whether our sockets are still there.
      this.#doubts = true;
      return;
    }
    if (mail.after !== this.#heard && this.#known.size > 0) this.#hasMissed = this.#doubts = true;
    this.#carryOut(mail.outputs);
    this.#heardOf(mail.revision);
  }

  #release(): void {
    this.#holdFrom = null;
    const held = this.#held;
    this.#held = [];
    for (const mail of held) this.#take(mail);
  }

  #carryOut(outputs: readonly CarriedOutput[]): void {
    for (const output of outputs) {
      if (output.type === "seat" && this.#here.has(output.socket)) this.#known.add(output.socket);
      if (output.type === "close") this.#forget(output.socket);
    }
    if (outputs.length > 0) this.#options.carryOut(outputs);
  }

  #send(to: PeerId, frame: ArrayBuffer): Promise<boolean> {
    const { id, instance, store } = this.#options;
    const state = this.#kept?.record.state;
    const seat = state && socketsOf(state).find(({ peer }) => peer === to);
    const there = seat && instanceOf(seat.socket);
    if (there === undefined || there === instance) return Promise.resolve(false);
    const mail = encodeMail({ type: "frame", room: id, to, frame });
    return store.send({ to: there, mail }).catch(() => false);
  }

  #schedule(at: number): void {
    const { clock } = this.#options;
    // What lies far ahead is left to the end of the record.
    if (at - clock.now() > RECORD_TTL_MS) return;
    const cancel = clock.setTimer(() => {
      this.#timers.delete(cancel);
      this.step({ type: "expire", now: at }).catch(() => {});
    }, Math.max(0, at - clock.now()));
    this.#timers.add(cancel);
  }

  /** Whoever was slower waits a moment that grows, so that in the end everybody has their turn. */
  async #pause(tries: number): Promise<void> {
    if (tries === 0) return;
    const { clock, random } = this.#options;
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.setTimer(resolve, random() * Math.min(100, 2 ** tries));
    await promise;
  }
}

/** A room that is no more, but must be known to be, is kept until it need not. */
function lifetimeOf({ doors }: RoomState, now: number): number {
  return Math.max(RECORD_TTL_MS, (doors.replacedUntil ?? 0) - now);
}

function everySocket(state: RoomState): SocketId[] {
  return [...socketsOf(state), ...state.onlookers].map(({ socket }) => socket);
}

function stepAll(state: RoomState, inputs: readonly RoomInput[]) {
  const outputs: RoomOutput[] = [];
  for (const input of inputs) {
    const step = stepRoom(state, input);
    state = step.state;
    outputs.push(...step.outputs);
  }
  return { state, outputs };
}

/** `null` for a room that is empty and need not be kept. */
function nextRecord(
  before: RoomRecord | null,
  { revision, state, hearers }: {
    revision: number;
    state: RoomState;
    /** The instances that have sockets to which this change is news. */
    hearers: ReadonlySet<string>;
  },
): RoomRecord | null {
  if (isEmptyRoom(state)) return null;
  const told: Record<string, number> = {};
  for (const socket of everySocket(state)) {
    const instance = instanceOf(socket);
    const last = hearers.has(instance) ? revision : before?.told[instance];
    if (last !== undefined) told[instance] = last;
  }
  return { revision, state, told };
}
