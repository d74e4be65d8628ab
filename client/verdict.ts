/**
 * What is wrong with a call, and on whose side: a judgement of how all links do at once. Pure. Slow to accuse and
 * slower to acquit, so that no sentence flickers; the first seconds of a link, in which every sender begins
 * carefully, say nothing.
 */
import type { PeerId } from "../protocol/ids.ts";
import type { Trouble } from "../protocol/peer_messages.ts";
import type { LinkQuality } from "./link_quality.ts";

/** What a side may have trouble with. */
type Cause = Exclude<Trouble, "none">;

export type Verdict =
  | { about: "nothing" }
  | { about: "ourselves"; cause: Cause }
  | { about: "them"; peer: PeerId; cause: Cause }
  /** Somewhere between the two of us. */
  | { about: "path"; peer: PeerId };

export interface LinkReading {
  peer: PeerId;
  quality: LinkQuality;
  /** How long we have known this connection, in milliseconds. */
  age: number;
  /** What the peer says of its own side. */
  told: Trouble;
}

export interface Judged {
  verdict: Verdict;
  /** What the latest readings say, and how many in a row. */
  suspicion: Verdict;
  times: number;
}

export const NOT_JUDGED: Judged = {
  verdict: { about: "nothing" },
  suspicion: { about: "nothing" },
  times: 0,
};

/** Readings in a row that make a verdict. */
export const ACCUSE_AFTER = 2;
/** Readings in a row that end one. */
export const ACQUIT_AFTER = 3;
/** So young a connection says nothing: senders begin slowly and feel their way up, in milliseconds. */
export const SLOW_START_MS = 10_000;
/** A share of packets lost that is heard and seen; and one so small that it is over. */
const LOSS = { begins: 0.05, ends: 0.02 };
/** A round trip in which people begin to talk over each other, in milliseconds; and one that is bearable again. */
const ROUND_TRIP = { begins: 600, ends: 400 };

export function stepVerdict(judged: Judged, readings: readonly LinkReading[]): Judged {
  const inTrouble = judged.verdict.about !== "nothing";
  const suspicion = suspect(readings, inTrouble);
  const times = sameVerdict(suspicion, judged.suspicion) ? judged.times + 1 : 1;
  const enough = suspicion.about === "nothing" ? ACQUIT_AFTER : ACCUSE_AFTER;
  const verdict = times >= enough ? suspicion : judged.verdict;
  return {
    // The same verdict stays the same object, so that nobody is told twice.
    verdict: sameVerdict(verdict, judged.verdict) ? judged.verdict : verdict,
    suspicion,
    times,
  };
}

/** What of our own side the others cannot see as well as we can. */
export function troubleToTell(verdict: Verdict, links: number): Trouble {
  if (verdict.about !== "ourselves") return "none";
  // Between two, the other side sees what we see.
  return links > 1 || verdict.cause === "device" ? verdict.cause : "none";
}

interface Symptoms {
  peer: PeerId;
  told: Trouble;
  /** `null` where nothing was on its way. */
  losesOut: boolean | null;
  losesIn: boolean | null;
  slow: boolean;
}

function suspect(readings: readonly LinkReading[], inTrouble: boolean): Verdict {
  const grown = readings.filter(({ age }) => age >= SLOW_START_MS);
  const links = grown.map((reading) => symptomsOf(reading, inTrouble));
  const own = links.length > 1 ? ownConnection(links) : null;
  if (own !== null) return { about: "ourselves", cause: own };
  const ill = links.find(({ losesOut, losesIn, slow }) => losesOut || losesIn || slow);
  if (ill !== undefined) return blame(ill, links.length === 1);
  if (grown.some(({ quality }) => quality.sent.limitation === "cpu")) {
    return { about: "ourselves", cause: "device" };
  }
  const slowOne = links.find(({ told }) => told === "device");
  if (slowOne !== undefined) return { about: "them", peer: slowOne.peer, cause: "device" };
  return { about: "nothing" };
}

function symptomsOf({ peer, told, quality }: LinkReading, inTrouble: boolean): Symptoms {
  const { sent, received, roundTrip } = quality;
  const bound = inTrouble ? "ends" : "begins";
  const loses = (loss: number | null) => loss === null ? null : loss >= LOSS[bound];
  return {
    peer,
    told,
    losesOut: loses(sent.loss),
    losesIn: loses(received.loss),
    slow: (roundTrip ?? 0) >= ROUND_TRIP[bound],
  };
}

/** What all links have in common is on our side. */
function ownConnection(links: readonly Symptoms[]): Cause | null {
  const all = (ills: readonly (boolean | null)[]) => {
    const known = ills.filter((ill) => ill !== null);
    return known.length > 1 && known.every((ill) => ill);
  };
  const up = all(links.map(({ losesOut }) => losesOut));
  const down = all(links.map(({ losesIn }) => losesIn));
  if ((up && down) || links.every(({ slow }) => slow)) return "connection";
  if (up) return "uplink";
  return down ? "downlink" : null;
}

/** One link is ill. Alone, with nothing to compare it to, an uplink is the likeliest cause: most are the narrower way. */
function blame({ peer, told, losesOut, losesIn }: Symptoms, alone: boolean): Verdict {
  if (told !== "none" && told !== "device") return { about: "them", peer, cause: told };
  if (alone && losesOut === true && losesIn !== true) {
    return { about: "ourselves", cause: "uplink" };
  }
  if (alone && losesIn === true && losesOut !== true) {
    return { about: "them", peer, cause: "uplink" };
  }
  return { about: "path", peer };
}

/** Each kind of verdict names its parts in one order. */
function sameVerdict(one: Verdict, other: Verdict): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
