/** Listens to everyone who can be heard, and says when something changes about who speaks. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { PeerId } from "../protocol/ids.ts";
import { type Floor, forget, hear, SILENCE, speakers } from "./floor.ts";
import type { MediaPort } from "./ports.ts";

export interface Speech {
  /** Everyone who speaks now, ourselves included. */
  speaking: ReadonlySet<PeerId>;
  /** Whose picture belongs on the largest tile; never ourselves. */
  floor: PeerId | null;
  /** We talk, and are muted. */
  unheard: boolean;
}

export const NOBODY_SPEAKS: Speech = { speaking: new Set(), floor: null, unheard: false };

export interface VoicesOptions {
  watchLevel: MediaPort["watchLevel"];
  now: () => number;
}

interface Ear {
  track: MediaStreamTrack;
  close: () => void;
}

export class Voices implements Disposable {
  readonly #options: VoicesOptions;
  readonly #speech: Signal<Speech> = signal(NOBODY_SPEAKS);
  readonly #ears = new Map<PeerId, Ear>();
  #others: Floor = SILENCE;
  #self: Floor = SILENCE;
  #muted = false;

  constructor(options: VoicesOptions) {
    this.#options = options;
  }

  get speech(): ReadonlySignal<Speech> {
    return this.#speech;
  }

  /** Listens to these from now on, and to nobody else. */
  listen(microphones: ReadonlyMap<PeerId, MediaStreamTrack>): void {
    for (const [peer, { track, close }] of this.#ears) {
      if (microphones.get(peer) === track) continue;
      close();
      this.#ears.delete(peer);
      this.#others = forget(this.#others, peer, this.#options.now());
    }
    for (const [peer, track] of microphones) {
      if (this.#ears.has(peer)) continue;
      const close = this.#options.watchLevel(track, (level) => {
        this.#others = hear(this.#others, peer, level, this.#options.now());
        this.#tell();
      });
      this.#ears.set(peer, { track, close });
    }
    this.#tell();
  }

  /** How loud we are ourselves. Our own voice never takes the floor of the others. */
  hearSelf(peer: PeerId, level: number, muted: boolean): void {
    if (muted !== this.#muted) this.#self = SILENCE;
    this.#muted = muted;
    this.#self = hear(this.#self, peer, level, this.#options.now());
    this.#tell();
  }

  /** There is no microphone of ours to listen to, or it has just been muted or unmuted. */
  forgetSelf(): void {
    this.#self = SILENCE;
    this.#tell();
  }

  [Symbol.dispose](): void {
    this.listen(new Map());
    this.forgetSelf();
  }

  /** Readings are many and news is rare: whoever draws hears of news alone. */
  #tell(): void {
    const own = speakers(this.#self);
    const speaking = new Set([...(this.#muted ? [] : own), ...speakers(this.#others)]);
    const floor = this.#others.holder;
    // Whoever could take a floor of their own says more than a cough.
    const unheard = this.#muted && own.length > 0 && this.#self.holder !== null;
    const before = this.#speech.peek();
    const asBefore = floor === before.floor && unheard === before.unheard &&
      same(speaking, before.speaking);
    if (!asBefore) this.#speech.value = { speaking, floor, unheard };
  }
}

function same(one: ReadonlySet<PeerId>, other: ReadonlySet<PeerId>): boolean {
  return one.size === other.size && [...one].every((peer) => other.has(peer));
}
