/** Asks each STUN and TURN server by itself, so that each answers for itself. */
import type { IceServer } from "../../protocol/signaling.ts";
import type { Ports } from "../ports.ts";
import type { CandidateType, IceOutcome, IceServerEvidence, IceTransport } from "./evidence.ts";
import { gather } from "./gathering.ts";
import { within } from "./patience.ts";

type ProbePorts = Pick<Ports, "createPeerConnection" | "now" | "setTimer">;

/** More than a site has; whatever a server claims, a page is not busy for ever. */
const MAX_ADDRESSES = 8;
/** No answer at all ({@link https://www.w3.org/TR/webrtc/#dom-rtcpeerconnectioniceerrorevent-errorcode WebRTC}): not the server's word. */
const UNREACHABLE = 701;

/** One address of one server, as evidence needs it. */
export interface IceAddress {
  kind: "stun" | "turn";
  transport: IceTransport;
  server: IceServer;
}

/** Every address by itself, in the order in which the site names them. */
export function addressesOf(iceServers: readonly IceServer[]): IceAddress[] {
  return iceServers.flatMap((server) =>
    [server.urls].flat().map((url) => ({ ...kindOf(url), server: { ...server, urls: url } }))
  ).slice(0, MAX_ADDRESSES);
}

/** {@link https://www.rfc-editor.org/rfc/rfc7065 RFC 7065} */
function kindOf(url: string): Pick<IceAddress, "kind" | "transport"> {
  const kind = /^turns?:/i.test(url) ? "turn" : "stun";
  if (/^(turns|stuns):/i.test(url)) return { kind, transport: "tls" };
  return { kind, transport: /[?&]transport=tcp\b/i.test(url) ? "tcp" : "udp" };
}

export async function probeIce(
  ports: ProbePorts,
  addresses: readonly IceAddress[],
  deadline: number,
): Promise<IceServerEvidence[]> {
  return await Promise.all(addresses.map(async ({ kind, transport, server }) => ({
    kind,
    transport,
    outcome: await ask(ports, kind, server, deadline),
  })));
}

/** The kinds of candidates that come without any server. */
export async function probeLocal(ports: ProbePorts, deadline: number): Promise<CandidateType[]> {
  const seen = new Set<CandidateType>();
  let end = () => {};
  const complete = new Promise<void>((resolve) => {
    end = gather(ports, [], (event) => {
      if (event.type === "candidate") seen.add(event.candidate);
      if (event.type !== "error") resolve();
    });
  });
  await within(ports, deadline, complete, undefined);
  end();
  return [...seen];
}

async function ask(
  ports: ProbePorts,
  kind: "stun" | "turn",
  server: IceServer,
  deadline: number,
): Promise<IceOutcome> {
  const started = ports.now();
  const wanted: CandidateType = kind === "turn" ? "relay" : "srflx";
  let error: number | null = null;
  let end = () => {};
  const answer = new Promise<IceOutcome>((resolve) => {
    const answered = () => resolve({ state: "answered", ms: ports.now() - started });
    end = gather(ports, [server], (event) => {
      switch (event.type) {
        case "candidate":
          return event.candidate === wanted ? answered() : undefined;
        case "error":
          error = event.code;
          // A server that says no does so on every network of this machine.
          return error === UNREACHABLE ? undefined : resolve({ state: "refused", error });
        case "complete":
          // Who has a public address learns nothing new from STUN: no complaint is an answer.
          return kind === "stun" && error === null
            ? answered()
            : resolve({ state: "silent", error });
      }
    });
  });
  // Browsers throw at addresses that are none.
  const outcome = await within(ports, deadline, answer.catch(() => null), null);
  end();
  return outcome ?? { state: "silent", error };
}
