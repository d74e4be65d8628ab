/** Keeps what {@linkcode sharePictures} has to know, and has what it decides done. */
import type { PeerId } from "../protocol/ids.ts";
import type { Drawn } from "../protocol/peer_messages.ts";
import {
  AT_EASE,
  type Encoding,
  type Encodings,
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
}

/** Decisions come no closer than this, in milliseconds: every other encoding begins with a whole picture. */
export const REST_MS = 100;
/** How long a picture has only begun to be sent, in milliseconds: by then browsers have found out what the way carries. */
export const BEGIN_MS = 2_000;
/** A share of packets lost with which sound begins to suffer: browsers give way by themselves before. */
export const MUCH_LOST = 0.1;
/** The lines of a picture of which a browser tells nothing. */
const USUAL_LINES = 720;

interface Sent {
  begins: boolean;
}

export class Pictures {
  readonly #options: PicturesOptions;
  readonly #links = new Map<PeerId, PictureLink>();
  readonly #tracks = new Map<Source, MediaStreamTrack | null>();
  /** The pictures that are being sent. */
  readonly #sent = { camera: new Map<PeerId, Sent>(), screen: new Map<PeerId, Sent>() };
  #device = AT_EASE;
  #changed = false;
  #resting = false;

  constructor(options: PicturesOptions) {
    this.#options = options;
  }

  /** There is a way to this peer, or another one. */
  open(peer: PeerId): void {
    this.#forget(peer);
    this.#change(peer, {});
  }

  /** That is how large a peer draws us. */
  drew(peer: PeerId, drawn: Drawn): void {
    this.#change(peer, { drawn });
  }

  close(peer: PeerId): void {
    this.#links.delete(peer);
    this.#forget(peer);
    this.#decide();
  }

  setTrack(source: Source, track: MediaStreamTrack | null): void {
    this.#tracks.set(source, track);
    this.#decide();
  }

  /** How the links did within the last seconds. */
  judge(readings: readonly LinkReading[]): void {
    // In the first seconds senders feel their way, and devices have much to begin with at once.
    const grown = readings.filter(({ age }) => age >= SLOW_START_MS);
    const isTired = grown.some(({ quality }) => quality.sent.limitation === "cpu");
    this.#device = stepStrain(this.#device, !isTired);
    for (const { peer, quality: { sent }, told } of grown) {
      const link = this.#links.get(peer);
      const isNarrow = sent.loss! >= MUCH_LOST || told === "downlink";
      if (link !== undefined) this.#change(peer, { path: stepStrain(link.path, !isNarrow) });
    }
  }

  #change(peer: PeerId, change: Partial<PictureLink>): void {
    this.#links.set(peer, { drawn: UNTOLD, path: AT_EASE, ...this.#links.get(peer), ...change });
    this.#decide();
  }

  /** At once, or when it has rested: whoever asks for something else all the time gets it no more often than that. */
  #decide(): void {
    this.#changed = true;
    if (!this.#resting) this.#share();
  }

  #share(): void {
    this.#resting = this.#changed;
    if (!this.#changed) return;
    this.#changed = false;
    const { encode, setTimer } = this.#options;
    setTimer(() => this.#share(), REST_MS);
    const lines = { camera: this.#lines("camera"), screen: this.#lines("screen") };
    sharePictures(this.#links, lines, this.#device).forEach(({ camera, screen }, peer) =>
      encode(peer, {
        camera: this.#begin(peer, "camera", camera),
        screen: this.#begin(peer, "screen", screen),
      })
    );
  }

  /** One that is not sent will begin. */
  #begin(peer: PeerId, source: PictureSource, encoding: Encoding): Encoding {
    const all = this.#sent[source];
    const sent = all.get(peer) ?? { begins: true };
    if (!encoding.active) all.delete(peer);
    else if (!all.has(peer)) {
      all.set(peer, sent);
      this.#options.setTimer(() => {
        sent.begins = false;
        this.#decide();
      }, BEGIN_MS);
    }
    return { ...encoding, begins: !encoding.active || sent.begins };
  }

  #forget(peer: PeerId): void {
    this.#sent.camera.delete(peer);
    this.#sent.screen.delete(peer);
  }

  /** Of a phone that is held upright, too, the short side. */
  #lines(source: PictureSource): number {
    const track = this.#tracks.get(source);
    const { width = USUAL_LINES, height = USUAL_LINES } = track?.getSettings() ?? {};
    return track ? Math.min(width, height) : 0;
  }
}
