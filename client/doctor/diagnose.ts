/** From evidence to findings: pure, and the whole of what the doctor knows. */
import type { CaptureKind } from "../media_state.ts";
import type { DeviceEvidence, Evidence, IceServerEvidence } from "./evidence.ts";
import type { Diagnosis, Finding, Gravity } from "./findings.ts";

/** Allocation quota reached, insufficient capacity ({@link https://www.rfc-editor.org/rfc/rfc8656#section-19 RFC 8656 §19}). */
const FULL = new Set([486, 508]);
/** Close codes from here on are the server's own words. */
const OWN_CLOSE_CODES = 4000;

/**
 * Says what the evidence means. What keeps everything else from being known stands alone; after that
 * comes what is in the way of a call, then what is good to know.
 */
export function diagnose(evidence: Evidence): Diagnosis {
  const decisive = decisiveFinding(evidence);
  if (decisive !== null) return { finding: decisive, also: [] };
  const findings = [
    ...linkGone(evidence),
    ...relayFindings(evidence),
    ...pathFindings(evidence),
    ...deviceFindings(evidence),
  ];
  const [finding, ...also] = findings.toSorted((a, b) => weight(a) - weight(b));
  return { finding: finding ?? well(evidence), also };
}

export function gravity({ code }: Finding): Gravity {
  switch (code) {
    case "all-well":
      return "well";
    case "direct-only":
    case "only-relay-works":
    case "udp-blocked":
      return "notice";
    default:
      return "trouble";
  }
}

function weight(finding: Finding): number {
  return gravity(finding) === "trouble" ? 0 : 1;
}

function decisiveFinding(evidence: Evidence): Finding | null {
  const { secure, online, server, signaling } = evidence;
  if (!secure) return { code: "insecure-origin" };
  if (signaling.state === "answered") return null;
  // Some browsers take a network without the world behind it for none: the server knows better.
  if (!server) return { code: online ? "server-unreachable" : "offline" };
  switch (signaling.state) {
    case "not-tried":
      return null;
    case "silent":
      return { code: "signaling-blocked" };
    case "closed":
      return signaling.code >= OWN_CLOSE_CODES
        ? { code: "server-refuses", close: signaling.code }
        : { code: "signaling-blocked" };
  }
}

/** Somebody who answers on no way although there is one is not there, whatever the paths look like. */
function linkGone({ link }: Evidence): Finding[] {
  if (link === null || link.state === "live") return [];
  const silent = link.asked && !link.answers;
  return !link.present || silent ? [{ code: "other-side-gone" }] : [];
}

function relayFindings(evidence: Evidence): Finding[] {
  const { servers, relayOnly, loopback, local } = evidence;
  const relays = servers.filter(({ kind }) => kind === "turn");
  if (relays.length === 0) return relayOnly ? [{ code: "relay-only-without-turn" }] : [];
  if (!relays.some(isAnswered)) return [whyNoRelay(relays)];
  if (loopback.state === "stuck") return [{ code: "turn-carries-nothing" }];
  const overUdp = servers.filter(({ transport }) => transport === "udp");
  // A browser that shows no address of its own asks nobody over UDP: that is no word about the network.
  const asks = local.length > 0 || relayOnly;
  const isUdpBlocked = asks && overUdp.length > 0 && overUdp.every(isSilent);
  return isUdpBlocked ? [{ code: "udp-blocked" }] : [];
}

function whyNoRelay(relays: readonly IceServerEvidence[]): Finding {
  for (const { outcome } of relays) {
    if (outcome.state !== "refused") continue;
    const { error } = outcome;
    return FULL.has(error) ? { code: "turn-full", error } : { code: "turn-refuses", error };
  }
  return { code: "turn-unreachable" };
}

function pathFindings(evidence: Evidence): Finding[] {
  const { link, relayOnly } = evidence;
  if (link?.state === "live") {
    const { selected } = link;
    const ends = selected === null ? [] : [selected.ours, selected.theirs];
    const isRelayed = ends.some((end) => end.startsWith("relay"));
    return isRelayed && !relayOnly ? [{ code: "only-relay-works" }] : [];
  }
  const relays = evidence.servers.filter(({ kind }) => kind === "turn");
  if (link !== null) {
    if (linkGone(evidence).length > 0) return [];
    if (relays.length === 0 && !relayOnly) return [{ code: "no-turn-configured" }];
    return [{ code: "other-side-unreachable" }];
  }
  if (relayOnly || hasDirectPath(evidence)) return [];
  if (relays.length === 0) return [{ code: "no-turn-configured" }];
  return relays.some(isAnswered) ? [{ code: "only-relay-works" }] : [];
}

/** Whether this browser can offer any address of its own, and whoever it asked on the outside answered. */
function hasDirectPath({ local, servers }: Evidence): boolean {
  if (local.length === 0) return false;
  const asked = servers.filter(({ transport }) => transport === "udp");
  return asked.length === 0 || !asked.every(isSilent) || servers.some(isAnswered);
}

function deviceFindings({ devices, link }: Evidence): Finding[] {
  // Nobody's link fails for want of a microphone.
  if (link !== null) return [];
  return (["microphone", "camera"] as const).flatMap((kind) => {
    const finding = deviceFinding(kind, devices[kind]);
    return finding === null ? [] : [finding];
  });
}

function deviceFinding(kind: CaptureKind, device: DeviceEvidence): Finding | null {
  switch (device) {
    case "denied":
      return { code: "permission-denied", kind, by: "site" };
    case "denied-by-system":
      return { code: "permission-denied", kind, by: "system" };
    case "dismissed":
      return { code: "permission-denied", kind, by: "dismissal" };
    case "not-found":
      return { code: "no-device", kind };
    case "busy":
      return { code: "device-busy", kind };
    default:
      return null;
  }
}

function well({ servers, link }: Evidence): Finding {
  const hasRelay = servers.some(({ kind }) => kind === "turn");
  return { code: hasRelay || link !== null ? "all-well" : "direct-only" };
}

function isAnswered({ outcome }: IceServerEvidence): boolean {
  return outcome.state === "answered";
}

function isSilent({ outcome }: IceServerEvidence): boolean {
  return outcome.state === "silent";
}
