/** What a finding of the connection doctor is called, and what to do about it. */
import type { Finding, Gravity } from "../client/doctor/findings.ts";
import type { CaptureKind, DeviceErrorCode } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format, inOneLine } from "../locales/format.ts";
import { wayBack } from "./way_back.ts";

export interface FindingWords {
  title: string;
  next: string;
}

const PERMISSION = {
  site: "denied",
  system: "denied-by-system",
  dismissal: "dismissed",
} as const satisfies Record<string, DeviceErrorCode>;

export function findingWords(finding: Finding, t: CallMessages): FindingWords {
  switch (finding.code) {
    case "permission-denied":
      return deviceWords(t, finding.kind, PERMISSION[finding.by]);
    case "no-device":
      return deviceWords(t, finding.kind, "not-found");
    case "device-busy":
      return deviceWords(t, finding.kind, "busy");
    default: {
      const { title, next } = t.doctor.findings[finding.code];
      return { title: format(title, { code: codeOf(finding) }), next };
    }
  }
}

function deviceWords(
  t: CallMessages,
  kind: CaptureKind,
  code: DeviceErrorCode,
): FindingWords {
  const { title, next } = t.deviceErrors[kind][code];
  const way = wayBack(code, t);
  return { title, next: way === null ? next : inOneLine(t.sentences, [next, way]) };
}

/** What the relay or the server said, where it said something. */
function codeOf(finding: Finding): string {
  if ("error" in finding) return String(finding.error);
  return "close" in finding ? String(finding.close) : "";
}

/** How it looks, by how bad it is. */
export const GRAVITY_CLASS = {
  well: "text-accent",
  notice: "text-warning",
  trouble: "text-alarm",
} as const satisfies Record<Gravity, string>;
