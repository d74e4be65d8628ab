/** What a throw-away connection gathers with the servers it is given, as it happens. */
import type { IceServer } from "../../protocol/signaling.ts";
import type { PeerConnection, Ports } from "../ports.ts";
import type { CandidateType } from "./evidence.ts";

export type GatheringEvent =
  | { type: "candidate"; candidate: CandidateType }
  /** What the browser says of a server that did not do as asked. */
  | { type: "error"; code: number }
  | { type: "complete" };

/** Gathers until `listener` says that it has seen enough, or the result is called. Returns what ends it. */
export function gather(
  ports: Pick<Ports, "createPeerConnection">,
  iceServers: readonly IceServer[],
  listener: (event: GatheringEvent) => void,
): () => void {
  const connection = ports.createPeerConnection({ iceServers: [...iceServers] });
  connection.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate?.candidate) return;
    const type = typeOf(candidate);
    if (type !== null) listener({ type: "candidate", candidate: type });
  });
  connection.addEventListener("icecandidateerror", ({ errorCode }) => {
    listener({ type: "error", code: errorCode });
  });
  connection.addEventListener("icegatheringstatechange", () => {
    if (connection.iceGatheringState === "complete") listener({ type: "complete" });
  });
  start(connection).catch(() => listener({ type: "complete" }));
  return () => connection.close();
}

/** Browsers gather for what there is to send; a data channel needs no device. */
async function start(connection: PeerConnection): Promise<void> {
  connection.createDataChannel("doctor");
  await connection.setLocalDescription();
}

const TYPES = ["host", "srflx", "prflx", "relay"] as const satisfies readonly CandidateType[];

/** Read from the line itself where the browser does not say. */
function typeOf({ type, candidate }: RTCIceCandidate): CandidateType | null {
  const word = type ?? / typ (\w+)/.exec(candidate)?.[1];
  return TYPES.find((type) => type === word) ?? null;
}
