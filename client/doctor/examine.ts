/**
 * One examination: gathers evidence from every side at once and says what it means, within five
 * seconds of being asked. Loaded when somebody first asks.
 */
import type { LinkWitness } from "../link_witness.ts";
import type { Capture, CaptureKind, MediaState } from "../media_state.ts";
import type { Ports } from "../ports.ts";
import { diagnose, gravity } from "./diagnose.ts";
import type {
  DeviceEvidence,
  Evidence,
  IceServerEvidence,
  LinkEvidence,
  LoopbackEvidence,
} from "./evidence.ts";
import type { Diagnosis, Gravity } from "./findings.ts";
import { readSigns } from "./link_signs.ts";
import { pause, within } from "./patience.ts";
import { addressesOf, probeIce, probeLocal } from "./probe_ice.ts";
import { probeLoopback } from "./probe_loopback.ts";
import { probeSignaling, type SignalingProbe } from "./probe_signaling.ts";
import { writeReport } from "./report.ts";

/** What the doctor may look at and touch. */
export interface Patient {
  ports: DoctorPorts;
  /** The room to open a socket to; `null` where there are no keys to know it by. */
  room: string | null;
  relayOnly: boolean;
  media: MediaState;
  link: LinkWitness | null;
}

export type DoctorPorts =
  & Pick<Ports, "now" | "setTimer" | "connect" | "createPeerConnection" | "askServer">
  & {
    media: Pick<Ports["media"], "available">;
    page: Pick<Ports["page"], "isOnline" | "userAgent">;
  };

export interface Examination {
  diagnosis: Diagnosis;
  /** How bad the first finding is. */
  gravity: Gravity;
  /** To hand to whoever can help: no names, no addresses, no keys. */
  report: string;
}

/** What has not answered by then counts as silent, in milliseconds. Five seconds are promised. */
export const EXAMINATION_MS = 4_500;
/** How much of that the server has to name its STUN and TURN servers, in milliseconds. */
const SIGNALING_MS = 2_000;
/** How long a peer may take to answer, in milliseconds. */
const ANSWER_MS = 3_000;
const LOOK_EVERY_MS = 100;
/** Also what is left of a loopback whose servers a browser does not take for such. */
const UNFINISHED: LoopbackEvidence = { state: "unfinished" };

export async function examine(patient: Patient): Promise<Examination> {
  const { ports } = patient;
  const started = ports.now();
  const deadline = started + EXAMINATION_MS;
  const evidence = await gatherEvidence(patient, started, deadline);
  const diagnosis = diagnose(evidence);
  const took = ports.now() - started;
  const report = writeReport({ evidence, diagnosis, took, userAgent: ports.page.userAgent() });
  return { diagnosis, gravity: gravity(diagnosis.finding), report };
}

async function isThere({ ports, room }: Patient): Promise<boolean> {
  return (await ports.askServer(room ?? "")).there;
}

async function gatherEvidence(
  patient: Patient,
  started: number,
  deadline: number,
): Promise<Evidence> {
  const { ports, relayOnly, media } = patient;
  const secure = ports.media.available;
  const [server, local, found, link] = await Promise.all([
    within(ports, started + ANSWER_MS, isThere(patient), false),
    probeLocal(ports, deadline),
    findWay(patient, started, deadline),
    patient.link === null ? null : askPeer(ports, patient.link, started),
  ]);
  return {
    secure,
    online: ports.page.isOnline(),
    relayOnly,
    server,
    signaling: found.signaling.evidence,
    devices: { camera: stateOf("camera", media), microphone: stateOf("microphone", media) },
    local,
    servers: found.servers,
    loopback: found.loopback,
    link,
  };
}

interface Way {
  signaling: SignalingProbe;
  servers: IceServerEvidence[];
  loopback: LoopbackEvidence;
}

/** The server says whom to ask; those are asked at once. */
async function findWay(patient: Patient, started: number, deadline: number): Promise<Way> {
  const { ports, room, relayOnly } = patient;
  const signaling: SignalingProbe = room === null
    ? { evidence: { state: "not-tried" }, iceServers: null }
    : await probeSignaling(ports, room, started + SIGNALING_MS);
  // Who hides their address does not show it to a STUN server for the sake of a check.
  const addresses = addressesOf(signaling.iceServers ?? [])
    .filter(({ kind }) => kind === "turn" || !relayOnly);
  const iceServers = addresses.filter(({ kind }) => kind === "turn").map(({ server }) => server);
  const [servers, loopback] = await Promise.all([
    probeIce(ports, addresses, deadline),
    iceServers.length === 0
      ? { state: "not-tried" } as const
      : probeLoopback(ports, { iceServers, relayOnly, deadline }).catch(() => UNFINISHED),
  ]);
  return { signaling, servers, loopback };
}

async function askPeer(
  ports: DoctorPorts,
  link: LinkWitness,
  started: number,
): Promise<LinkEvidence> {
  link.ask();
  const answers = () => (link.saidAt() ?? -Infinity) >= started;
  while (!answers() && link.isPresent() && ports.now() < started + ANSWER_MS) {
    await pause(ports, LOOK_EVERY_MS);
  }
  const stats = await within(ports, started + EXAMINATION_MS, link.stats().catch(() => null), null);
  return {
    present: link.isPresent(),
    state: link.state(),
    answers: answers(),
    asked: link.canAsk(),
    ...readSigns(stats),
  };
}

function stateOf(kind: CaptureKind, media: MediaState): DeviceEvidence {
  const capture: Capture = media[kind];
  return capture.state === "failed" ? capture.code : capture.state;
}
