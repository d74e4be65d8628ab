/** Looks at all links now and then, to say what is wrong; and every second while somebody reads the figures. */
import type { PeerId } from "../protocol/ids.ts";
import type { Trouble } from "../protocol/peer_messages.ts";
import {
  compareSamples,
  type LinkQuality,
  type LinkSample,
  type Measurement,
  readSample,
} from "./link_quality.ts";
import {
  type Judged,
  type LinkReading,
  NOT_JUDGED,
  stepVerdict,
  troubleToTell,
  type Verdict,
} from "./verdict.ts";

export interface QualityWatchOptions {
  measure: () => Promise<ReadonlyMap<PeerId, Measurement>>;
  /** What each peer says of its own side. */
  toldBy: (peer: PeerId) => Trouble;
  now: () => number;
  setTimer: (task: () => void, ms: number) => () => void;
  onFigures: (figures: ReadonlyMap<PeerId, LinkQuality>) => void;
  onVerdict: (verdict: Verdict) => void;
  /** Hears how each link did since the last time that they were judged. */
  onReadings: (readings: readonly LinkReading[]) => void;
  /** What the others should know of our side. */
  onTrouble: (trouble: Trouble) => void;
}

/** How often figures are made for somebody who reads them, in milliseconds. */
export const READ_EVERY_MS = 1_000;
/** How often links are judged, in milliseconds. */
export const JUDGE_EVERY_MS = 3_000;
/** A look that is due within this is as good as due: timers come early and late. */
const SLACK_MS = 200;

export class QualityWatch implements Disposable {
  readonly #options: QualityWatchOptions;
  readonly #read = new Map<PeerId, LinkSample>();
  readonly #judgedBy = new Map<PeerId, LinkSample>();
  /** When we first saw the present connection to a peer. */
  readonly #known = new Map<PeerId, { epoch: number; since: number }>();
  #judged: Judged = NOT_JUDGED;
  #judgedAt: number;
  #told: Trouble = "none";
  #closely = false;
  #cancel = () => {};
  #ended = false;

  constructor(options: QualityWatchOptions) {
    this.#options = options;
    this.#judgedAt = options.now();
    this.#schedule();
  }

  /** Whether somebody reads the figures. */
  set closely(closely: boolean) {
    if (closely === this.#closely) return;
    this.#closely = closely;
    this.#read.clear();
    this.#cancel();
    if (closely) void this.#look();
    else this.#schedule();
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    this.#cancel();
  }

  #schedule(): void {
    if (this.#ended) return;
    const wait = this.#closely ? READ_EVERY_MS : JUDGE_EVERY_MS;
    this.#cancel = this.#options.setTimer(() => void this.#look(), wait);
  }

  async #look(): Promise<void> {
    this.#cancel();
    const { measure, now, onFigures } = this.#options;
    const measured = await measure();
    if (this.#ended) return;
    const at = now();
    const samples = new Map(
      [...measured].map(([peer, measurement]) => [peer, readSample(measurement, at)]),
    );
    this.#remember(samples, at);
    if (this.#closely) onFigures(figuresSince(this.#read, samples));
    if (at - this.#judgedAt >= JUDGE_EVERY_MS - SLACK_MS) this.#judge(samples, at);
    this.#cancel();
    this.#schedule();
  }

  #remember(samples: ReadonlyMap<PeerId, LinkSample>, at: number): void {
    for (const peer of [...this.#known.keys()]) {
      if (!samples.has(peer)) this.#known.delete(peer);
    }
    for (const [peer, { epoch }] of samples) {
      if (this.#known.get(peer)?.epoch !== epoch) this.#known.set(peer, { epoch, since: at });
    }
  }

  #judge(samples: ReadonlyMap<PeerId, LinkSample>, at: number): void {
    const { toldBy, onVerdict, onReadings, onTrouble } = this.#options;
    this.#judgedAt = at;
    const readings: LinkReading[] = [];
    for (const [peer, quality] of figuresSince(this.#judgedBy, samples)) {
      const age = at - this.#known.get(peer)!.since;
      readings.push({ peer, quality, age, told: toldBy(peer) });
    }
    onReadings(readings);
    const { verdict } = this.#judged;
    this.#judged = stepVerdict(this.#judged, readings);
    if (this.#judged.verdict !== verdict) onVerdict(this.#judged.verdict);
    const trouble = troubleToTell(this.#judged.verdict, readings.length);
    // Said again while it lasts: whoever came meanwhile has not heard it.
    if (trouble !== "none" || this.#told !== "none") onTrouble(trouble);
    this.#told = trouble;
  }
}

/** What happened on each link since the sample before, which the present one replaces. */
function figuresSince(
  before: Map<PeerId, LinkSample>,
  samples: ReadonlyMap<PeerId, LinkSample>,
): ReadonlyMap<PeerId, LinkQuality> {
  const figures = new Map<PeerId, LinkQuality>();
  for (const [peer, sample] of samples) {
    const earlier = before.get(peer);
    const quality = earlier === undefined ? null : compareSamples(earlier, sample);
    if (quality !== null) figures.set(peer, quality);
  }
  before.clear();
  for (const [peer, sample] of samples) before.set(peer, sample);
  return figures;
}
