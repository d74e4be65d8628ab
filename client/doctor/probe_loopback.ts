/** Two connections in this page, one of them through the relay alone: whether the relay really passes on. */
import type { IceServer } from "../../protocol/signaling.ts";
import type { PeerConnection, Ports } from "../ports.ts";
import type { LoopbackEvidence } from "./evidence.ts";
import { within } from "./patience.ts";

/** A relay that passes on does so within this time from its first candidate on, in milliseconds. */
const STUCK_AFTER_MS = 2_000;

export interface LoopbackOptions {
  iceServers: readonly IceServer[];
  /** Whether the other connection, too, must go through the relay. */
  relayOnly: boolean;
  deadline: number;
}

export async function probeLoopback(
  ports: Pick<Ports, "createPeerConnection" | "now" | "setTimer">,
  { iceServers, relayOnly, deadline }: LoopbackOptions,
): Promise<LoopbackEvidence> {
  const started = ports.now();
  const servers = { iceServers: [...iceServers] };
  const near = ports.createPeerConnection({ ...servers, iceTransportPolicy: "relay" });
  const far = ports.createPeerConnection({
    ...servers,
    iceTransportPolicy: relayOnly ? "relay" : "all",
  });
  handOver(near, far);
  handOver(far, near);
  const verdict = new Promise<LoopbackEvidence>((resolve) => {
    near.createDataChannel("doctor").addEventListener("open", () => {
      resolve({ state: "through", ms: ports.now() - started });
    });
    let relayed = false;
    near.addEventListener("icecandidate", ({ candidate }) => {
      if (!candidate?.candidate || relayed) return;
      relayed = true;
      ports.setTimer(() => resolve({ state: "stuck" }), STUCK_AFTER_MS);
    });
    near.addEventListener("icegatheringstatechange", () => {
      // No relay took us: there is nothing to wait for.
      if (near.iceGatheringState === "complete" && !relayed) resolve({ state: "unfinished" });
    });
  });
  // Closing them in the middle of it is expected to fail.
  connect(near, far).catch(() => {});
  const evidence = await within(ports, deadline, verdict, { state: "unfinished" } as const);
  near.close();
  far.close();
  return evidence;
}

async function connect(near: PeerConnection, far: PeerConnection): Promise<void> {
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription!);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription!);
}

/** Candidates wait for the description that they belong to. */
function handOver(from: PeerConnection, to: PeerConnection): void {
  const waiting: RTCIceCandidate[] = [];
  const add = (candidate: RTCIceCandidate) => to.addIceCandidate(candidate).catch(() => {});
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate?.candidate) return;
    if (to.remoteDescription === null) waiting.push(candidate);
    else void add(candidate);
  });
  to.addEventListener("signalingstatechange", () => {
    if (to.remoteDescription !== null) { for (const one of waiting.splice(0)) void add(one); }
  });
}
