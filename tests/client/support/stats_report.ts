/** Statistics as a browser gives them, made of the few numbers that a test cares about. */
import type { Limitation } from "../../../client/link_quality.ts";
import type { ReadonlyStats } from "../../../client/selected_pair.ts";

interface StreamWishes {
  id?: string;
  kind?: "audio" | "video";
  mid?: string;
  bytes?: number;
  packets?: number;
  lost?: number;
  frames?: number;
  freezes?: number;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  codec?: string;
}

export interface StatsWishes {
  received?: readonly StreamWishes[];
  sent?: readonly (StreamWishes & { reportedLoss?: number; limitation?: Limitation })[];
  /** The kinds of the two candidates in use. */
  path?: readonly [local: string, remote: string];
  /** In seconds. */
  roundTrip?: number;
}

export function statsReport(
  { received = [], sent = [], path, roundTrip }: StatsWishes,
): ReadonlyStats {
  const entries: (RTCStats & Record<string, unknown>)[] = [];
  const add = (type: string, id: string, rest: Record<string, unknown>) =>
    void entries.push(
      { type, id, timestamp: 0, ...rest } as unknown as RTCStats & Record<string, unknown>,
    );
  const common = (id: string, { kind = "video", codec, ...wishes }: StreamWishes) => {
    if (codec !== undefined) add("codec", `codec-${id}`, { mimeType: codec });
    return {
      kind,
      mid: wishes.mid ?? (kind === "audio" ? "0" : "1"),
      ...(codec !== undefined && { codecId: `codec-${id}` }),
      ...(wishes.width !== undefined && { frameWidth: wishes.width, frameHeight: wishes.height }),
      ...(wishes.framesPerSecond !== undefined && { framesPerSecond: wishes.framesPerSecond }),
    };
  };
  for (const [n, stream] of received.entries()) {
    const id = stream.id ?? `in-${n}`;
    add("inbound-rtp", id, {
      ...common(id, stream),
      bytesReceived: stream.bytes ?? 0,
      packetsReceived: stream.packets ?? 0,
      packetsLost: stream.lost ?? 0,
      framesDecoded: stream.frames ?? 0,
      freezeCount: stream.freezes ?? 0,
    });
  }
  for (const [n, stream] of sent.entries()) {
    const id = stream.id ?? `out-${n}`;
    add("outbound-rtp", id, {
      ...common(id, stream),
      bytesSent: stream.bytes ?? 0,
      packetsSent: stream.packets ?? 0,
      framesEncoded: stream.frames ?? 0,
      qualityLimitationReason: stream.limitation ?? "none",
    });
    if (stream.reportedLoss !== undefined) {
      add("remote-inbound-rtp", `told-${id}`, { localId: id, fractionLost: stream.reportedLoss });
    }
  }
  if (path !== undefined) {
    add("transport", "transport", { selectedCandidatePairId: "pair" });
    add("candidate-pair", "pair", {
      localCandidateId: "local",
      remoteCandidateId: "remote",
      ...(roundTrip !== undefined && { currentRoundTripTime: roundTrip }),
    });
    add("local-candidate", "local", { candidateType: path[0] });
    add("remote-candidate", "remote", { candidateType: path[1] });
  }
  return { forEach: (visit) => entries.forEach(visit) };
}
