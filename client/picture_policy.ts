/**
 * How our pictures are encoded for each peer: never more than that peer draws, together never more than a call may
 * take of an uplink, and less when our device or the way to a peer does not keep up. Pure. Sound is none of its business:
 * what is left over is never less for it.
 */
import type { PeerId } from "../protocol/ids.ts";
import type { Drawn, DrawnSize } from "../protocol/peer_messages.ts";

export type PictureSource = keyof Drawn;

/** What a sender is told, as browsers call it ({@link https://www.w3.org/TR/webrtc/#dom-rtcrtpencodingparameters}). */
export interface Encoding {
  active: boolean;
  scaleResolutionDownBy: number;
  maxBitrate: number;
  maxFramerate?: number;
}

export type Encodings = Readonly<Record<PictureSource, Encoding>>;

export interface PictureLink {
  /** How large the peer draws us. */
  drawn: Drawn;
  /** How the way to the peer does. */
  path: Strain;
}

export interface PictureShares {
  links: ReadonlyMap<PeerId, Encodings>;
  /** How large the camera has to film for this. */
  film: FilmSize;
}

export type FilmSize = "medium" | "large";

interface Step {
  /** The lines that are worth sending. */
  lines: number;
  /** Bits a second that show them well. */
  bitrate: number;
  /** With less than this the next smaller step looks better, and costs less to encode. */
  least: number;
  framerate?: number;
}

type Steps = Readonly<Record<Exclude<DrawnSize, "none">, Step>>;

const STEPS: Readonly<Record<PictureSource, Steps>> = {
  camera: {
    small: { lines: 180, bitrate: 160_000, least: 0, framerate: 15 },
    medium: { lines: 360, bitrate: 700_000, least: 360_000, framerate: 30 },
    large: { lines: 720, bitrate: 1_500_000, least: 1_100_000, framerate: 30 },
  },
  // Text that blurs cannot be read: a screen keeps the lines that are drawn, and shows fewer frames.
  screen: {
    small: { lines: 360, bitrate: 500_000, least: 0 },
    medium: { lines: 720, bitrate: 1_200_000, least: 0 },
    large: { lines: Infinity, bitrate: 2_500_000, least: 0 },
  },
};

/** What all pictures of a call may take together, in bits a second: two large faces, or four of middle size. */
export const TOTAL_BITRATE = 3_000_000;
/** What a peer is taken to draw that has not said so. */
export const UNTOLD: Drawn = { camera: "medium", screen: "large" };

/** `lines` says how many there are of what is filmed and shared; `null` of what is not. */
export function sharePictures(
  links: ReadonlyMap<PeerId, PictureLink>,
  lines: Readonly<Record<PictureSource, number | null>>,
  device: Strain,
): PictureShares {
  const wished = ({ drawn }: PictureLink, source: PictureSource) =>
    lines[source] === null ? 0 : stepOf(source, drawn[source])?.bitrate ?? 0;
  let sum = 0;
  for (const link of links.values()) sum += wished(link, "camera") + wished(link, "screen");
  const common = Math.min(1, TOTAL_BITRATE / sum) / 2 ** device.level;
  let film: FilmSize = "medium";
  const shares = [...links].map(([peer, link]): [PeerId, Encodings] => {
    const share = common / 2 ** link.path.level;
    const encode = (source: PictureSource) => {
      const size = affordable(source, link.drawn[source], share * wished(link, source));
      if (source === "camera" && size === "large") film = size;
      return encoding(stepOf(source, size), lines[source], share * wished(link, source));
    };
    return [peer, { camera: encode("camera"), screen: encode("screen") }];
  });
  return { links: new Map(shares), film };
}

function stepOf(source: PictureSource, size: DrawnSize): Step | null {
  return size === "none" ? null : STEPS[source][size];
}

const SMALLER = { large: "medium", medium: "small", small: "small", none: "none" } as const;

/** The largest picture, no larger than it is drawn, that `bitrate` still shows well. */
function affordable(source: PictureSource, drawn: DrawnSize, bitrate: number): DrawnSize {
  const step = stepOf(source, drawn);
  return step === null || bitrate >= step.least
    ? drawn
    : affordable(source, SMALLER[drawn], bitrate);
}

function encoding(step: Step | null, lines: number | null, bitrate: number): Encoding {
  if (step === null || bitrate === 0) {
    return { active: false, scaleResolutionDownBy: 1, maxBitrate: STEPS.camera.small.bitrate };
  }
  const { framerate } = step;
  return {
    active: true,
    scaleResolutionDownBy: Math.max(1, lines! / step.lines),
    maxBitrate: Math.floor(Math.min(step.bitrate, bitrate)),
    ...(framerate !== undefined && { maxFramerate: framerate }),
  };
}

/** How much of what it should do something does not manage: each level is half as much. */
export interface Strain {
  level: number;
  /** How often in a row it did not keep up, and how often it did. */
  tired: number;
  rested: number;
}

export const AT_EASE: Strain = { level: 0, tired: 0, rested: 0 };

/** Readings in a row, of one every few seconds, that make it less. */
export const TIRED_AFTER = 3;
/** And more again: slowly, since what was too much once will be too much soon. */
export const RESTED_AFTER = 20;
export const MOST_STRAIN = 3;

export function stepStrain({ level, tired, rested }: Strain, keepsUp: boolean): Strain {
  if (keepsUp) {
    if (level === 0) return AT_EASE;
    const enough = rested + 1 >= RESTED_AFTER;
    return { level: enough ? level - 1 : level, tired: 0, rested: enough ? 0 : rested + 1 };
  }
  const enough = tired + 1 >= TIRED_AFTER;
  return {
    level: enough ? Math.min(level + 1, MOST_STRAIN) : level,
    tired: enough ? 0 : tired + 1,
    rested: 0,
  };
}
