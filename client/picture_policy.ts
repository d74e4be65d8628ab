/**
 * How our pictures are encoded for each peer: never more than that peer draws, together never more than a call may
 * take of an uplink, and less when our device or the way to a peer does not keep up. Pure. Sound is none of its business:
 * nothing here ever takes anything from it.
 */
import type { PeerId } from "../protocol/ids.ts";
import type { Drawn } from "../protocol/peer_messages.ts";
import { LARGE, MEDIUM } from "./drawn_size.ts";

export type PictureSource = keyof Drawn;

/** What a sender is told, as browsers call it ({@link https://www.w3.org/TR/webrtc/#dom-rtcrtpencodingparameters}). */
export interface Encoding {
  active: boolean;
  scaleResolutionDownBy: number;
  maxBitrate: number;
  maxFramerate: number;
  /** Whether it has only begun to be sent, and nobody knows yet what the way to the peer carries. */
  begins?: boolean;
}

export type Encodings = Readonly<Record<PictureSource, Encoding>>;

export interface PictureLink {
  /** How large the peer draws us. */
  drawn: Drawn;
  /** How the way to the peer does. */
  path: Strain;
}

type Step = readonly [
  /** The lines that are worth sending. */
  lines: number,
  /** Bits a second that show them well. */
  bitrate: number,
  /** With less than this the next smaller size looks better, and costs less to encode. */
  least: number,
  framerate: number,
];

/** By how large a picture is drawn. */
const STEPS: Readonly<Record<PictureSource, readonly Step[]>> = {
  camera: [
    [Infinity, 0, 0, 30],
    [180, 160_000, 0, 15],
    [360, 700_000, 360_000, 30],
    [720, 1_500_000, 1_100_000, 30],
  ],
  // Text that blurs cannot be read: a screen keeps the lines that are drawn, and shows fewer frames.
  screen: [
    [Infinity, 0, 0, 30],
    [360, 500_000, 0, 30],
    [720, 1_200_000, 0, 30],
    [Infinity, 2_500_000, 0, 30],
  ],
};

/** What all pictures of a call may take together, in bits a second: two large faces, or four of middle size. */
export const TOTAL_BITRATE = 3_000_000;
/** What a peer is taken to draw that has not said so. */
export const UNTOLD: Drawn = { camera: MEDIUM, screen: LARGE };
/** What is not sent must have some bound all the same. */
const ANY_BITRATE = 160_000;

/** `lines` says how many there are of what is filmed and shared; none of what is not. */
export function sharePictures(
  links: ReadonlyMap<PeerId, PictureLink>,
  lines: Readonly<Record<PictureSource, number>>,
  device: Strain,
): Map<PeerId, Encodings> {
  const wished = ({ drawn }: PictureLink, source: PictureSource) =>
    lines[source] && STEPS[source][drawn[source]]![1];
  let sum = 0;
  for (const link of links.values()) sum += wished(link, "camera") + wished(link, "screen");
  return new Map([...links].map(([peer, link]): [PeerId, Encodings] => {
    const share = Math.min(1, TOTAL_BITRATE / sum) / 2 ** (device.level + link.path.level);
    const encode = (source: PictureSource): Encoding => {
      const bits = share * wished(link, source);
      let size = link.drawn[source];
      while (bits < STEPS[source][size]![2]) size -= 1;
      const [worth, most, , maxFramerate] = STEPS[source][size]!;
      return {
        active: bits > 0,
        scaleResolutionDownBy: Math.max(1, lines[source] / worth),
        maxBitrate: Math.floor(Math.min(most, bits)) || ANY_BITRATE,
        maxFramerate,
      };
    };
    return [peer, { camera: encode("camera"), screen: encode("screen") }];
  }));
}

/** How much of what it should do something does not manage: each level is half as much. */
export interface Strain {
  level: number;
  /** How often in a row it did not keep up; below zero, how often it did. */
  tired: number;
  /** How often in a row it has to keep up before it is asked for more. */
  rest: number;
  /** Whether it was asked for more, last. */
  eased: boolean;
}

/** Readings in a row, of one every few seconds, that make it less. */
export const TIRED_AFTER = 3;
/** And more again: slowly, since what was too much once will be too much soon. */
export const RESTED_AFTER = 20;
/** More slowly each time that it is too much again, for nobody wants a picture that comes and goes; but not more than this. */
export const LONGEST_REST = 160;
export const MOST_STRAIN = 3;

export const AT_EASE: Strain = { level: 0, tired: 0, rest: RESTED_AFTER, eased: false };

export function stepStrain(strain: Strain, keepsUp: boolean): Strain {
  const { level, rest, eased } = strain;
  const tired = keepsUp ? Math.min(strain.tired, 0) - 1 : Math.max(strain.tired, 0) + 1;
  if (tired >= TIRED_AFTER) {
    const longer = eased ? Math.min(2 * rest, LONGEST_REST) : rest;
    return { level: Math.min(level + 1, MOST_STRAIN), tired: 0, rest: longer, eased: false };
  }
  if (tired > -rest) return { ...strain, tired };
  return level > 0 ? { level: level - 1, tired: 0, rest, eased: true } : AT_EASE;
}
