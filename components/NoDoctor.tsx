/** What is plain even when the connection doctor cannot be fetched. */
import { useEffect, useState } from "preact/hooks";
import type { Ports } from "../client/ports.ts";
import type { CallMessages } from "../locales/en.ts";
import { NotArrived } from "./NotHere.tsx";

export interface NoDoctorProps {
  t: CallMessages;
  ports: Ports;
  /** Not needed where the check itself can be pressed again. */
  onRetry?: () => void;
}

export function NoDoctor({ ports, ...props }: NoDoctorProps) {
  const { t } = props;
  const [there, setThere] = useState<boolean | null>(null);
  useEffect(() => void ports.askServer("").then(({ there }) => setThere(there)), []);
  if (there === null) return null;
  // A server that answers, and not with the doctor, is of another version ([V7]).
  const words = there
    ? t.panels.failed
    : t.doctor.findings[ports.page.isOnline() ? "server-unreachable" : "offline"];
  return <NotArrived {...props} words={words} />;
}
