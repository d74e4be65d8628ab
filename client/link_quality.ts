/**
 * How one link does, in figures: what two successive statistics of its connection say. Pure
 * ({@link https://www.w3.org/TR/webrtc-stats/ WebRTC statistics}).
 */
import type { Source } from "./media_state.ts";
import { type ReadonlyStats, type SelectedPair, selectedPair } from "./selected_pair.ts";
import type { SourceMap } from "./transceivers.ts";

/** What a connection says of itself at one moment. */
export interface Measurement {
  /** Which connection of the link. */
  epoch: number;
  report: ReadonlyStats;
  /** What goes out and comes in on each media section. */
  sending: SourceMap;
  receiving: SourceMap;
}

/** A picture on its way. */
export interface PictureFlow {
  source: Source;
  width: number;
  height: number;
  framesPerSecond: number;
  /** As `VP8`; empty while unknown. */
  codec: string;
}

/** One direction of a link. */
export interface Flow {
  /** Bits a second, of sound and pictures together. */
  bitrate: number;
  /** The share of packets that were lost, 0 to 1; `null` if none was on its way. */
  loss: number | null;
  pictures: readonly PictureFlow[];
}

/** What holds our pictures back, as the browser tells. */
export type Limitation = "none" | "cpu" | "bandwidth" | "other";

export interface LinkQuality {
  /** There and back, in milliseconds; `null` while unknown. */
  roundTrip: number | null;
  /** Whether a TURN server carries what the two say; `null` while unknown. */
  path: "direct" | "relayed" | null;
  /** `freezes` counts how often a picture stood still since the sample before. */
  received: Flow & { freezes: number };
  sent: Flow & { limitation: Limitation };
}

/** What counts up in one stream. */
interface Stream {
  source: Source | undefined;
  bytes: number;
  packets: number;
  lost: number;
  frames: number;
  freezes: number;
  /** What the other side said last of the loss; `null` if nothing. */
  reportedLoss: number | null;
  limitation: Limitation;
  width: number;
  height: number;
  framesPerSecond: number | null;
  codec: string;
}

/** One measurement, read. Plain, so that two can be compared. */
export interface LinkSample {
  epoch: number;
  /** In milliseconds. */
  at: number;
  received: ReadonlyMap<string, Stream>;
  sent: ReadonlyMap<string, Stream>;
  roundTrip: number | null;
  path: LinkQuality["path"];
}

type Entry = Record<string, unknown>;

export function readSample(measurement: Measurement, at: number): LinkSample {
  const { epoch, report, sending, receiving } = measurement;
  const entries = new Map<string, Entry>();
  report.forEach((stats) => entries.set(stats.id, stats));
  const ofType = (type: string) => [...entries].filter(([, entry]) => entry.type === type);
  const codecOf = ({ codecId }: Entry) =>
    String(entries.get(String(codecId))?.mimeType ?? "").split("/")[1] ?? "";
  const told = new Map(
    ofType("remote-inbound-rtp").map(([, entry]) => [String(entry.localId), entry]),
  );
  const received = ofType("inbound-rtp").map(([id, entry]) => {
    const source = receiving[String(entry.mid)];
    return [id, streamOf(entry, { source, codec: codecOf(entry) })] as const;
  });
  const sent = ofType("outbound-rtp").map(([id, entry]) => {
    const source = sending[String(entry.mid)];
    const reportedLoss = numberOf(told.get(id)?.fractionLost);
    return [id, streamOf(entry, { source, codec: codecOf(entry), reportedLoss })] as const;
  });
  const pair = selectedPair(report);
  const roundTrips = [...told.values()].map(({ roundTripTime }) => numberOf(roundTripTime));
  const seconds = numberOf(pair?.stats.currentRoundTripTime) ??
    roundTrips.find((time) => time !== null) ?? null;
  return {
    epoch,
    at,
    received: new Map(received),
    sent: new Map(sent),
    roundTrip: seconds === null ? null : seconds * 1_000,
    path: pair && pathOf(pair),
  };
}

/** What happened between two samples of one connection; `null` if they are of two, or at the same time. */
export function compareSamples(before: LinkSample, after: LinkSample): LinkQuality | null {
  const seconds = (after.at - before.at) / 1_000;
  if (before.epoch !== after.epoch || seconds <= 0) return null;
  const received = deltas(before.received, after.received);
  const sent = deltas(before.sent, after.sent);
  return {
    roundTrip: after.roundTrip,
    path: after.path,
    received: {
      ...flow(received, seconds),
      loss: share(received, ({ lost, packets }) => [lost, lost + packets]),
      freezes: sum(received, ({ freezes }) => freezes),
    },
    sent: {
      ...flow(sent, seconds),
      // The other side reports each stream on its own, and not at the same time.
      loss: share(
        sent,
        ({ reportedLoss, packets }) =>
          reportedLoss === null ? [0, 0] : [reportedLoss * packets, packets],
      ),
      limitation: limitationOf(sent),
    },
  };
}

function streamOf(
  entry: Entry,
  known: { source: Source | undefined; codec: string; reportedLoss?: number | null },
): Stream {
  const count = (...names: string[]) =>
    names.reduce((total, name) => total + (numberOf(entry[name]) ?? 0), 0);
  return {
    bytes: count("bytesReceived", "bytesSent"),
    packets: count("packetsReceived", "packetsSent"),
    lost: count("packetsLost"),
    frames: count("framesDecoded", "framesEncoded"),
    freezes: count("freezeCount"),
    limitation: (entry.qualityLimitationReason ?? "none") as Limitation,
    width: count("frameWidth"),
    height: count("frameHeight"),
    framesPerSecond: numberOf(entry.framesPerSecond),
    reportedLoss: null,
    ...known,
  };
}

function pathOf({ ours, theirs }: SelectedPair): LinkQuality["path"] {
  if (ours === undefined && theirs === undefined) return null;
  return [ours, theirs].some((end) => end?.candidateType === "relay") ? "relayed" : "direct";
}

/** How each stream went on. One that is new, or that began anew, has no before. */
function deltas(before: LinkSample["sent"], after: LinkSample["sent"]): Stream[] {
  return [...after].flatMap(([id, now]) => {
    const then = before.get(id);
    if (then === undefined || now.packets < then.packets) return [];
    return [{
      ...now,
      bytes: now.bytes - then.bytes,
      packets: now.packets - then.packets,
      // A packet that comes late is lost no more.
      lost: Math.max(0, now.lost - then.lost),
      frames: now.frames - then.frames,
      freezes: now.freezes - then.freezes,
    }];
  });
}

function flow(streams: readonly Stream[], seconds: number): Omit<Flow, "loss"> {
  return {
    bitrate: sum(streams, ({ bytes }) => bytes) * 8 / seconds,
    pictures: streams.flatMap((stream) => {
      const { source, width, height, codec, frames } = stream;
      if (source === undefined || width === 0 || frames <= 0) return [];
      const framesPerSecond = stream.framesPerSecond ?? frames / seconds;
      return [{ source, width, height, framesPerSecond, codec }];
    }),
  };
}

function limitationOf(sent: readonly Stream[]): Limitation {
  const reasons = sent.filter(({ frames }) => frames > 0).map(({ limitation }) => limitation);
  const order = ["cpu", "bandwidth", "other"] as const;
  return order.find((reason) => reasons.includes(reason)) ?? "none";
}

function share(
  streams: readonly Stream[],
  parts: (stream: Stream) => readonly [part: number, whole: number],
): number | null {
  let [part, whole] = [0, 0];
  for (const stream of streams) {
    const [some, all] = parts(stream);
    part += some;
    whole += all;
  }
  return whole === 0 ? null : part / whole;
}

function sum(streams: readonly Stream[], value: (stream: Stream) => number): number {
  return streams.reduce((total, stream) => total + value(stream), 0);
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
