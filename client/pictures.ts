/** Keeps what {@linkcode sharePictures} has to know, and has what it decides done. */
import type { PeerId } from "../protocol/ids.ts";
import type { Drawn } from "../protocol/peer_messages.ts";
import {
  AT_EASE,
  type Encodings,
  type FilmSize,
  type PictureLink,
  type PictureSource,
  sharePictures,
  stepStrain,
  UNTOLD,
} from "./picture_policy.ts";
import type { Source } from "./media_state.ts";
import { type LinkReading, SLOW_START_MS } from "./verdict.ts";

export interface PicturesOptions {
  setTimer: (task: () => void, ms: number) => () => void;
  /** Encodes for `peer` like this from now on. */
  encode: (peer: PeerId, encodings: Encodings) => void;
  /** Films so large from now on. */
  film: (size: FilmSize) => void;
}

/** Decisions come no closer than this, in milliseconds: every other encoding begins with a whole picture. */
export const REST_MS = 100;
/** A share of packets lost with which sound begins to suffer: browsers give way by themselves before. */
export const MUCH_LOST = 0.1;
/** What a picture has whose size nobody tells. */
const USUAL_LINES = { camera: 360, screen: 1080 } as const;

export class Pictures implements Disposable {
  readonly #options: PicturesOptions;
  readonly #links = new Map<PeerId, PictureLink>();
  readonly #tracks = new Map<Source, MediaStreamTrack | null>();
  #device = AT_EASE;
  #film: FilmSize = "medium";
  /** While it rests: whether something changed meanwhile. */
  #resting: { changed: boolean; cancel: () => void } | null = null;

  constructor(options: PicturesOptions) {
    this.#options = options;
  }

  /** There is a way to this peer. */
  open(peer: PeerId): void {
    if (!this.#links.has(peer)) this.#link(peer, { drawn: UNTOLD, path: AT_EASE });
  }

  /** That is how large a peer draws us. */
  drew(peer: PeerId, drawn: Drawn): void {
    const link = this.#links.get(peer);
    this.#link(peer, { path: AT_EASE, ...link, drawn });
  }

  close(peer: PeerId): void {
    if (this.#links.delete(peer)) this.#decide();
  }

  setTrack(source: Source, track: MediaStreamTrack | null): void {
    this.#tracks.set(source, track);
    this.#decide();
  }

  /** How the links did within the last seconds. */
  judge(readings: readonly LinkReading[]): void {
    // In the first seconds senders feel their way, and devices have much to begin with at once.
    const grown = readings.filter(({ age }) => age >= SLOW_START_MS);
    if (grown.length === 0) return;
    const tired = grown.some(({ quality }) => quality.sent.limitation === "cpu");
    this.#device = stepStrain(this.#device, !tired);
    for (const { peer, quality, told } of grown) {
      const link = this.#links.get(peer);
      if (link === undefined) continue;
      const narrow = (quality.sent.loss ?? 0) >= MUCH_LOST || told === "downlink" ||
        told === "connection";
      this.#links.set(peer, { ...link, path: stepStrain(link.path, !narrow) });
    }
    this.#decide();
  }

  [Symbol.dispose](): void {
    this.#resting?.cancel();
    this.#resting = { changed: false, cancel: () => {} };
  }

  #link(peer: PeerId, link: PictureLink): void {
    this.#links.set(peer, link);
    this.#decide();
  }

  /** At once, or when it has rested: whoever asks for something else all the time gets it no more often than that. */
  #decide(): void {
    if (this.#resting !== null) {
      this.#resting.changed = true;
      return;
    }
    const { encode, film, setTimer } = this.#options;
    const lines = { camera: this.#lines("camera"), screen: this.#lines("screen") };
    const shares = sharePictures(this.#links, lines, this.#device);
    for (const [peer, encodings] of shares.links) encode(peer, encodings);
    const cancel = setTimer(() => {
      const changed = this.#resting?.changed;
      this.#resting = null;
      if (changed) this.#decide();
    }, REST_MS);
    this.#resting = { changed: false, cancel };
    if (shares.film === this.#film) return;
    this.#film = shares.film;
    film(shares.film);
  }

  /** Of a phone that is held upright, too, the short side. */
  #lines(source: PictureSource): number | null {
    const track = this.#tracks.get(source);
    if (!track) return null;
    const { width = Infinity, height = Infinity } = track.getSettings();
    const lines = Math.min(width, height);
    return Number.isFinite(lines) ? lines : USUAL_LINES[source];
  }
}
